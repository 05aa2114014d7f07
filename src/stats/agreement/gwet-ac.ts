import { StatisticsError } from "../types.ts";
import { agreementWeights, type Weights } from "./category-weights.ts";
import { type Coefficient, chanceCorrected, marginalShares } from "./chance-corrected.ts";
import type { Labels } from "./index-labels.ts";
import { tallyItems } from "./tally-items.ts";

/**
 * Gwet's AC1 (no weights) or AC2 (weights): agreement corrected for the chance that a rating is a guess, which stays
 * stable where one category is far more frequent than the others.
 *
 * Source: Gwet 2008, British Journal of Mathematical and Statistical Psychology 61, 29-48; with weights, missing
 * ratings and standard error Gwet 2014, Handbook, sections 4.4, 5.3 and 5.5 (two raters who rated everything: the
 * two-rater formula). Assumes items drawn at random from many.
 *
 * @throws StatisticsError `no_variation` where fewer than two categories are known: list them in `categories`;
 *   `no_data`, `too_few_items`, `duplicate_label`, `bad_value`, `bad_option`.
 */
export function gwetAC<V>(
  labels: Labels<V>,
  options: { weights?: Weights; categories?: readonly V[]; level?: number } = {},
): Coefficient {
  const { weights = "none", categories, level = 0.95 } = options;
  const tally = tallyItems(labels, categories);
  const q = tally.categories.length;
  if (q < 2) throw new StatisticsError("no_variation", "AC needs two categories, used or listed");
  const table = agreementWeights(weights, q);
  const factor = table.reduce((sum, w) => sum + w, 0) / (q * (q - 1));
  const shares = marginalShares(tally);
  const pull = shares.map((share) => factor * (1 - share));
  const expected = shares.reduce((sum, share, k) => sum + share * pull[k]!, 0);
  return chanceCorrected(tally, table, { expected, pull, degree: 2 }, level);
}
