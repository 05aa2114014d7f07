import type { ReactNode } from "react";
import type { VersionEntry } from "#contract/guides.ts";
import { referencesIn } from "#guide/reading/references.ts";
import css from "./rule-hints.module.css";
import { t } from "./words.ts";

/** The entries that each entry's text refers to, such as "see 4.2". */
export function referencesOf(entries: readonly VersionEntry[]): Map<string, VersionEntry[]> {
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  const found = new Map<string, VersionEntry[]>();
  for (const { from, to } of referencesIn(entries.map((entry) => ({ ...entry, anchor: entry.id })))) {
    const entry = to === null || to === from ? undefined : byId.get(to);
    const known = found.get(from) ?? [];
    if (entry && !known.includes(entry)) found.set(from, [...known, entry]);
  }
  return found;
}

/** Links to the entries that a text refers to. */
export function RuleLinks({
  to,
  onOpen,
}: {
  to: readonly VersionEntry[];
  onOpen: (number: string) => void;
}): ReactNode {
  if (to.length === 0) return null;
  return (
    <p className={css.hints}>
      {t("work.guide.refersTo")}
      {to.map(({ id, number, content }) => (
        <button key={id} type="button" className={css.hint} onClick={() => onOpen(number)}>
          <b>{number}</b> <span dir="auto">{content.title}</span>
        </button>
      ))}
    </p>
  );
}
