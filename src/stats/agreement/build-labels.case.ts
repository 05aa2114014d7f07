import { createRandom } from "../numbers/random.ts";
import type { Label } from "../types.ts";

/** Labels from a table as papers print it: one row per rater, one column per item, null where nothing was given. */
export function labelsByRater<V>(rows: readonly (readonly (V | null)[])[]): Label<V>[] {
  return rows.flatMap((row, r) =>
    row.flatMap((value, u) =>
      value === null ? [] : [{ item: `item ${u + 1}`, rater: `rater ${r + 1}`, value }],
    ),
  );
}

/** The same, one row per item. */
export function labelsByItem<V>(rows: readonly (readonly (V | null)[])[]): Label<V>[] {
  return rows.flatMap((row, u) =>
    row.flatMap((value, r) =>
      value === null ? [] : [{ item: `item ${u + 1}`, rater: `rater ${r + 1}`, value }],
    ),
  );
}

/** Labels of two raters from the counts of a square table. */
export function labelsOfTable(counts: readonly (readonly number[])[], values = "abcdefgh"): Label[] {
  let u = 0;
  return counts.flatMap((row, i) =>
    row.flatMap((count, j) =>
      Array.from({ length: count }, () => {
        const item = `item ${u++}`;
        return [
          { item, rater: "first", value: values[i]! },
          { item, rater: "second", value: values[j]! },
        ];
      }).flat(),
    ),
  );
}

/** Labels from counts of raters per item (rows) and category (columns), as in tables that do not name raters. */
export function labelsOfCounts(counts: readonly (readonly number[])[]): Label<number>[] {
  return labelsByItem(
    counts.map((row) => row.flatMap((count, k) => Array.from({ length: count }, () => k + 1))),
  );
}

/** Raters of mixed skill label items of known truth; some labels are missing, some raters do little. */
export function simulateLabels(
  seed: number,
  size: { items: number; raters: number; categories: number },
): Label[] {
  const random = createRandom(seed);
  const skill = Array.from({ length: size.raters }, () => 0.4 + 0.6 * random.uniform());
  const diligence = Array.from({ length: size.raters }, () => 0.3 + 0.7 * random.uniform());
  const labels: Label[] = [];
  for (let u = 0; u < size.items; u++) {
    const truth = random.integer(size.categories);
    for (let r = 0; r < size.raters; r++) {
      if (random.uniform() > diligence[r]!) continue;
      const value = random.uniform() < skill[r]! ? truth : random.integer(size.categories);
      labels.push({ item: `u${u}`, rater: `r${r}`, value: `c${value}` });
    }
  }
  return labels;
}
