import { type Comparisons, indexComparisons } from "./index-comparisons.ts";

/** Votes per cell and outcome. */
export type Votes = { winsFirst: Float64Array; winsSecond: Float64Array; ties: Float64Array };

/** Cell c holds the votes between items `first[c]` and `second[c]`. */
export type Cells = { first: Int32Array; second: Int32Array } & Votes & {
    /** The same sums over squared weights: what sampling weights need for a sandwich. Absent without weights. */
    squares?: Votes;
  };

/**
 * Votes added up: one cell for each ordered pair that was shown, which is all that Bradley-Terry models need.
 * Items ascend by name and cells by (first, second), so that sums do not depend on the order of rows.
 */
export type PairCounts = Cells & { items: readonly string[] };

/** Above this many items a square table (56 MB of sums) gives way to a hash. */
const DENSE_ITEMS = 1536;

/** Adds votes up per ordered pair. O(votes + items²) for up to 1,536 items, O(votes) with hashing above. */
export function countPairs(comparisons: Comparisons): PairCounts {
  const { items, a, b, outcome, weight } = indexComparisons(comparisons);
  const size = items.length;
  const order = items.map((_, i) => i).sort((x, y) => (items[x]! < items[y]! ? -1 : 1));
  const rank = new Int32Array(size);
  for (let to = 0; to < size; to++) rank[order[to]!] = to;

  const slots = pairSlots(size);
  let sums: Float64Array | Uint32Array = new Float64Array(3 * slots.capacity());
  let squares: Float64Array | null = null;
  if (!weight && size <= DENSE_ITEMS) {
    // The common case, in whole numbers: half the memory to jump about in.
    sums = new Uint32Array(3 * size * size);
    for (let i = 0; i < a.length; i++) {
      const at = 3 * (rank[a[i]!]! * size + rank[b[i]!]!) + outcome[i]!;
      sums[at] = sums[at]! + 1;
    }
  } else {
    if (weight) squares = new Float64Array(sums.length);
    for (let i = 0; i < a.length; i++) {
      const w = weight ? weight[i]! : 1;
      if (w === 0) continue;
      const at = 3 * slots.of(rank[a[i]!]! * size + rank[b[i]!]!) + outcome[i]!;
      if (at >= sums.length) {
        sums = grow(sums, 3 * slots.capacity());
        if (squares) squares = grow(squares, sums.length);
      }
      sums[at] = sums[at]! + w;
      if (squares) squares[at] = squares[at]! + w * w;
    }
  }
  const filled = sums;
  const keys = slots.keys((slot) => filled[3 * slot]! + filled[3 * slot + 1]! + filled[3 * slot + 2]! > 0);
  const votes = (from: Float64Array | Uint32Array): Votes => {
    const columns = { winsFirst: zeros(keys), winsSecond: zeros(keys), ties: zeros(keys) };
    for (let c = 0; c < keys.length; c++) {
      const at = 3 * slots.of(keys[c]!);
      columns.winsFirst[c] = from[at]!;
      columns.winsSecond[c] = from[at + 1]!;
      columns.ties[c] = from[at + 2]!;
    }
    return columns;
  };
  const first = new Int32Array(keys.length);
  const second = new Int32Array(keys.length);
  for (let c = 0; c < keys.length; c++) {
    first[c] = Math.floor(keys[c]! / size);
    second[c] = keys[c]! - first[c]! * size;
  }
  const counts: PairCounts = { items: order.map((i) => items[i]!), first, second, ...votes(filled) };
  if (squares) counts.squares = votes(squares);
  return counts;
}

