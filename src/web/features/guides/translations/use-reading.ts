import { useState } from "react";
import type { ReadTranslation } from "#contract/guide-translations.ts";
import type { EntryContent } from "#guide/entry.ts";
import { translated } from "#guide/translation.ts";
import { useRead } from "./api.ts";

const KEY = "plumbline.guideLanguage";

/** The language in which a person reads guides, and what is translated into it. */
export interface Reading {
  languages: readonly string[];
  /** Null: as the guide is written. */
  language: string | null;
  choose(language: string | null): void;
  /** The translation of an entry, where there is one. */
  of(entry: string): ReadTranslation | undefined;
}

/**
 * A project's guide in the language that a person chose last, else in their browser's.
 * @param version null: the one that the project works under
 */
export function useReading(project: string, version: string | null): Reading {
  const [chosen, setChosen] = useState(readChosen);
  const params = { project };
  const query = version === null ? {} : { version };
  const languages = useRead("guideTranslations", "read", { params, query }).data?.languages ?? [];
  const language = pick(languages, chosen);
  const input = { params, query: { ...query, ...(language !== null && { language }) } };
  const rows = useRead("guideTranslations", "read", input, { enabled: language !== null }).data?.rows ?? [];
  return {
    languages,
    language,
    choose: (next) => {
      setChosen(next ?? "");
      try {
        localStorage.setItem(KEY, next ?? "");
      } catch {
        // Without storage the choice lasts as long as the page.
      }
    },
    of: (entry) => (language === null ? undefined : rows.find((row) => row.entry === entry)),
  };
}

/** An entry in the reader's language, as far as it is translated. */
export function inLanguage<E extends { id: string; content: EntryContent }>(entry: E, reading: Reading): E {
  const found = reading.of(entry.id);
  return found ? { ...entry, content: translated(entry.content, found.translation) } : entry;
}

function pick(languages: readonly string[], chosen: string | null): string | null {
  if (chosen !== null) return languages.includes(chosen) ? chosen : null;
  const [wanted = ""] = navigator.languages;
  const base = (tag: string) => tag.split("-")[0];
  return (
    languages.find((tag) => tag === wanted) ?? languages.find((tag) => base(tag) === base(wanted)) ?? null
  );
}

/** Null: nothing was chosen yet. Empty: as the guide is written. */
function readChosen(): string | null {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}
