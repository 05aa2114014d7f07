import type { Labels } from "../agreement/index-labels.ts";
import { type ItemTruth, itemTruths, truthData, voteShares } from "./truth.ts";

export type MajorityVote<V> = {
  categories: readonly V[];
  /** `posterior` holds shares of votes. */
  items: ItemTruth<V>[];
  /** How often each rater's label is the one that won; ties count for every category that shares the top. */
  raters: { rater: string; agreement: number; labels: number }[];
};

/**
 * The category that most raters gave each item. A tie goes to the category that comes first in `categories` (or in
 * ascending order), so that the order of rows never decides, and is marked as `tied`.
 *
 * Assumes raters of equal skill. A rater's repeated labels of one item each count.
 *
 * @throws StatisticsError `no_data`, `bad_value`, `bad_option`.
 */
export function majorityVote<V>(
  labels: Labels<V>,
  options: { categories?: readonly V[] } = {},
): MajorityVote<V> {
  const data = truthData(labels, options.categories);
  const q = data.categories.length;
  const shares = voteShares(data);
  const won = new Float64Array(data.raters.length);
  const given = new Float64Array(data.raters.length);
  for (let u = 0; u < data.items.length; u++) {
    let top = 0;
    for (let c = 0; c < q; c++) top = Math.max(top, shares[u * q + c]!);
    for (let i = data.start[u]!; i < data.start[u + 1]!; i++) {
      const cell = data.cell[i]!;
      const rater = Math.floor(cell / q);
      given[rater]!++;
      if (shares[u * q + (cell % q)] === top) won[rater]!++;
    }
  }
  return {
    categories: data.categories,
    items: itemTruths(data, shares),
    raters: data.raters.map((rater, r) => ({ rater, agreement: won[r]! / given[r]!, labels: given[r]! })),
  };
}
