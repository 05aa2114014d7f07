import type { EntryContent, Example, RuleContent } from "./entry.ts";
import { containment, keyOfTitle, Shingles, wordsOf } from "./likeness.ts";
import type { Placed } from "./outline.ts";

/** An entry of the guide, or of a file that was read, in reading order with the others. */
export interface Matchable extends Placed {
  content: EntryContent;
}

export type ProposalKind = "same" | "reworded" | "moved" | "split" | "merged" | "new" | "gone";

/** What a file proposes about one entry. Nothing of it is done until a person says so. */
export interface Proposal {
  kind: ProposalKind;
  /** The entry in the file; null for what the file does not have any more. */
  found: string | null;
  /** The entry of the guide that it is, or that it was split from; null for a new one. */
  entry: string | null;
  /** Entries of the guide whose text is in it too. */
  others: string[];
  /** Whether it stands elsewhere, besides what is proposed. */
  isMoved: boolean;
  /** Whether it has another title. */
  isRenamed: boolean;
}

/**
 * Compares a file that was read with the guide that it is about: entries are the same by the ids that the file
 * carries, else by their titles, else by their texts and places.
 * @param guide the live entries in reading order; @param file what was read; ids that it does not share are new
 */
export function matchFile(guide: readonly Matchable[], file: readonly Matchable[]): Proposal[] {
  const matching = new Matching(guide, file);
  matching.byIds();
  matching.byTitles();
  matching.byTexts();
  return matching.proposals();
}

/** How much of two texts must be common for them to be the same entry: less where it stands in the same section. */
const ALIKE = 0.5;
const ALIKE_IN_PLACE = 0.25;
/** How much of a text must be found again in another. */
const PART = 0.6;

class Matching {
  readonly #guide: readonly Matchable[];
  readonly #file: readonly Matchable[];
  readonly #shingles = new Shingles();
  /** The guide's entry of each one in the file, and the other way round. */
  readonly #entryOf = new Map<string, Matchable>();
  readonly #foundOf = new Map<string, Matchable>();

  constructor(guide: readonly Matchable[], file: readonly Matchable[]) {
    this.#guide = guide;
    this.#file = file;
  }

