import type { ReactNode } from "react";
import type { Json } from "#content/index.ts";
import type { TimelineEntry } from "#contract/items.ts";
import { Time } from "../../ui/time.tsx";
import css from "./items.module.css";
import { maybe, priorityTitle, t } from "./words.ts";

/** Everything that happened to an item, oldest first. */
export function Timeline({ entries }: { entries: readonly TimelineEntry[] }): ReactNode {
  return (
    <ol className={css.timeline}>
      {entries.map(({ at, kind, by, detail }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: entries have no id, and history only grows at its end
        <li key={index}>
          <span className={css.when}>
            <Time value={at} />
          </span>
          <span>
            {maybe(`items.event.${kind}`) ?? kind} {by && t("items.by", { name: by.name })}
            {detailText(detail) && <span className={css.muted}> {detailText(detail)}</span>}
          </span>
        </li>
      ))}
    </ol>
  );
}

/** The few words of an entry that help; ids and counts of the log stay where they are. */
function detailText(detail: Record<string, Json>): string {
  const words: string[] = [];
  const { decision, reason, note, priority, late, line, name, n } = detail;
  if (typeof name === "string") words.push(name);
  if (typeof line === "number") words.push(t("items.line", { line }));
  if (typeof n === "number") words.push(t("items.version", { n }));
  if (typeof decision === "string") words.push(maybe(`items.decision.${decision}`) ?? decision);
  if (typeof reason === "string" && reason) words.push(maybe(`items.reason.${reason}`) ?? reason);
  if (typeof note === "string" && note) words.push(note);
  if (typeof priority === "number") words.push(priorityTitle(priority));
  if (late === true) words.push(t("items.late"));
  return words.join(" · ");
}
