import { wilsonInterval } from "../numbers/intervals.ts";
import type { Interval } from "../types.ts";
import { agreementWeights, type Weights } from "./category-weights.ts";
import { type Chance, chanceCorrected } from "./chance-corrected.ts";
import type { Labels } from "./index-labels.ts";
import { tallyItems } from "./tally-items.ts";

export type PercentAgreement = {
  agreement: number;
  standardError: number;
  interval: Interval;
  items: number;
  pairableItems: number;
};

/**
 * Observed agreement: the share of pairs of ratings of an item that agree, averaged over the items with two ratings
 * or more. Not corrected for chance.
 *
 * Source: Gwet 2014, Handbook of Inter-Rater Reliability, 4th edition, equation 2.3 and section 5.3. Assumes items
 * drawn at random. The interval is Wilson's for two raters who rated everything without weights, where agreement is
 * a plain proportion, else t on items - 1 degrees of freedom, clipped to 0 and 1.
 *
 * @throws StatisticsError `no_data`, `too_few_items`, `duplicate_label`, `bad_value`, `bad_option`.
 */
export function percentAgreement<V>(
  labels: Labels<V>,
  options: { weights?: Weights; categories?: readonly V[]; level?: number } = {},
): PercentAgreement {
  const { weights = "none", categories, level = 0.95 } = options;
  const tally = tallyItems(labels, categories);
  const q = tally.categories.length;
  const none: Chance = { expected: 0, pull: new Float64Array(q), degree: 0 };
  const { observed, standardError, interval, items, pairableItems } = chanceCorrected(
    tally,
    agreementWeights(weights, q),
    none,
    level,
  );
  const proportion = tally.raters === 2 && weights === "none" && pairableItems === items;
  return {
    agreement: observed,
    standardError,
    interval: proportion
      ? wilsonInterval(observed * items, items, level)
      : { ...interval, low: Math.max(0, interval.low) },
    items,
    pairableItems,
  };
}
