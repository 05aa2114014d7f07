import { StatisticsError } from "../types.ts";
import { agreementWeights, type Weights } from "./category-weights.ts";
import { type Coefficient, chanceCorrected } from "./chance-corrected.ts";
import type { Labels } from "./index-labels.ts";
import { tallyItems } from "./tally-items.ts";

/**
 * Brennan and Prediger's coefficient: chance agreement is that of raters who pick any category alike. Also known as
 * Bennett's S, Randolph's free-marginal kappa and, for two categories, PABAK.
 *
 * Source: Brennan and Prediger 1981, Educational and Psychological Measurement 41, 687-699; many raters, weights,
 * missing ratings and standard error: Gwet 2014, Handbook, chapters 3 and 5. It depends on how many categories there
 * are, so list unused ones in `categories`.
 *
 * @throws StatisticsError `no_variation` where fewer than two categories are known; `no_data`, `too_few_items`,
 *   `duplicate_label`, `bad_value`, `bad_option`.
 */
export function brennanPrediger<V>(
  labels: Labels<V>,
  options: { weights?: Weights; categories?: readonly V[]; level?: number } = {},
): Coefficient {
  const { weights = "none", categories, level = 0.95 } = options;
  const tally = tallyItems(labels, categories);
  const q = tally.categories.length;
  if (q < 2) throw new StatisticsError("no_variation", "it needs two categories, used or listed");
  const table = agreementWeights(weights, q);
  const expected = table.reduce((sum, w) => sum + w, 0) / (q * q);
  return chanceCorrected(tally, table, { expected, pull: new Float64Array(q), degree: 0 }, level);
}
