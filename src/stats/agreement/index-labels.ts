import { type Label, StatisticsError } from "../types.ts";

/**
 * Labels by number: the form in which every method works, 12 bytes a label. Row i says that rater
 * `raters[rater[i]]` gave item `items[item[i]]` the value `values[value[i]]`. Items and raters stand in order of
 * first appearance; values ascend, so that nothing depends on the order of rows.
 */
export type LabelTable<V = string> = {
  items: readonly string[];
  raters: readonly string[];
  values: readonly V[];
  item: Int32Array;
  rater: Int32Array;
  value: Int32Array;
};

/** What every method of agreement and truth takes: rows, or the same rows indexed once for several methods. */
export type Labels<V = string> = readonly Label<V>[] | LabelTable<V>;

/** The values of one kind in ascending order: numbers by size, everything else by code unit, false before true. */
export function compareValues(a: unknown, b: unknown): number {
  if (typeof a === "number" && typeof b === "number") return a - b;
  const left = String(a);
  const right = String(b);
  return left < right ? -1 : left > right ? 1 : 0;
}

const isTable = <V>(labels: Labels<V>): labels is LabelTable<V> => !Array.isArray(labels);

/**
 * Numbers items, raters and values in one pass, O(labels) time and memory. A table is returned as it is.
 *
 * @throws StatisticsError `bad_value` for a value that is NaN, null or undefined: leave the row out instead.
 */
export function indexLabels<V>(labels: Labels<V>): LabelTable<V> {
  if (isTable(labels)) return labels;
  const n = labels.length;
  const item = new Int32Array(n);
  const rater = new Int32Array(n);
  const value = new Int32Array(n);
  const items = new Numbering<string>();
  const raters = new Numbering<string>();
  const values = new Numbering<V>();
  for (let i = 0; i < n; i++) {
    const label = labels[i]!;
    item[i] = items.number(label.item);
    rater[i] = raters.number(label.rater);
    value[i] = values.number(label.value);
  }
  return { items: items.keys, raters: raters.keys, values: ascend(values.keys, value), item, rater, value };
}

/** Gives each new key the next number. Remembers the last key: rows usually come grouped by item or by rater. */
class Numbering<K> {
  readonly keys: K[] = [];
  private readonly numbers = new Map<K, number>();
  private last: K | undefined = undefined;
  private lastNumber = -1;

  number(key: K): number {
    if (key === this.last && this.lastNumber >= 0) return this.lastNumber;
    let number = this.numbers.get(key);
    if (number === undefined) {
      number = this.keys.length;
      this.numbers.set(key, number);
      this.keys.push(key);
    }
    this.last = key;
    this.lastNumber = number;
    return number;
  }
}

/** Sorts the values and renumbers the codes in place. */
function ascend<V>(found: V[], codes: Int32Array): V[] {
  for (const value of found) {
    if (value === null || value === undefined || Number.isNaN(value)) {
      throw new StatisticsError("bad_value", `${String(value)} is not a value: leave a missing label out`);
    }
  }
  const order = found.map((_, i) => i).sort((a, b) => compareValues(found[a], found[b]));
  if (order.every((from, to) => from === to)) return found;
  const rank = new Int32Array(found.length);
  for (let to = 0; to < order.length; to++) rank[order[to]!] = to;
  for (let i = 0; i < codes.length; i++) codes[i] = rank[codes[i]!]!;
  return order.map((from) => found[from]!);
}

/** Rows gathered by key: those of key k are `rows[start[k]] … rows[start[k + 1] - 1]`, in their original order. */
export type Groups = { start: Int32Array; rows: Int32Array };

/** Groups row numbers by `key` (0 … keys - 1) with a counting sort, O(rows + keys). */
export function groupRows(key: Int32Array, keys: number): Groups {
  const start = new Int32Array(keys + 1);
  for (let i = 0; i < key.length; i++) start[key[i]! + 1]!++;
  for (let k = 0; k < keys; k++) start[k + 1]! += start[k]!;
  const next = start.slice(0, keys);
  const rows = new Int32Array(key.length);
  for (let i = 0; i < key.length; i++) rows[next[key[i]!]!++] = i;
  return { start, rows };
}

/** The values of a table as numbers, by code. @throws StatisticsError `bad_value` where one is not finite. */
export function numericValues(table: LabelTable<number>): Float64Array {
  for (const value of table.values) {
    if (typeof value !== "number" || !Number.isFinite(value)) {
      throw new StatisticsError("bad_value", `${String(value)} is not a finite number`);
    }
  }
  return Float64Array.from(table.values);
}

/** @throws StatisticsError `duplicate_label` where a rater labelled an item twice. */
export function refuseRepeats(table: LabelTable<unknown>, groups: Groups): void {
  const seen = new Int32Array(table.raters.length).fill(-1);
  for (let u = 0; u < table.items.length; u++) {
    for (let i = groups.start[u]!; i < groups.start[u + 1]!; i++) {
      const r = table.rater[groups.rows[i]!]!;
      if (seen[r] === u) {
        const who = `rater "${table.raters[r]}" labelled item "${table.items[u]}" more than once`;
        throw new StatisticsError("duplicate_label", who);
      }
      seen[r] = u;
    }
  }
}
