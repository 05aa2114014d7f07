import type { EntryContent } from "./entry.ts";

/** What an entry says, without the ids of people and items: for those who work without knowing either. */
export function withoutIds(content: EntryContent): EntryContent {
  if (content.kind !== "rule") return content;
  return {
    ...content,
    owner: null,
    examples: content.examples.map((example) => ({ ...example, item: null })),
  };
}
