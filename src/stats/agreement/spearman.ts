import { studentTwoSided } from "../numbers/distributions.ts";
import { type Interval, StatisticsError } from "../types.ts";
import { checkPairs } from "./check-pairs.ts";
import { fisherInterval } from "./kendall-tau.ts";
import { midranks } from "./ranks.ts";

export type Spearman = { rho: number; pValue: number; interval: Interval | null; n: number };

/**
 * Spearman's rank correlation: Pearson's correlation of the mean ranks.
 *
 * Source: Spearman 1904; the p-value by t on n - 2 degrees of freedom (an approximation, as in most programs); the
 * interval by Fisher's z with variance (1 + rho² / 2) / (n - 3) (Bonett and Wright 2000, Psychometrika 65, 23-28),
 * null for fewer than four pairs. Assumes independent pairs.
 *
 * @throws StatisticsError `no_data`, `too_few_items` (fewer than three pairs), `no_variation` (one series constant),
 *   `bad_value` (unequal lengths, NaN).
 */
export function spearman(x: ArrayLike<number>, y: ArrayLike<number>, level = 0.95): Spearman {
  checkPairs(x, y, 3);
  const n = x.length;
  const a = midranks(x).ranks;
  const b = midranks(y).ranks;
  const middle = (n + 1) / 2;
  let ab = 0;
  let aa = 0;
  let bb = 0;
  for (let i = 0; i < n; i++) {
    ab += (a[i]! - middle) * (b[i]! - middle);
    aa += (a[i]! - middle) ** 2;
    bb += (b[i]! - middle) ** 2;
  }
  if (aa === 0 || bb === 0)
    throw new StatisticsError("no_variation", "a constant series has no order to compare");
  const rho = Math.max(-1, Math.min(1, ab / Math.sqrt(aa * bb)));
  const t = rho * Math.sqrt((n - 2) / ((1 - rho) * (1 + rho)));
  const error = Math.sqrt((1 + rho ** 2 / 2) / (n - 3));
  return {
    rho,
    pValue: Math.abs(rho) === 1 ? 0 : studentTwoSided(t, n - 2),
    interval: n > 3 ? fisherInterval(rho, error, level, "fisher z (Bonett-Wright)") : null,
    n,
  };
}
