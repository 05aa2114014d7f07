import type { LabelTable } from "./index-labels.ts";

/** Cell rater × codes + code of each label, gathered by item: item u has start[u] ≤ i < start[u + 1]. */
export type Packed = { start: Int32Array; cell: Int32Array | Float64Array };

/**
 * Gathers labels by item, rater and code in one number: one scattered write a label, the dearest part,
 * instead of three.
 *
 * @param position the code of each value of the table, 0 … codes - 1.
 */
export function packByItem(table: LabelTable<unknown>, position: Int32Array, codes: number): Packed {
  const { item, rater, value } = table;
  const n = item.length;
  const start = new Int32Array(table.items.length + 1);
  let ordered = true;
  for (let i = 0, last = 0; i < n; i++) {
    const u = item[i]!;
    start[u + 1]!++;
    if (u < last) ordered = false;
    last = u;
  }
  for (let u = 0; u < table.items.length; u++) start[u + 1]! += start[u]!;
  const cell = table.raters.length * codes <= 2 ** 31 ? new Int32Array(n) : new Float64Array(n);
  if (ordered) {
    for (let i = 0; i < n; i++) cell[i] = rater[i]! * codes + position[value[i]!]!;
  } else {
    const next = start.slice();
    for (let i = 0; i < n; i++) cell[next[item[i]!]!++] = rater[i]! * codes + position[value[i]!]!;
  }
  return { start, cell };
}
