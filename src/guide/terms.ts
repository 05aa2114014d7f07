import type { EntryContent } from "./entry.ts";

/** A word with a meaning of its own in the texts around. */
export interface Term {
  word: string;
  meaning: string;
}

/** The terms of a guide, with what they mean. */
export const termsOf = (entries: readonly { content: EntryContent }[]): Term[] =>
  entries.flatMap(({ content }) =>
    content.kind === "term" && content.definition.trim() !== ""
      ? [{ word: content.title, meaning: content.definition }]
      : [],
  );
