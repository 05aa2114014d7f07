import { StatisticsError } from "../types.ts";
import type { LabelTable } from "./index-labels.ts";
import { packByItem } from "./pack-by-item.ts";

/** Items with two labels or more: the codes of unit u are `code[start[u]] … code[start[u + 1] - 1]`. */
export type Units = {
  start: Int32Array;
  code: Int32Array;
  /** How many pairable labels carry each code. */
  total: Float64Array;
};

/**
 * Gathers the labels of each item that has at least two; the others say nothing about agreement. O(labels) time,
 * 4 to 12 bytes a label.
 *
 * @param position the code of each value of the table, 0 … codes - 1.
 * @throws StatisticsError `duplicate_label` where a rater labelled an item twice.
 */
export function pairableUnits(table: LabelTable<unknown>, position: Int32Array, codes: number): Units {
  const bits = 32 - Math.clz32(codes - 1);
  const size = 2 ** bits;
  const { start: from, cell: both } = packByItem(table, position, size);
  const narrow = both instanceof Int32Array;
  const seen = new Int32Array(table.raters.length).fill(-1);
  const start = new Int32Array(table.items.length + 1);
  const count = new Int32Array(codes);
  // What is read already makes room for what is kept.
  const code = narrow ? both : new Int32Array(both.length);
  let units = 0;
  let used = 0;
  for (let u = 0; u < table.items.length; u++) {
    const to = from[u + 1]!;
    const single = to - from[u]! < 2;
    for (let i = from[u]!; i < to; i++) {
      const rater = narrow ? both[i]! >> bits : Math.floor(both[i]! / size);
      if (seen[rater] === u) {
        const who = `rater "${table.raters[rater]}" labelled item "${table.items[u]}" more than once`;
        throw new StatisticsError("duplicate_label", who);
      }
      seen[rater] = u;
      if (single) continue;
      const c = narrow ? both[i]! & (size - 1) : both[i]! - rater * size;
      count[c]!++;
      code[used++] = c;
    }
    if (!single) start[++units] = used;
  }
  return {
    start: start.subarray(0, units + 1),
    code: code.subarray(0, used),
    total: Float64Array.from(count),
  };
}
