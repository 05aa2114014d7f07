import type { Change } from "../../db/change.ts";
import { AppError } from "../../errors.ts";
import { type Head, liveHead } from "./revise.ts";

/** Where an entry goes: in a section or (null) at the top, behind a sibling or (null) first. */
export interface Place {
  parent: string | null;
  after: string | null;
}

/**
 * The position of a place, as many as are asked for one behind the other.
 * Where two siblings have become too close, all of the parent's entries get new positions.
 * @param heads of the draft, in order of their positions; `moved`: the entry that goes there
 * @throws AppError invalid for a place that is none
 */
export async function positionsAt(
  tx: Change,
  heads: readonly Head[],
  { parent, after }: Place,
  { rev, count = 1, moved = null }: { rev: number; count?: number; moved?: string | null },
): Promise<number[]> {
  expectSection(heads, parent, moved);
  const siblings = heads.filter(
    (head) => head.parent === parent && head.id !== moved && head.retired === null,
  );
  const at = siblings.findIndex(({ id }) => id === after);
  if (after !== null && at < 0)
    throw new AppError("invalid", { fields: { after: "This entry is not in the same section any more." } });
  const before = siblings[at]?.position;
  const behind = siblings[at + 1]?.position;
  if (before === undefined || behind === undefined)
    return Array.from({ length: count }, (_, n) =>
      before === undefined ? (behind ?? 1) - count + n : before + n + 1,
    );
  const step = (behind - before) / (count + 1);
  if (step > 1e-6) return Array.from({ length: count }, (_, n) => before + (n + 1) * step);
  await spread(tx, siblings, rev);
  return Array.from({ length: count }, (_, n) => at + (n + 1) / (count + 1));
}

/** A parent is a section that is there, and no entry goes into itself. */
function expectSection(heads: readonly Head[], parent: string | null, moved: string | null): void {
  for (let at = parent; at !== null; at = liveHead(heads, at).parent) {
    if (at === moved)
      throw new AppError("invalid", { fields: { parent: "A section cannot be moved into itself." } });
  }
  if (parent !== null && liveHead(heads, parent).kind !== "section")
    throw new AppError("invalid", { fields: { parent: "Only a section holds entries." } });
}

/** Numbers siblings 0, 1, 2 … again. */
async function spread(tx: Change, siblings: readonly Head[], rev: number): Promise<void> {
  await tx.client.query(
    `update guide_head h set position = s.n - 1, rev = $3 from unnest($1::uuid[]) with ordinality s(id, n)
     where h.entry_id = s.id and h.org_id = $2`,
    [siblings.map(({ id }) => id), tx.org, rev],
  );
}
