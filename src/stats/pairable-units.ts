import { groupRows, type LabelTable } from "./index-labels.ts";
import { StatisticsError } from "./types.ts";

/** Items with two labels or more: the codes of unit u are `code[start[u]] … code[start[u + 1] - 1]`. */
export type Units = {
  start: Int32Array;
  code: Int32Array;
  /** How many pairable labels carry each code. */
  total: Float64Array;
};

/**
 * Gathers the labels of each item that has at least two; the others say nothing about agreement. O(labels) time,
 * 8 bytes a label.
 *
 * @param position the code of each value of the table, 0 … codes - 1.
 * @throws StatisticsError `duplicate_label` where a rater labelled an item twice.
 */
export function pairableUnits(table: LabelTable<unknown>, position: Int32Array, codes: number): Units {
  const { start: from, rows } = groupRows(table.item, table.items.length);
  const seen = new Int32Array(table.raters.length).fill(-1);
  const start = new Int32Array(table.items.length + 1);
  const total = new Float64Array(codes);
  let units = 0;
  let used = 0;
  // The rows of earlier units are read already, so their place can hold the codes of this one.
  const code = rows;
  for (let u = 0; u < table.items.length; u++) {
    const single = from[u + 1]! - from[u]! < 2;
    for (let i = from[u]!; i < from[u + 1]!; i++) {
      const row = rows[i]!;
      const rater = table.rater[row]!;
      if (seen[rater] === u) {
        const who = `rater "${table.raters[rater]}" labelled item "${table.items[u]}" more than once`;
        throw new StatisticsError("duplicate_label", who);
      }
      seen[rater] = u;
      if (single) continue;
      const c = position[table.value[row]!]!;
      total[c]!++;
      code[used++] = c;
    }
    if (!single) start[++units] = used;
  }
  return { start: start.subarray(0, units + 1), code: code.subarray(0, used), total };
}
