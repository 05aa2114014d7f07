import type { ReactNode } from "react";
import type { Held } from "../keeping/held.ts";
import { useRead } from "./api.ts";
import css from "./guide-news.module.css";
import { t } from "./words.ts";

const EVERY = 20_000;

/** A quiet line once rules changed since this piece of work was handed over; it interrupts nothing. */
export function GuideNews({ held }: { held: Held }): ReactNode {
  const { projectId: project, id: assignment } = held.assignment;
  const read = useRead("work", "changedRules", { params: { project, assignment } }, { every: EVERY });
  const changed = read.data?.rows ?? [];
  return (
    <p className={css.news} role="status" dir="auto">
      {changed.length > 0 &&
        t("work.guide.changed", {
          rules: changed.map(({ number, title }) => `${number} ${title}`).join(", "),
        })}
    </p>
  );
}
