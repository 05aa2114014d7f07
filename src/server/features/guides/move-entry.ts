import type { Change } from "../../db/change.ts";
import { type Place, positionsAt } from "./place.ts";
import { liveHead, logChange, nextRev, readHeads } from "./revise.ts";

/**
 * Moves an entry, with what is in it. It stays the same entry.
 * @returns the revision of the draft
 * @throws AppError not_found; invalid for a place that is none
 */
export async function moveEntry(tx: Change, guide: string, entry: string, place: Place): Promise<number> {
  const rev = await nextRev(tx, guide);
  const heads = await readHeads(tx, guide);
  liveHead(heads, entry);
  const [position] = await positionsAt(tx, heads, place, { rev, moved: entry });
  await tx.db
    .updateTable("guide_head")
    .set({ parent_id: place.parent, position: position!, rev })
    .where("entry_id", "=", entry)
    .execute();
  return logChange(tx, guide, rev, "moved", [entry]);
}
