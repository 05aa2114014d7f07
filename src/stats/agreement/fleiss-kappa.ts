import { normalTwoSided } from "../numbers/distributions.ts";
import { agreementWeights, type Weights } from "./category-weights.ts";
import { type Coefficient, chanceCorrected, marginalShares, pooledChance } from "./chance-corrected.ts";
import type { Labels } from "./index-labels.ts";
import { type Tally, tallyItems } from "./tally-items.ts";

export type CategoryKappa<V> = {
  category: V;
  /** Agreement on this category against all others; null where nobody, or everybody, used it. */
  kappa: number | null;
  standardErrorNull: number;
  z: number | null;
  pValue: number | null;
};

export type FleissKappa<V> = Omit<Coefficient, "coefficient" | "pValue"> & {
  kappa: number;
  /** Standard error if raters answered at random: what z and the p-value rest on. Null where weights are used. */
  standardErrorNull: number | null;
  z: number | null;
  pValue: number | null;
  perCategory: CategoryKappa<V>[];
};

/**
 * Fleiss' kappa for any number of raters, who need not be the same for each item.
 *
 * Source: Fleiss 1971, Psychological Bulletin 76, 378-382; the null standard error and the one per category from
 * Fleiss, Nee and Landis 1979, Psychological Bulletin 86, 974-977. Where items have different numbers of ratings,
 * agreement is averaged over items and shares over rated items (Gwet 2014, section 5.3), and the null standard error
 * is the same calculation with each item's own number of ratings. The interval rests on Gwet's non-null standard
 * error (equation 5.24) and t on items - 1 degrees of freedom. Assumes items drawn at random.
 *
 * @throws StatisticsError `no_variation` (all ratings one category), `no_data`, `too_few_items`, `duplicate_label`,
 *   `bad_value`, `bad_option`.
 */
export function fleissKappa<V>(
  labels: Labels<V>,
  options: { weights?: Weights; categories?: readonly V[]; level?: number } = {},
): FleissKappa<V> {
  const { weights = "none", categories, level = 0.95 } = options;
  const tally = tallyItems(labels, categories);
  const table = agreementWeights(weights, tally.categories.length);
  const shares = marginalShares(tally);
  const {
    coefficient,
    pValue: _,
    ...rest
  } = chanceCorrected(tally, table, pooledChance(shares, table), level);
  const standardErrorNull = weights === "none" ? nullError(tally, shares) : null;
  const z = standardErrorNull === null ? null : coefficient / standardErrorNull;
  return {
    kappa: coefficient,
    ...rest,
    standardErrorNull,
    z,
    pValue: z === null ? null : normalTwoSided(z),
    perCategory: perCategory(tally, shares),
  };
}

/**
 * The standard error under chance. For pairs within an item the term is 2 Var(h) / (m (m - 1)) with
 * h = [same] - p(a) - p(b) + Σp²; where an item counts in the shares but has no pair, its first-order part stays.
 */
function nullError(tally: Tally<unknown>, shares: ArrayLike<number>): number {
  let p2 = 0;
  let p3 = 0;
  for (let k = 0; k < shares.length; k++) {
    p2 += shares[k]! ** 2;
    p3 += shares[k]! ** 3;
  }
  let pairable = 0;
  for (let u = 0; u < tally.items; u++) if (tally.ratings[u]! >= 2) pairable++;
  const pairVariance = p2 - 2 * p3 + p2 * p2;
  const oneVariance = p3 - p2 * p2;
  let variance = 0;
  for (let u = 0; u < tally.items; u++) {
    const m = tally.ratings[u]!;
    if (m >= 2) variance += (2 * pairVariance) / (m * (m - 1) * pairable * pairable);
    const imbalance = (m >= 2 ? 1 / pairable : 0) - 1 / tally.items;
    variance += (4 * oneVariance * imbalance * imbalance) / m;
  }
  return Math.sqrt(Math.max(0, variance)) / (1 - p2);
}

/** Each category against the rest: Fleiss 1971, equations 21 to 24. */
function perCategory<V>(tally: Tally<V>, shares: Float64Array): CategoryKappa<V>[] {
  const apart = new Float64Array(shares.length);
  let pairable = 0;
  for (let u = 0; u < tally.items; u++) {
    const m = tally.ratings[u]!;
    if (m < 2) continue;
    pairable++;
    for (let k = tally.start[u]!; k < tally.start[u + 1]!; k++) {
      const x = tally.count[k]!;
      apart[tally.category[k]!]! += (x * (m - x)) / (m * (m - 1));
    }
  }
  return tally.categories.map((category, k) => {
    const p = shares[k]!;
    const chance = p * (1 - p) * pairable;
    const defined = p > 0 && 1 - p > 1e-14;
    if (!defined) return { category, kappa: null, standardErrorNull: 0, z: null, pValue: null };
    const kappa = 1 - apart[k]! / chance;
    const standardErrorNull = nullError(tally, [p, 1 - p]);
    const z = kappa / standardErrorNull;
    return { category, kappa, standardErrorNull, z, pValue: normalTwoSided(z) };
  });
}
