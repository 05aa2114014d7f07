import type { Labels } from "../agreement/index-labels.ts";
import { StatisticsError } from "../types.ts";
import { type ItemTruth, itemTruths, truthData } from "./truth.ts";

export type WeightedVote<V> = {
  categories: readonly V[];
  /** `posterior` holds shares of weight. */
  items: ItemTruth<V>[];
  /** Items whose raters all weigh nothing: they are left out of `items`. */
  undecided: string[];
};

/**
 * The category with the largest sum of raters' weights on each item; ties as in `majorityVote`. With the logarithm
 * of the odds of being right as weight, this is the best rule for two categories and independent raters (Nitzan and
 * Paroush 1982, International Economic Review 23, 289-297).
 *
 * @param weights one weight ≥ 0 for each rater of the labels.
 * @throws StatisticsError `bad_option` for a missing, negative or infinite weight; `no_data`, `bad_value`.
 */
export function weightedVote<V>(
  labels: Labels<V>,
  weights: Readonly<Record<string, number>>,
  options: { categories?: readonly V[] } = {},
): WeightedVote<V> {
  const data = truthData(labels, options.categories);
  const weightOf = data.raters.map((rater) => {
    const weight = Object.hasOwn(weights, rater) ? weights[rater]! : Number.NaN;
    if (!(weight >= 0 && weight < Number.POSITIVE_INFINITY)) {
      throw new StatisticsError("bad_option", `rater "${rater}" has no weight of 0 or more`);
    }
    return weight;
  });
  const q = data.categories.length;
  const shares = new Float64Array(data.items.length * q);
  const undecided = new Set<string>();
  for (let u = 0; u < data.items.length; u++) {
    let sum = 0;
    for (let i = data.start[u]!; i < data.start[u + 1]!; i++) {
      const cell = data.cell[i]!;
      const weight = weightOf[Math.floor(cell / q)]!;
      shares[u * q + (cell % q)]! += weight;
      sum += weight;
    }
    if (sum === 0) undecided.add(data.items[u]!);
    else for (let c = 0; c < q; c++) shares[u * q + c]! /= sum;
  }
  return {
    categories: data.categories,
    items: itemTruths(data, shares).filter(({ item }) => !undecided.has(item)),
    undecided: [...undecided],
  };
}