/** The same cells without the order shown: (i, j) and (j, i) become one, i < j. */
export function poolCells(cells: Cells, size: number): Cells {
  const slots = pairSlots(size);
  const used = new Uint8Array(slots.capacity());
  const straight = (c: number) => cells.first[c]! < cells.second[c]!;
  const keyOf = (c: number) =>
    straight(c) ? cells.first[c]! * size + cells.second[c]! : cells.second[c]! * size + cells.first[c]!;
  let marks = used;
  for (let c = 0; c < cells.first.length; c++) {
    const slot = slots.of(keyOf(c));
    if (slot >= marks.length) {
      const larger = new Uint8Array(slots.capacity());
      larger.set(marks);
      marks = larger;
    }
    marks[slot] = 1;
  }
  const keys = slots.keys((slot) => marks[slot] === 1);
  const place = new Int32Array(slots.capacity());
  for (let to = 0; to < keys.length; to++) place[slots.of(keys[to]!)] = to;
  const first = new Int32Array(keys.length);
  const second = new Int32Array(keys.length);
  for (let to = 0; to < keys.length; to++) {
    first[to] = Math.floor(keys[to]! / size);
    second[to] = keys[to]! - first[to]! * size;
  }
  const votes = (from: Votes): Votes => {
    const sum = { winsFirst: zeros(keys), winsSecond: zeros(keys), ties: zeros(keys) };
    for (let c = 0; c < cells.first.length; c++) {
      const to = place[slots.of(keyOf(c))]!;
      const [wins, losses] = straight(c)
        ? [from.winsFirst, from.winsSecond]
        : [from.winsSecond, from.winsFirst];
      sum.winsFirst[to] = sum.winsFirst[to]! + wins[c]!;
      sum.winsSecond[to] = sum.winsSecond[to]! + losses[c]!;
      sum.ties[to] = sum.ties[to]! + from.ties[c]!;
    }
    return sum;
  };
  const pooled: Cells = { first, second, ...votes(cells) };
  if (cells.squares) pooled.squares = votes(cells.squares);
  return pooled;
}

/** The cells that `keep` keeps, their items renumbered by `position`. */
export function selectCells(cells: Cells, keep: (cell: number) => boolean, position?: Int32Array): Cells {
  const kept: number[] = [];
  for (let c = 0; c < cells.first.length; c++) if (keep(c)) kept.push(c);
  const item = (column: Int32Array) =>
    Int32Array.from(kept, (c) => (position ? position[column[c]!]! : column[c]!));
  const votes = (from: Votes): Votes => ({
    winsFirst: Float64Array.from(kept, (c) => from.winsFirst[c]!),
    winsSecond: Float64Array.from(kept, (c) => from.winsSecond[c]!),
    ties: Float64Array.from(kept, (c) => from.ties[c]!),
  });
  const selected = { first: item(cells.first), second: item(cells.second), ...votes(cells) };
  return cells.squares ? { ...selected, squares: votes(cells.squares) } : selected;
}

/** Where the sums of a pair's key are kept: at the key itself for few items, in order of appearance for many. */
type Slots = {
  of: (key: number) => number;
  capacity: () => number;
  /** Ascending keys of the slots that are in use. */
  keys: (used: (slot: number) => boolean) => number[];
};

function pairSlots(size: number): Slots {
  if (size <= DENSE_ITEMS) {
    const keys = (used: (slot: number) => boolean) => {
      const found: number[] = [];
      for (let slot = 0; slot < size * size; slot++) if (used(slot)) found.push(slot);
      return found;
    };
    return { of: (key) => key, capacity: () => size * size, keys };
  }
  const slots = new Map<number, number>();
  const of = (key: number) => {
    let slot = slots.get(key);
    if (slot === undefined) {
      slot = slots.size;
      slots.set(key, slot);
    }
    return slot;
  };
  const keys = (used: (slot: number) => boolean) =>
    [...slots].flatMap(([key, slot]) => (used(slot) ? [key] : [])).sort((x, y) => x - y);
  return { of, capacity: () => 2 ** Math.ceil(Math.log2(slots.size + 1024)), keys };
}

const zeros = (keys: readonly number[]) => new Float64Array(keys.length);

function grow(values: Float64Array | Uint32Array, length: number): Float64Array {
  const larger = new Float64Array(length);
  larger.set(values);
  return larger;
}