  byIds(): void {
    const all = new Map(this.#guide.map((entry) => [entry.id, entry]));
    for (const found of this.#file) this.#pair(all.get(found.id), found);
  }

  /** First those in the same section, then those whose title the guide and the file have once. */
  byTitles(): void {
    for (const withParent of [true, false]) {
      const waiting = new Map<string, Matchable[]>();
      for (const entry of this.#openEntries()) {
        const key = keyOfTitle(entry) + (withParent ? ` in ${entry.parent}` : "");
        waiting.set(key, [...(waiting.get(key) ?? []), entry]);
      }
      const counts = new Map<string, number>();
      const keyOf = (found: Matchable) => {
        const parent = found.parent === null ? null : this.#entryOf.get(found.parent)?.id;
        return keyOfTitle(found) + (withParent ? ` in ${parent}` : "");
      };
      for (const found of this.#openFound()) counts.set(keyOf(found), (counts.get(keyOf(found)) ?? 0) + 1);
      // Sections are paired before what is in them, as the file is in reading order.
      for (const found of this.#openFound()) {
        const entries = waiting.get(keyOf(found)) ?? [];
        if (withParent || (entries.length === 1 && counts.get(keyOf(found)) === 1))
          this.#pair(entries.shift(), found);
      }
    }
  }

  /** Those whose texts are most alike come first; among equals, those in the same section. */
  byTexts(): void {
    const inPlace = ({ entry, found }: { entry: Matchable; found: Matchable }) =>
      found.parent === null ? entry.parent === null : this.#entryOf.get(found.parent)?.id === entry.parent;
    const candidates = this.#shingles
      .pairs(this.#openEntries(), this.#openFound())
      .map((pair) => ({ ...pair, isInPlace: inPlace(pair) }))
      .filter(({ alike, entryInFound, isInPlace }) =>
        isInPlace && entryInFound >= PART ? alike >= ALIKE_IN_PLACE : alike >= ALIKE,
      )
      .sort((one, other) => other.alike - one.alike || Number(other.isInPlace) - Number(one.isInPlace));
    for (const { entry, found } of candidates) this.#pair(entry, found);
  }

  proposals(): Proposal[] {
    const origins = this.#origins();
    const merged = this.#merged();
    const moved = this.#moved();
    const proposals = this.#file.map((found): Proposal => {
      const entry = this.#entryOf.get(found.id);
      const plain = { found: found.id, others: [], isMoved: false, isRenamed: false };
      const origin = origins.get(found.id) ?? null;
      if (!entry) return { ...plain, kind: origin === null ? "new" : "split", entry: origin };
      const others = merged.get(found.id) ?? [];
      const isMoved = moved.has(found.id);
      const isRenamed =
        found.content.title !== entry.content.title && keyOfTitle(found) !== keyOfTitle(entry);
      const isSame = wordsOf(found.content).join(" ") === wordsOf(entry.content).join(" ");
      const kind = others.length > 0 ? "merged" : !isSame ? "reworded" : isMoved ? "moved" : "same";
      return { kind, found: found.id, entry: entry.id, others, isMoved, isRenamed };
    });
    const taken = new Set([...merged.values()].flat());
    const gone = this.#openEntries().filter(({ id }) => !taken.has(id));
    return [
      ...proposals,
      ...gone.map(
        ({ id }): Proposal => ({
          kind: "gone",
          found: null,
          entry: id,
          others: [],
          isMoved: false,
          isRenamed: false,
        }),
      ),
    ];
  }

  #pair(entry: Matchable | undefined, found: Matchable): void {
    if (!entry || this.#foundOf.has(entry.id) || this.#entryOf.has(found.id)) return;
    // A term stays one; a section may have become a rule, or the other way round, by what is in it.
    if ((entry.content.kind === "term") !== (found.content.kind === "term")) return;
    this.#entryOf.set(found.id, entry);
    this.#foundOf.set(entry.id, found);
  }

  #openEntries = () => this.#guide.filter(({ id }) => !this.#foundOf.has(id));
  #openFound = () => this.#file.filter(({ id }) => !this.#entryOf.has(id));

  /** Where new entries' texts come from: most of one was in an entry that says it no more. By the new ones' ids. */
  #origins(): Map<string, string> {
    const origins = new Map<string, string>();
    for (const { entry, found, foundInEntry } of this.#shingles.pairs(this.#guide, this.#openFound())) {
      const now = this.#foundOf.get(entry.id);
      const isStillThere = now && containment(this.#shingles.of(found), this.#shingles.of(now)) >= PART;
      if (foundInEntry >= PART && !isStillThere && !origins.has(found.id)) origins.set(found.id, entry.id);
    }
    return origins;
  }

  /** Entries that the file has no more, whose text is now in another one: by that one's id. */
  #merged(): Map<string, string[]> {
    const into = new Map<string, string[]>();
    const paired = this.#file.filter(({ id }) => this.#entryOf.has(id));
    const seen = new Set<string>();
    for (const { entry, found, entryInFound } of this.#shingles.pairs(this.#openEntries(), paired)) {
      const home = this.#entryOf.get(found.id)!;
      const wasThere = containment(this.#shingles.of(entry), this.#shingles.of(home)) >= PART;
      if (entryInFound < PART || wasThere || seen.has(entry.id)) continue;
      seen.add(entry.id);
      into.set(found.id, [...(into.get(found.id) ?? []), entry.id]);
    }
    return into;
  }

  /** What stands in another section, or out of the order that most of its section kept. */
  #moved(): Set<string> {
    const moved = new Set<string>();
    const order = new Map(this.#guide.map(({ id }, at) => [id, at]));
    const bySection = new Map<string | null, { found: string; at: number }[]>();
    for (const found of this.#file) {
      const entry = this.#entryOf.get(found.id);
      if (!entry) continue;
      const parent = found.parent === null ? null : this.#entryOf.get(found.parent)?.id;
      if (parent !== entry.parent) moved.add(found.id);
      else {
        const kept = bySection.get(entry.parent) ?? [];
        kept.push({ found: found.id, at: order.get(entry.id)! });
        bySection.set(entry.parent, kept);
      }
    }
    for (const kept of bySection.values()) {
      const inOrder = longestRising(kept.map(({ at }) => at));
      for (const [n, { found }] of kept.entries()) if (!inOrder.has(n)) moved.add(found);
    }
    return moved;
  }
}

/** The indexes of a longest rising run, so that the fewest count as moved. */
function longestRising(values: readonly number[]): Set<number> {
  const ends: number[] = [];
  const before: number[] = [];
  for (const [at, value] of values.entries()) {
    let [low, high] = [0, ends.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (values[ends[middle]!]! < value) low = middle + 1;
      else high = middle;
    }
    before.push(low > 0 ? ends[low - 1]! : -1);
    ends[low] = at;
  }
  const rising = new Set<number>();
  for (let at = ends.at(-1) ?? -1; at >= 0; at = before[at]!) rising.add(at);
  return rising;
}

/**
 * What an entry says if a file's text is taken: what files do not hold, such as scope and owner, stays, and examples
 * keep their ids.
 */
export function proposedContent(entry: EntryContent, found: EntryContent): EntryContent {
  if (entry.kind === "term" || found.kind === "term")
    return entry.kind === "term" && found.kind === "term" ? found : entry;
  const { title } = found;
  const text = found.kind === "section" ? found.definition : found.statement;
  if (entry.kind === "section") return { ...entry, title, definition: text };
  if (found.kind === "section") return { ...entry, title, statement: text };
  const { isNot, why, whenInDoubt } = found;
  return { ...entry, title, statement: text, isNot, why, whenInDoubt, examples: keptExamples(entry, found) };
}

function keptExamples(entry: RuleContent, found: RuleContent): Example[] {
  const keyOf = ({ verdict, response }: Example) =>
    `${verdict} ${response.replaceAll(/[^\p{L}\p{N}]+/gu, " ")}`;
  const byId = new Map(entry.examples.map((example) => [example.id, example]));
  const byText = new Map(entry.examples.map((example) => [keyOf(example), example]));
  const taken = new Set<string>();
  return found.examples.map((example) => {
    const own = byId.get(example.id) ?? byText.get(keyOf(example));
    if (!own || taken.has(own.id)) return example;
    taken.add(own.id);
    const { id, item } = own;
    return {
      ...example,
      id,
      item,
      language: example.language ?? own.language,
      skill: example.skill || own.skill,
    };
  });
}
