import type { EntryContent } from "#guide/entry.ts";

/** The main text of an entry: a rule's statement, else its definition. */
export const textOf = (content: EntryContent): string =>
  content.kind === "rule" ? content.statement : content.definition;

/** An entry with another main text. */
export const withText = (content: EntryContent, text: string): EntryContent =>
  content.kind === "rule" ? { ...content, statement: text } : { ...content, definition: text };
