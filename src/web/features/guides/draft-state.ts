import type { DraftEntry } from "#contract/guide-drafts.ts";
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

/** Where an entry goes by one step in a direction; null where it cannot. */
export function stepFrom(
  live: readonly Numbered[],
  { id, parent }: Numbered,
  direction: "up" | "down" | "in" | "out",
): { parent: string | null; after: string | null } | null {
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
  const last = live.filter((entry) => entry.parent === section.id).at(-1);
  return { parent: section.id, after: last?.id ?? null };
}
