import type { DraftEntry } from "#contract/guide-drafts.ts";
import type { EntryContent } from "#guide/entry.ts";
import { inReadingOrder, numberEntries } from "#guide/outline.ts";

/** An entry of the draft with the number that it would be published under. */
export interface Numbered extends DraftEntry {
  number: string;
}

/** Entries after some have changed: of two states of one entry the later one stays. */
export function withChanges(
  entries: ReadonlyMap<string, DraftEntry>,
  changed: readonly DraftEntry[],
): ReadonlyMap<string, DraftEntry> {
  const newer = changed.filter((entry) => entry.rev >= (entries.get(entry.id)?.rev ?? 0));
  if (newer.length === 0) return entries;
  return new Map([...entries, ...newer.map((entry) => [entry.id, entry] as const)]);
}

/** The entries that are in force, in reading order and with their numbers. */
export function liveEntries(entries: ReadonlyMap<string, DraftEntry>): Numbered[] {
  const live = inReadingOrder([...entries.values()].filter(({ retired }) => retired === null));
  const numbers = numberEntries(live);
  return live.map((entry) => ({ ...entry, number: numbers.get(entry.id)! }));
}

/** In a section or (null) at the top, behind an entry or (null) first. */
export interface Place {
  parent: string | null;
  after: string | null;
}

const lastIn = (live: readonly Numbered[], section: string | null) =>
  live.filter(({ parent }) => parent === section).at(-1)?.id ?? null;

/** Where an entry stands. */
export function placeOf(live: readonly Numbered[], { id, parent }: Numbered): Place {
  const siblings = live.filter((one) => one.parent === parent);
  return { parent, after: siblings[siblings.findIndex((one) => one.id === id) - 1]?.id ?? null };
}

/** A new entry goes into the section that is selected, or behind the rule or term; a section goes behind a section. */
export function placeBehind(
  live: readonly Numbered[],
  kind: EntryContent["kind"],
  behind: Numbered | null,
): Place {
  if (!behind) return { parent: null, after: lastIn(live, null) };
  if (behind.content.kind !== "section" || kind === "section")
    return { parent: behind.parent, after: behind.id };
  return { parent: behind.id, after: lastIn(live, behind.id) };
}

/** What an entry of each kind has to say at least. */
export const EMPTY = { section: {}, rule: { statement: "" }, term: { definition: "" } } as const;

/** Where an entry goes by one step in a direction; null where it cannot. */
export function stepFrom(
  live: readonly Numbered[],
  { id, parent }: Numbered,
  direction: "up" | "down" | "in" | "out",
): Place | null {
  const siblings = live.filter((entry) => entry.parent === parent);
  const at = siblings.findIndex((entry) => entry.id === id);
  if (direction === "up") return at > 0 ? { parent, after: siblings[at - 2]?.id ?? null } : null;
  if (direction === "down") return siblings[at + 1] ? { parent, after: siblings[at + 1]!.id } : null;
  if (direction === "out") {
    const section = live.find((entry) => entry.id === parent);
    return section ? { parent: section.parent, after: section.id } : null;
  }
  const section = siblings.slice(0, Math.max(at, 0)).findLast(({ content }) => content.kind === "section");
  if (!section) return null;
  return { parent: section.id, after: lastIn(live, section.id) };
}
