import type { ReactNode } from "react";
import type { ReadFile } from "#contract/guide-files.ts";
import css from "./guides.module.css";
import type { Entries } from "./import-state.ts";
import { t } from "./words.ts";

interface ReferencesProps {
  read: ReadFile;
  /** The entries as they stand now, with their numbers. */
  entries: Entries;
  numbers: ReadonlyMap<string, string>;
}

/** What the file's entries say about each other, and where that is now; first what leads nowhere. */
export function References({ read, entries, numbers }: ReferencesProps): ReactNode {
  if (read.references.length === 0) return null;
  const titles = new Map(entries.map(({ id, content }) => [id, `${numbers.get(id)} ${content.title}`]));
  const rows = new Map(read.references.map(({ text, to }) => [text, titles.get(to ?? "") ?? null]));
  const sorted = [...rows].sort(([, one], [, other]) => Number(one !== null) - Number(other !== null));
  return (
    <details className={css.leftOut}>
      <summary>{t("guides.import.references", { count: rows.size })}</summary>
      <ul>
        {sorted.map(([text, title]) => (
          <li key={text} dir="auto">
            {title === null
              ? t("guides.import.leadsNowhere", { text })
              : t("guides.import.leadsTo", { text, title })}
          </li>
        ))}
      </ul>
    </details>
  );
}
