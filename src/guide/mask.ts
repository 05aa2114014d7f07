import type { EntryContent } from "./entry.ts";

/** Stands where an entry would: for who may not read it, and for who has to open it. */
export const NOT_SHOWN = "Not shown to you";
export const CONFIDENTIAL = "Confidential";
/** What stands in place of an entry; null: the entry itself. */
export type Hides = (entry: string) => string | null;

/** What stands in place of an entry that is not shown: of its kind, and empty. */
export function maskContent(kind: EntryContent["kind"], title: string): EntryContent {
  if (kind === "section") return { kind, title, definition: "" };
  if (kind === "term") return { kind, title, definition: "", avoid: [] };
  const empty = { isNot: "", why: "", whenInDoubt: "", over: [], examples: [], owner: null, policy: null };
  const scope = { where: null, stages: [] };
  return { kind, title, statement: "", type: "other", severity: "major", scope, ...empty };
}

interface Masked {
  id: string;
  parent: string | null;
  content: EntryContent;
}

/** Entries without what is not shown: an empty entry keeps its place and number, and what is in it is left out. */
export function maskEntries<T extends Masked>(entries: readonly T[], hides: Hides): T[] {
  return entries.flatMap((entry) => {
    const title = hides(entry.id);
    if (title === null) return [entry];
    if (entry.parent !== null && hides(entry.parent) !== null) return [];
    return [{ ...entry, content: maskContent(entry.content.kind, title) }];
  });
}
