import type { EntryContent } from "#guide/index.ts";
import type { Change } from "../../db/change.ts";
import { AppError } from "../../errors.ts";
import { writeLineage } from "./lineage.ts";
import { positionsAt } from "./place.ts";
import { type Head, insertEntry, liveHead, logChange, nextRev, readHeads, reviseHead } from "./revise.ts";
import { expectBase } from "./save-entry.ts";

/**
 * Splits an entry. It keeps its id and says the first part; each further part is a new entry behind it that came from it.
 * @returns the revision of the draft
 * @throws AppError not_found; conflict where the entry was changed meanwhile; invalid for parts of another kind
 */
export async function splitEntry(
  tx: Change,
  guide: string,
  entry: string,
  { base, parts }: { base: string; parts: EntryContent[] },
): Promise<number> {
  const rev = await nextRev(tx, guide);
  const heads = await readHeads(tx, guide);
  const head = liveHead(heads, entry);
  expectBase(head, base);
  expectParts(head, parts);
  const [first, ...others] = parts;
  const place = { parent: head.parent, after: entry };
  const positions = await positionsAt(tx, heads, place, { rev, count: others.length });
  await reviseHead(tx, head, first!, rev);
  const made: string[] = [];
  for (const [n, content] of others.entries()) {
    const part = await insertEntry(tx, guide, content, { parent: head.parent, position: positions[n]!, rev });
    await writeLineage(tx, guide, { kind: "split", from: entry, to: part });
    made.push(part);
  }
  return logChange(tx, guide, rev, "split", [entry, ...made]);
}

/** @throws AppError invalid for parts of another kind */
export function expectParts({ kind }: Head, parts: readonly EntryContent[]): void {
  if (parts.some((part) => part.kind !== kind))
    throw new AppError("invalid", { fields: { parts: `Each part is a ${kind}.` } });
}
