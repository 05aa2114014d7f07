import { StatisticsError } from "../types.ts";
import type { Weights } from "./category-weights.ts";
import { type FleissKappa, fleissKappa } from "./fleiss-kappa.ts";
import { indexLabels, type Labels } from "./index-labels.ts";

/**
 * Scott's pi for two raters: like Cohen's kappa, but chance is drawn from the shares of both raters together, so
 * that a difference between the raters' habits counts as disagreement. For more raters see `fleissKappa`, which is
 * this coefficient's generalisation.
 *
 * Source: Scott 1955, Public Opinion Quarterly 19, 321-325; standard error Gwet 2014, Handbook, section 5.3.2 (for
 * two raters who rated everything; else the general one of `fleissKappa`). Assumes items drawn at random.
 *
 * @throws StatisticsError `too_few_raters` unless there are exactly two; else as `fleissKappa`.
 */
export function scottPi<V>(
  labels: Labels<V>,
  options: { weights?: Weights; categories?: readonly V[]; level?: number } = {},
): Omit<FleissKappa<V>, "kappa"> & { pi: number } {
  const table = indexLabels(labels);
  if (table.item.length > 0 && table.raters.length !== 2) {
    throw new StatisticsError("too_few_raters", `Scott's pi compares two raters, not ${table.raters.length}`);
  }
  const { kappa, ...rest } = fleissKappa(table, options);
  return { pi: kappa, ...rest };
}
