import type { Comparison } from "../types.ts";
import {
  type Comparisons,
  type ComparisonTable,
  createNumbering,
  indexComparisons,
  isTable,
  outcomeCode,
  selfComparison,
} from "./index-comparisons.ts";

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
  const square = isTable(comparisons) ? null : countRows(comparisons);
  if (square) return fromSquare(square);
  const table = indexComparisons(comparisons);
  return !table.weight && table.items.length <= DENSE_ITEMS
    ? fromSquare(countColumns(table))
    : countSparse(table);
}

/** Votes of item i, shown first, with item j: three sums from 3 · (i · stride + j). */
type Square = { items: readonly string[]; stride: number; sums: Uint32Array };

/** Counts rows without keeping columns of them; null where weights or very many items need another way. */
function countRows(rows: readonly Comparison[]): Square | null {
  const { numberOf, keys } = createNumbering();
  let stride = 256;
  let sums = new Uint32Array(3 * stride * stride);
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i]!;
    const first = numberOf(row.a);
    const second = numberOf(row.b);
    if (first === second) throw selfComparison(i, row.a);
    if (row.weight !== undefined) return null;
    while (first >= stride || second >= stride) {
      if (2 * stride > DENSE_ITEMS) return null;
      const wider = new Uint32Array(12 * stride * stride);
      for (let k = 0; k < stride; k++)
        wider.set(sums.subarray(3 * k * stride, 3 * (k + 1) * stride), 6 * k * stride);
      sums = wider;
      stride *= 2;
    }
    const at = 3 * (first * stride + second) + outcomeCode(row, i);
    sums[at] = sums[at]! + 1;
  }
  return { items: keys(), stride, sums };
}

function countColumns({ items, a, b, outcome }: ComparisonTable): Square {
  const stride = items.length;
  const sums = new Uint32Array(3 * stride * stride);
  for (let i = 0; i < a.length; i++) {
    const at = 3 * (a[i]! * stride + b[i]!) + outcome[i]!;
    sums[at] = sums[at]! + 1;
  }
  return { items, stride, sums };
}

const ascending = (items: readonly string[]) =>
  items.map((_, i) => i).sort((x, y) => (items[x]! < items[y]! ? -1 : 1));

function fromSquare({ items, stride, sums }: Square): PairCounts {
  const order = ascending(items);
  const cells: number[] = [];
  const first: number[] = [];
  const second: number[] = [];
  order.forEach((i, to) => {
    for (let k = 0; k < order.length; k++) {
      const at = 3 * (i * stride + order[k]!);
      if (sums[at]! + sums[at + 1]! + sums[at + 2]! === 0) continue;
      cells.push(at);
      first.push(to);
      second.push(k);
    }
  });
  const column = (outcome: number) => {
    const votes = new Float64Array(cells.length);
    for (let c = 0; c < cells.length; c++) votes[c] = sums[cells[c]! + outcome]!;
    return votes;
  };
  return {
    items: order.map((i) => items[i]!),
    first: Int32Array.from(first),
    second: Int32Array.from(second),
    winsFirst: column(0),
    winsSecond: column(1),
    ties: column(2),
  };
}

function countSparse({ items, a, b, outcome, weight }: ComparisonTable): PairCounts {
  const size = items.length;
  const order = ascending(items);
  const rank = new Int32Array(size);
  for (let to = 0; to < size; to++) rank[order[to]!] = to;
  const slots = pairSlots(size);
  let sums = new Float64Array(3 * slots.capacity());
  let squares = weight ? new Float64Array(sums.length) : null;
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
  const filled = sums;
  const keys = slots.keys((slot) => filled[3 * slot]! + filled[3 * slot + 1]! + filled[3 * slot + 2]! > 0);
  const votes = (from: Float64Array): Votes => {
    const columns = { winsFirst: zeros(keys), winsSecond: zeros(keys), ties: zeros(keys) };
    for (let c = 0; c < keys.length; c++) {
      const at = 3 * slots.of(keys[c]!);
      columns.winsFirst[c] = from[at]!;
      columns.winsSecond[c] = from[at + 1]!;
      columns.ties[c] = from[at + 2]!;
    }
    return columns;
  };
  const first = Int32Array.from(keys, (key) => Math.floor(key / size));
  const second = Int32Array.from(keys, (key) => key % size);
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

function grow(values: Float64Array<ArrayBuffer>, length: number): Float64Array<ArrayBuffer> {
  const larger = new Float64Array(length);
  larger.set(values);
  return larger;
}
