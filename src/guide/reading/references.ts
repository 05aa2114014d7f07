import type { EntryContent } from "../entry.ts";

interface Referring {
  id: string;
  content: EntryContent;
  number: string | null;
  anchor: string | null;
}

/** Words of an entry that refer to another, such as "see 4.2" or a link within the file. */
export interface FoundReference {
  from: string;
  text: string;
  /** The entry that is meant; null where the file has none with that number or name. */
  to: string | null;
}

const BY_NUMBER =
  /(?:\b(?:see|cf\.|per|under|in|siehe|vgl\.|voir|véase)\s+(?:also\s+)?(?:(?:section|rule|chapter|part|abschnitt|regel)s?\s+)?|§\s*|\b(?:section|rule)\s+)(\d+(?:\.\d+)+|\d+(?=[\s.,;)]))/giu;
const BY_LINK = /\[[^\]\n]{0,300}\]\(#([^()\s]{1,200})\)/g;

/** What the entries of a file say about each other. */
export function referencesIn(entries: readonly Referring[]): FoundReference[] {
  const byNumber = new Map(entries.flatMap(({ number, id }) => (number === null ? [] : [[number, id]])));
  const byAnchor = new Map(entries.flatMap(({ anchor, id }) => (anchor === null ? [] : [[anchor, id]])));
  return entries.flatMap(({ id: from, content }) => {
    const text = textOfEntry(content);
    const numbers = [...text.matchAll(BY_NUMBER)].flatMap(([said, number]) => {
      const to = byNumber.get(number!) ?? null;
      // "in 2025" or "see 3 examples" refers to nothing.
      return to === null && !number!.includes(".") ? [] : [{ from, text: said, to }];
    });
    const links = [...text.matchAll(BY_LINK)].map(([said, name]) => ({
      from,
      text: said,
      to: byAnchor.get(name!) ?? null,
    }));
    return byNumber.size === 0 ? links : [...numbers, ...links];
  });
}

/** All prose of an entry but its examples. */
function textOfEntry(content: EntryContent): string {
  if (content.kind !== "rule") return content.definition;
  return [content.statement, content.isNot, content.why, content.whenInDoubt].join("\n\n");
}
