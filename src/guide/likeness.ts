import type { EntryContent } from "./entry.ts";
import type { Placed } from "./outline.ts";

interface Entry extends Placed {
  content: EntryContent;
}

/** Words that follow one another, as one number each. */
export type ShingleSet = ReadonlySet<number>;

const SHINGLE = 3;
/** Stretches that more entries have say little about which is which, and would make comparing slow. */
const MOST_ENTRIES = 20;

/** The words of an entry without markup, so that the same text in two formats is the same. */
export function wordsOf(content: EntryContent): string[] {
  const texts =
    content.kind === "rule"
      ? [
          content.statement,
          content.isNot,
          content.why,
          content.whenInDoubt,
          ...content.examples.flatMap(({ verdict, prompt, response, why }) => [
            verdict,
            prompt,
            response,
            why,
          ]),
        ]
      : content.kind === "term"
        ? [content.definition, ...content.avoid]
        : [content.definition];
  return [content.title, ...texts].join("\n").match(/[\p{L}\p{N}]+|[.,;:!?](?=\s|$)/gu) ?? [];
}

/** A title in the form in which it is compared, with the kind of terms, since a rule may have a term's name. */
export const keyOfTitle = ({ content: { kind, title } }: Entry): string =>
  `${kind === "term" ? "term " : ""}${title
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, " ")
    .trim()}`;

/** How much of one text is in another. */
export function containment(part: ShingleSet, whole: ShingleSet): number {
  let common = 0;
  for (const shingle of part) if (whole.has(shingle)) common++;
  return part.size === 0 ? 0 : common / part.size;
}

/** Two entries that have stretches of words in common. */
interface Pair<E> {
  entry: E;
  found: E;
  /** How much of each is in the other, and both together. */
  entryInFound: number;
  foundInEntry: number;
  alike: number;
}

/** Finds entries with texts in common, in a time that grows with their lengths and not with the number of pairs. */
export class Shingles {
  readonly #sets = new Map<EntryContent, ShingleSet>();

  of({ content }: Entry): ShingleSet {
    const known = this.#sets.get(content);
    if (known) return known;
    const made = shinglesOf(content);
    this.#sets.set(content, made);
    return made;
  }

  /** Pairs of which one has at least a tenth of the other, the most alike first. */
  pairs<E extends Entry>(entries: readonly E[], others: readonly E[]): Pair<E>[] {
    const having = new Map<number, E[]>();
    for (const entry of entries)
      for (const shingle of this.of(entry)) {
        const all = having.get(shingle);
        if (all) all.push(entry);
        else having.set(shingle, [entry]);
      }
    return others
      .flatMap((found) => {
        const own = this.of(found);
        const counts = new Map<E, number>();
        for (const shingle of own) {
          const all = having.get(shingle) ?? [];
          if (all.length <= MOST_ENTRIES)
            for (const entry of all) counts.set(entry, (counts.get(entry) ?? 0) + 1);
        }
        return [...counts].map(([entry, common]) => {
          const [size, ownSize] = [this.of(entry).size, own.size];
          const alike = common / Math.max(1, size + ownSize - common);
          return { entry, found, entryInFound: common / size, foundInEntry: common / ownSize, alike };
        });
      })
      .filter(({ entryInFound, foundInEntry }) => Math.max(entryInFound, foundInEntry) >= 0.1)
      .sort((one, other) => other.alike - one.alike);
  }
}

function shinglesOf(content: EntryContent): ShingleSet {
  const words = wordsOf({ ...content, title: "" } as EntryContent).map((word) => word.toLowerCase());
  const found = new Set<number>();
  for (let at = 0; at + SHINGLE <= words.length; at++) found.add(hashOf(words, at));
  if (words.length > 0 && words.length < SHINGLE) found.add(hashOf(words, 0));
  return found;
}

function hashOf(words: readonly string[], from: number): number {
  let hash = 0x811c9dc5;
  for (let at = from; at < Math.min(from + SHINGLE, words.length); at++) {
    const word = words[at]!;
    for (let n = 0; n < word.length; n++) hash = Math.imul(hash ^ word.charCodeAt(n), 0x01000193);
    hash = Math.imul(hash ^ 0x20, 0x01000193);
  }
  return hash >>> 0;
}
