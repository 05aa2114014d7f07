import { type Comparisons, indexComparisons } from "./index-comparisons.ts";

/**
 * Votes added up: one cell for each ordered pair that was shown, which is all that Bradley-Terry models need.
 * Items ascend by name and cells by (first, second), so that sums do not depend on the order of rows.
 */
export type PairCounts = {
  items: readonly string[];
  first: Int32Array;
  second: Int32Array;
  winsFirst: Float64Array;
  winsSecond: Float64Array;
  ties: Float64Array;
  /** The same three sums over squared weights: what sampling weights need for a sandwich. Absent without weights. */
  squares?: Votes;
};

type Votes = { winsFirst: Float64Array; winsSecond: Float64Array; ties: Float64Array };

/** Above this many cells (64 MB of sums) a square table gives way to a hash. */
const DENSE_CELLS = 2 ** 23 / 3;

/** Adds votes up per ordered pair. O(votes + items²) for up to 1,600 items, O(votes) with hashing above. */
export function countPairs(comparisons: Comparisons): PairCounts {
  const { items, a, b, outcome, weight } = indexComparisons(comparisons);
  const size = items.length;
  const order = items.map((_, i) => i).sort((x, y) => (items[x]! < items[y]! ? -1 : 1));
  const rank = new Int32Array(size);
  for (let to = 0; to < size; to++) rank[order[to]!] = to;

  const dense = size * size <= DENSE_CELLS;
  const cellOf = dense ? null : new Map<number, number>();
  const keys: number[] = [];
  let sums = new Float64Array(3 * (dense ? size * size : 1024));
  let squares = weight ? new Float64Array(sums.length) : null;
  for (let i = 0; i < a.length; i++) {
    const w = weight ? weight[i]! : 1;
    if (w === 0) continue;
    let cell = rank[a[i]!]! * size + rank[b[i]!]!;
    if (cellOf) {
      const known = cellOf.get(cell);
      if (known === undefined) {
        cellOf.set(cell, keys.length);
        keys.push(cell);
        cell = keys.length - 1;
        if (3 * cell >= sums.length) {
          sums = grow(sums);
          if (squares) squares = grow(squares);
        }
      } else cell = known;
    }
    const at = 3 * cell + outcome[i]!;
    sums[at] = sums[at]! + w;
    if (squares) squares[at] = squares[at]! + w * w;
  }

  const used: [key: number, slot: number][] = cellOf ? keys.map((key, slot) => [key, slot]) : [];
  if (!cellOf) {
    for (let slot = 0; slot < size * size; slot++) {
      if (sums[3 * slot]! + sums[3 * slot + 1]! + sums[3 * slot + 2]! > 0) used.push([slot, slot]);
    }
  }
  used.sort((x, y) => x[0] - y[0]);
  const column = (from: Float64Array, outcomeCode: number) =>
    Float64Array.from(used, ([, slot]) => from[3 * slot + outcomeCode]!);
  const counts: PairCounts = {
    items: order.map((i) => items[i]!),
    first: Int32Array.from(used, ([key]) => Math.floor(key / size)),
    second: Int32Array.from(used, ([key]) => key % size),
    winsFirst: column(sums, 0),
    winsSecond: column(sums, 1),
    ties: column(sums, 2),
  };
  if (squares) {
    counts.squares = {
      winsFirst: column(squares, 0),
      winsSecond: column(squares, 1),
      ties: column(squares, 2),
    };
  }
  return counts;
}

function grow(values: Float64Array<ArrayBuffer>): Float64Array<ArrayBuffer> {
  const larger = new Float64Array(values.length * 2);
  larger.set(values);
  return larger;
}

/** The cells that `keep` keeps, their items renumbered by `position` where it is given. */
export function selectCells(
  counts: Omit<PairCounts, "items">,
  keep: (cell: number) => boolean,
  position?: Int32Array,
): Omit<PairCounts, "items"> {
  const kept: number[] = [];
  for (let c = 0; c < counts.first.length; c++) if (keep(c)) kept.push(c);
  const item = (column: Int32Array) =>
    Int32Array.from(kept, (c) => (position ? position[column[c]!]! : column[c]!));
  const votes = (from: Votes): Votes => ({
    winsFirst: Float64Array.from(kept, (c) => from.winsFirst[c]!),
    winsSecond: Float64Array.from(kept, (c) => from.winsSecond[c]!),
    ties: Float64Array.from(kept, (c) => from.ties[c]!),
  });
  const selected = { first: item(counts.first), second: item(counts.second), ...votes(counts) };
  return counts.squares ? { ...selected, squares: votes(counts.squares) } : selected;
}
