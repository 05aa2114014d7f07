import type { Suggestion } from "#contract/guide-suggestions.ts";

/** The entry that a suggestion is about; null for a new one. */
export const entryOf = ({ change }: Suggestion): string | null => ("entry" in change ? change.entry : null);

/** What its entry was called when it was made, or what the new one would be called. */
export const titleOf = ({ change, base }: Suggestion): string =>
  change.act === "add" ? change.content.title : (base?.title ?? "");
