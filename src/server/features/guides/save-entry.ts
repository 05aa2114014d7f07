import { type EntryContent, mergeContent } from "#guide/index.ts";
import type { Change } from "../../db/change.ts";
import { AppError } from "../../errors.ts";
import { type Head, liveHead, logChange, nextRev, readHeads, reviseHead } from "./revise.ts";

/**
 * Saves what an entry says. An edit that was made from an older revision is joined with what was saved since.
 * @param base the revision that was edited
 * @returns the revision of the draft
 * @throws AppError not_found; conflict with both texts where they exclude each other: nothing is saved then
 */
export async function saveEntry(
  tx: Change,
  guide: string,
  entry: string,
  { base, content }: { base: string; content: EntryContent },
): Promise<number> {
  const rev = await nextRev(tx, guide);
  const head = liveHead(await readHeads(tx, guide, entry), entry);
  const joined = head.revision === base ? content : await joinEdits(tx, head, base, content);
  await reviseHead(tx, head, joined, rev);
  return logChange(tx, guide, rev, "saved", [entry]);
}

async function joinEdits(tx: Change, head: Head, base: string, mine: EntryContent): Promise<EntryContent> {
  const { rows } = await tx.client.query<{ content: EntryContent }>(
    "select content from guide_revision where id = $1 and entry_id = $2 and org_id = $3",
    [base, head.id, tx.org],
  );
  if (!rows[0] || mine.kind !== head.kind) throw new AppError("conflict");
  const merged = mergeContent(rows[0].content, mine, head.content);
  if ("content" in merged) return merged.content;
  const { revision, content: theirs } = head;
  throw new AppError("conflict", { detail: { entry: head.id, revision, theirs, fields: merged.conflicts } });
}

/** @throws AppError conflict with the newest text where an entry has changed since it was read */
export function expectBase({ id, revision, content }: Head, base: string): void {
  if (revision !== base)
    throw new AppError("conflict", { detail: { entry: id, revision, theirs: content, fields: [] } });
}
