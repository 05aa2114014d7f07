import type { EntryContent } from "#guide/index.ts";
import type { Change } from "../../db/change.ts";
import { type Place, positionsAt } from "./place.ts";
import { insertEntry, logChange, nextRev, readHeads } from "./revise.ts";

/**
 * Adds a section, rule or term to the draft.
 * @returns the revision of the draft
 * @throws AppError invalid for a place that is none
 */
export async function addEntry(
  tx: Change,
  guide: string,
  { content, ...place }: Place & { content: EntryContent },
): Promise<number> {
  const rev = await nextRev(tx, guide);
  const heads = await readHeads(tx, guide);
  const [position] = await positionsAt(tx, heads, place, { rev });
  const entry = await insertEntry(tx, guide, content, { parent: place.parent, position: position!, rev });
  return logChange(tx, guide, rev, "added", [entry]);
}
