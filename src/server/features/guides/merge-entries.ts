import type { EntryContent } from "#guide/index.ts";
import type { Change } from "../../db/change.ts";
import { AppError } from "../../errors.ts";
import { descendantsOf, writeLineage } from "./lineage.ts";
import { type Head, liveHead, logChange, nextRev, readHeads, reviseHead } from "./revise.ts";
import { expectBase } from "./save-entry.ts";

interface Merger {
  base: string;
  others: { id: string; base: string }[];
  content: EntryContent;
}

/**
 * Merges entries into one, which stands where the named one stood; the others retire, and it descends from them.
 * The named one survives, unless another one came from it: that one does then, so that descent never goes in a circle.
 * @returns the revision of the draft
 * @throws AppError not_found; conflict where one was changed meanwhile; invalid for different kinds
 */
export async function mergeEntries(
  tx: Change,
  guide: string,
  entry: string,
  { base, others, content }: Merger,
): Promise<number> {
  const rev = await nextRev(tx, guide);
  const heads = await readHeads(tx, guide);
  const named = liveHead(heads, entry);
  const merged = [...new Map([{ id: entry, base }, ...others].map((one) => [one.id, one])).values()];
  const found = merged.map((one) => liveHead(heads, one.id));
  for (const [n, head] of found.entries()) expectBase(head, merged[n]!.base);
  expectMergeable(found);
  const survivor = await lastOf(tx, guide, found);
  await reviseHead(tx, survivor, content, rev);
  for (const head of found.filter(({ id }) => id !== survivor.id)) {
    await writeLineage(tx, guide, { kind: "merged", from: head.id, to: survivor.id });
    await retire(tx, head.id, rev);
  }
  await tx.db
    .updateTable("guide_head")
    .set({ parent_id: named.parent, position: named.position, rev })
    .where("entry_id", "=", survivor.id)
    .execute();
  return logChange(tx, guide, rev, "merged", [survivor.id, ...merged.map(({ id }) => id)]);
}

/** @throws AppError invalid for fewer than two entries, or different kinds */
export function expectMergeable(heads: readonly Head[]): void {
  const isAlone = new Set(heads.map(({ id }) => id)).size < 2;
  if (isAlone || heads.some(({ kind }) => kind !== "rule" && kind !== "term") || !isOfOneKind(heads))
    throw new AppError("invalid", { fields: { others: "Rules merge with rules, and terms with terms." } });
}

const isOfOneKind = (heads: readonly Head[]) => new Set(heads.map(({ kind }) => kind)).size === 1;

/** The first one that none of the others came from. */
async function lastOf(tx: Change, guide: string, heads: readonly Head[]): Promise<Head> {
  for (const head of heads) {
    const descendants = await descendantsOf(tx, guide, head.id);
    if (!heads.some(({ id }) => descendants.has(id))) return head;
  }
  throw new Error("lineage goes in a circle");
}

async function retire(tx: Change, entry: string, rev: number): Promise<void> {
  await tx.client.query(
    "update guide_head set retired_at = clock(), rev = $3 where entry_id = $1 and org_id = $2",
    [entry, tx.org, rev],
  );
}
