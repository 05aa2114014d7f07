import type { SuggestedAct } from "#contract/guide-suggestions.ts";
import type { Change } from "../../../db/change.ts";
import { AppError } from "../../../errors.ts";
import { addEntry } from "../add-entry.ts";
import { mergeEntries } from "../merge-entries.ts";
import { moveEntry } from "../move-entry.ts";
import { placeNow } from "../place.ts";
import { retireEntry } from "../retire-entry.ts";
import { holdGuide, readHeads } from "../revise.ts";
import { saveEntry } from "../save-entry.ts";
import { splitEntry } from "../split-entry.ts";

/** A revision of an entry that whoever takes a suggestion has seen. */
export interface Seen {
  id: string;
  base: string;
}

/**
 * Does to the draft what was suggested: a place that is gone is the end of its section by now; a split or merge of
 * entries that were reworded since takes the revisions that were seen.
 * @returns the revision that the entry has then, the new one's where one is added
 * @throws AppError not_ready where an entry is retired; what the acts themselves throw
 */
export async function performAct(
  tx: Change,
  guide: string,
  change: SuggestedAct,
  seen: readonly Seen[],
): Promise<string> {
  await holdGuide(tx, guide);
  const heads = await readHeads(tx, guide);
  const about =
    "entry" in change ? [change.entry, ...("others" in change ? change.others.map(({ id }) => id) : [])] : [];
  if (heads.some(({ id, retired }) => retired !== null && about.includes(id)))
    throw new AppError("not_ready", { message: "Restore the entry first: it has been retired since." });
  const newest = (id: string, base: string) => seen.find((one) => one.id === id)?.base ?? base;
  switch (change.act) {
    case "reword":
      await saveEntry(tx, guide, change.entry, change);
      break;
    case "add":
      await addEntry(tx, guide, { content: change.content, ...placeNow(heads, change) });
      break;
    case "move":
      await moveEntry(tx, guide, change.entry, placeNow(heads, change));
      break;
    case "split":
      await splitEntry(tx, guide, change.entry, {
        base: newest(change.entry, change.base),
        parts: change.parts,
      });
      break;
    case "merge":
      await mergeEntries(tx, guide, change.entry, {
        base: newest(change.entry, change.base),
        others: change.others.map(({ id, base }) => ({ id, base: newest(id, base) })),
        content: change.content,
      });
      break;
    case "retire":
      await retireEntry(tx, guide, change.entry);
  }
  const known = new Set(heads.map(({ id }) => id));
  const after = await readHeads(tx, guide);
  return after.find(({ id }) => (change.act === "add" ? !known.has(id) : id === change.entry))!.revision;
}
