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
  const siblings = expectPlace(heads, { parent, after }, moved);
  const at = siblings.findIndex(({ id }) => id === after);
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

/**
 * Who stands in the section of a place already, in order.
 * @throws AppError invalid for a place that is none
 */
export function expectPlace(heads: readonly Head[], { parent, after }: Place, moved: string | null): Head[] {
  expectSection(heads, parent, moved);
  const siblings = siblingsIn(heads, parent).filter(({ id }) => id !== moved);
  if (after !== null && !siblings.some(({ id }) => id === after))
    throw new AppError("invalid", { fields: { after: "This entry is not in the same section any more." } });
  return siblings;
}

/** A place that was chosen earlier, as the draft is now: the end of its section, or of the guide, where it is gone. */
export function placeNow(heads: readonly Head[], { parent, after }: Place): Place {
  const hasParent =
    parent === null ||
    heads.some(({ id, kind, retired }) => id === parent && kind === "section" && retired === null);
  const siblings = siblingsIn(heads, hasParent ? parent : null);
  const stands = hasParent && (after === null || siblings.some(({ id }) => id === after));
  return stands
    ? { parent, after }
    : { parent: hasParent ? parent : null, after: siblings.at(-1)?.id ?? null };
}

const siblingsIn = (heads: readonly Head[], parent: string | null) =>
  heads.filter((head) => head.parent === parent && head.retired === null);

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
