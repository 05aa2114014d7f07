import type { ReactNode } from "react";
import type { Ruling } from "#contract/questions.ts";
import { Markdown } from "../../kinds/markdown.tsx";
import { Badge } from "../../ui/badge.tsx";
import { Time } from "../../ui/time.tsx";
import { useRead } from "./api.ts";
import css from "./questions.module.css";
import { t } from "./words.ts";

/** A ruling beside the guide, with what was asked where that may be shown. */
export type StandingRuling = Ruling & { question: string | null };

/** The rulings that hold beside a project's guide; asked for again while the page is looked at. */
export function useRulings(project: string): readonly StandingRuling[] {
  return useRead("questions", "rulings", { params: { project } }, { every: 3_000 }).data?.rows ?? [];
}

/** What was ruled on a rule since the version that is read. */
export function Rulings({ rulings }: { rulings: readonly StandingRuling[] }): ReactNode {
  if (rulings.length === 0) return null;
  return (
    <ul className={css.rulings} aria-label={t("questions.rulings")}>
      {rulings.map((ruling) => (
        <li key={ruling.id}>
          <p>
            <Since since={ruling.since} />{" "}
            <span className={css.muted}>
              <Time value={ruling.at} />
            </span>
          </p>
          {ruling.question && (
            <p className={css.muted} dir="auto">
              {t("questions.asked", { text: ruling.question })}
            </p>
          )}
          <Markdown text={ruling.text} />
        </li>
      ))}
    </ul>
  );
}

/** Since which version of the guide a ruling holds. */
export function Since({ since }: Pick<Ruling, "since">): ReactNode {
  return (
    <Badge tone="accent">
      {since === null ? t("questions.ruledNoVersion") : t("questions.ruledSince", { n: since })}
    </Badge>
  );
}
