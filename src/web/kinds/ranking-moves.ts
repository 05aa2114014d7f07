/** A ranking while it is being made: candidates that are in no tier are not placed yet. */
export interface Ranks {
  tiers: number[][];
  allUnacceptable?: boolean | undefined;
}

/** The candidates that have no place yet. */
export function unplaced(tiers: readonly number[][], candidates: number): number[] {
  const placed = new Set(tiers.flat());
  return Array.from({ length: candidates }, (_, candidate) => candidate).filter((c) => !placed.has(c));
}

/** Puts a candidate behind all others; one that has a place keeps it. */
export function place(tiers: readonly number[][], candidate: number): number[][] {
  return tiers.some((tier) => tier.includes(candidate)) ? [...tiers] : [...tiers, [candidate]];
}

/** Takes a candidate out of the order. */
export function remove(tiers: readonly number[][], candidate: number): number[][] {
  return tiers.map((tier) => tier.filter((c) => c !== candidate)).filter((tier) => tier.length > 0);
}

/** Takes the candidate out that was placed last. */
export function removeLast(tiers: readonly number[][]): number[][] {
  const last = tiers.at(-1)?.at(-1);
  return last === undefined ? [...tiers] : remove(tiers, last);
}

/**
 * Moves a candidate one place: out of a tie to a tier of its own, else past its neighbour tier.
 * @param by -1 = better, 1 = worse
 */
export function move(tiers: readonly number[][], candidate: number, by: -1 | 1): number[][] {
  const at = tiers.findIndex((tier) => tier.includes(candidate));
  if (at < 0) return [...tiers];
  if (tiers[at]!.length > 1) return insert(without(tiers, candidate), by < 0 ? at : at + 1, candidate);
  const to = at + by;
  if (to < 0 || to >= tiers.length) return [...tiers];
  return insert(remove(tiers, candidate), to, candidate);
}

/** Ties a candidate with the tier above its own. */
export function join(tiers: readonly number[][], candidate: number): number[][] {
  const at = tiers.findIndex((tier) => tier.includes(candidate));
  if (at < 1) return [...tiers];
  return tiers
    .map((tier, i) => (i === at - 1 ? [...tier, candidate] : tier.filter((c) => c !== candidate)))
    .filter((tier) => tier.length > 0);
}

/** Ties the last tier with the one above it. */
export function joinLast(tiers: readonly number[][]): number[][] {
  if (tiers.length < 2) return [...tiers];
  return [...tiers.slice(0, -2), [...tiers.at(-2)!, ...tiers.at(-1)!]];
}

/** Leaves the tiers in place even where one becomes empty: only for tiers of several. */
function without(tiers: readonly number[][], candidate: number): number[][] {
  return tiers.map((tier) => tier.filter((c) => c !== candidate));
}

function insert(tiers: readonly number[][], at: number, candidate: number): number[][] {
  return [...tiers.slice(0, at), [candidate], ...tiers.slice(at)];
}
