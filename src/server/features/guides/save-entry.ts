import type { EntryContent } from "#guide/index.ts";
import type { Change } from "../../db/change.ts";
import { AppError } from "../../http/errors.ts";
import { type Head, liveHead, logChange, nextRev, readHeads, reviseHead } from "./revise.ts";

/**
 * Saves what an entry says.
 * @param base the revision that was edited
 * @returns the revision of the draft
 * @throws AppError not_found; conflict with the newest text where it is not the one that was edited
 */
export async function saveEntry(
  tx: Change,
  guide: string,
  entry: string,
  { base, content }: { base: string; content: EntryContent },
): Promise<number> {
  const rev = await nextRev(tx, guide);
  const head = liveHead(await readHeads(tx, guide), entry);
  expectBase(head, base);
  await reviseHead(tx, head, content, rev);
  return logChange(tx, guide, rev, "saved", [entry]);
}

/** @throws AppError conflict with the newest text where an entry has changed since it was read */
export function expectBase(head: Head, base: string): void {
  if (head.revision === base) return;
  throw new AppError("conflict", {
    detail: { entry: head.id, revision: head.revision, content: head.content },
  });
}
