import { type Comparison, StatisticsError } from "../types.ts";

/** How a vote ended, as it is stored in a table: `a` won, `b` won, or neither. */
export const OUTCOME = { a: 0, b: 1, tie: 2 } as const;

/**
 * Comparisons by number: 9 bytes a vote. Row i showed `items[a[i]]` first and `items[b[i]]` second, and ended as
 * `outcome[i]` says (`OUTCOME`). Items stand in order of first appearance.
 */
export type ComparisonTable = {
  items: readonly string[];
  a: Int32Array;
  b: Int32Array;
  outcome: Uint8Array;
  weight?: Float64Array;
};

/** What every method on comparisons takes: rows, or the same rows indexed once for several methods. */
export type Comparisons = readonly Comparison[] | ComparisonTable;

export const isTable = (comparisons: Comparisons): comparisons is ComparisonTable =>
  !Array.isArray(comparisons);

/**
 * Numbers the items in one pass, O(votes) time and memory. A table is checked and returned as it is.
 *
 * @throws StatisticsError `bad_value` for an item compared with itself, an unknown outcome, or a weight that is
 * negative or not finite; the message names the row, counted from 1.
 */
export function indexComparisons(comparisons: Comparisons): ComparisonTable {
  if (isTable(comparisons)) return checkTable(comparisons);
  const n = comparisons.length;
  const a = new Int32Array(n);
  const b = new Int32Array(n);
  const outcome = new Uint8Array(n);
  const { numberOf, keys } = createNumbering();
  let weight: Float64Array | undefined;
  for (let i = 0; i < n; i++) {
    const row = comparisons[i]!;
    const first = numberOf(row.a);
    const second = numberOf(row.b);
    if (first === second) throw selfComparison(i, row.a);
    a[i] = first;
    b[i] = second;
    outcome[i] = outcomeCode(row, i);
    if (row.weight !== undefined) {
      if (!(row.weight >= 0 && row.weight < Number.POSITIVE_INFINITY)) throw badWeight(i, row.weight);
      weight ??= new Float64Array(n).fill(1);
      weight[i] = row.weight;
    }
  }
  const table: ComparisonTable = { items: keys(), a, b, outcome };
  if (weight) table.weight = weight;
  checked.add(table);
  return table;
}

const CACHE = 1024;

/**
 * Gives each new name the next number. A small cache, placed by the last characters (in which names mostly differ),
 * answers twice as fast as the map behind it.
 */
export function createNumbering(): { numberOf: (name: string) => number; keys: () => string[] } {
  const numbers = new Map<string, number>();
  const names: (string | null)[] = new Array<string | null>(CACHE).fill(null);
  const cached = new Int32Array(CACHE);
  const numberOf = (name: string) => {
    const n = name.length;
    const tail =
      n < 3 ? n : name.charCodeAt(n - 1) + 31 * name.charCodeAt(n - 2) + 961 * name.charCodeAt(n - 3);
    const slot = tail & (CACHE - 1);
    if (names[slot] === name) return cached[slot]!;
    let number = numbers.get(name);
    if (number === undefined) {
      number = numbers.size;
      numbers.set(name, number);
    }
    names[slot] = name;
    cached[slot] = number;
    return number;
  };
  return { numberOf, keys: () => [...numbers.keys()] };
}

/** Tables that have passed their check, so that several methods on one table check it once. */
const checked = new WeakSet<ComparisonTable>();

function checkTable(table: ComparisonTable): ComparisonTable {
  if (checked.has(table)) return table;
  const { items, a, b, outcome, weight } = table;
  if (b.length !== a.length || outcome.length !== a.length || (weight && weight.length !== a.length)) {
    throw new StatisticsError("bad_value", "the columns of a comparison table have one length");
  }
  for (let i = 0; i < a.length; i++) {
    const [first, second] = [a[i]!, b[i]!];
    if (first < 0 || first >= items.length || second < 0 || second >= items.length) {
      throw new StatisticsError("bad_value", `row ${i + 1}: no item has the number ${first} or ${second}`);
    }
    if (first === second) throw selfComparison(i, items[first]!);
    if (outcome[i]! > 2) throw new StatisticsError("bad_value", `row ${i + 1}: an outcome is 0, 1 or 2`);
    if (weight && !(weight[i]! >= 0 && weight[i]! < Number.POSITIVE_INFINITY)) throw badWeight(i, weight[i]!);
  }
  checked.add(table);
  return table;
}

/** The number of a row's outcome. */
export function outcomeCode({ outcome }: Comparison, row: number): number {
  if (outcome === "a") return OUTCOME.a;
  if (outcome === "b") return OUTCOME.b;
  if (outcome === "tie") return OUTCOME.tie;
  const told = `row ${row + 1}: the outcome is "a", "b" or "tie", not ${JSON.stringify(outcome)}`;
  throw new StatisticsError("bad_value", told);
}

export const selfComparison = (row: number, item: string) =>
  new StatisticsError("bad_value", `row ${row + 1}: "${item}" is compared with itself`);
const badWeight = (row: number, weight: number) =>
  new StatisticsError("bad_value", `row ${row + 1}: a weight is a finite number from 0 up, not ${weight}`);
