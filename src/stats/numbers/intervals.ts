import { type Interval, StatisticsError } from "../types.ts";
import { betaQuantile, normalQuantile, studentQuantile } from "./distributions.ts";

/** Refuses a confidence level that is not strictly between 0 and 1. */
export function checkLevel(level: number): void {
  if (!(level > 0 && level < 1)) {
    throw new StatisticsError("bad_option", `a confidence level lies between 0 and 1, not ${level}`);
  }
}

/** Where a coefficient cannot go beyond, its interval does not either. */
export type Bounds = { min?: number; max?: number };

const clip = (x: number, { min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY }: Bounds) =>
  Math.min(max, Math.max(min, x));

/** estimate ± z · standard error, optionally clipped to `bounds`. Assumes a normal estimate. */
export function normalInterval(
  estimate: number,
  standardError: number,
  level = 0.95,
  bounds: Bounds = {},
): Interval {
  checkLevel(level);
  const half = normalQuantile((1 + level) / 2) * standardError;
  return { low: clip(estimate - half, bounds), high: clip(estimate + half, bounds), level, method: "normal" };
}

/** estimate ± t · standard error with `df` degrees of freedom, optionally clipped to `bounds`. */
export function studentInterval(
  estimate: number,
  standardError: number,
  df: number,
  level = 0.95,
  bounds: Bounds = {},
): Interval {
  checkLevel(level);
  const half = standardError === 0 ? 0 : studentQuantile((1 + level) / 2, df) * standardError;
  return { low: clip(estimate - half, bounds), high: clip(estimate + half, bounds), level, method: "t" };
}

/**
 * Wilson's score interval for a proportion. Source: Wilson 1927, JASA 22. `successes` and `n` may be fractions (a
 * tie worth half a win, an effective sample size); n must be positive.
 */
export function wilsonInterval(successes: number, n: number, level = 0.95): Interval {
  checkLevel(level);
  if (!(n > 0)) throw new StatisticsError("no_data", "a proportion of nothing has no interval");
  const z = normalQuantile((1 + level) / 2);
  const p = successes / n;
  const scale = 1 + (z * z) / n;
  const middle = (p + (z * z) / (2 * n)) / scale;
  const half = (z / scale) * Math.sqrt((p * (1 - p)) / n + (z * z) / (4 * n * n));
  // At p = 0 and p = 1 the ends are exactly 0 and 1; rounding would leave 1e-17.
  const low = successes === 0 ? 0 : Math.max(0, middle - half);
  const high = successes === n ? 1 : Math.min(1, middle + half);
  return { low, high, level, method: "wilson" };
}

/**
 * The interval for the difference of two independent proportions, the second less the first, from their Wilson
 * intervals. Source: Newcombe 1998, Stat. Med. 17, method 10.
 */
export function newcombeInterval(
  first: { successes: number; n: number },
  second: { successes: number; n: number },
  level = 0.95,
): Interval {
  const [p, q] = [first.successes / first.n, second.successes / second.n];
  const one = wilsonInterval(first.successes, first.n, level);
  const other = wilsonInterval(second.successes, second.n, level);
  const low = q - p - Math.hypot(q - other.low, one.high - p);
  const high = q - p + Math.hypot(other.high - q, p - one.low);
  return { low, high, level, method: "newcombe" };
}

/** The exact interval for a proportion, never below its level. Source: Clopper and Pearson 1934, Biometrika 26. */
export function clopperPearsonInterval(successes: number, n: number, level = 0.95): Interval {
  checkLevel(level);
  if (!(n > 0)) throw new StatisticsError("no_data", "a proportion of nothing has no interval");
  const alpha = (1 - level) / 2;
  const low = successes === 0 ? 0 : betaQuantile(alpha, successes, n - successes + 1);
  const high = successes === n ? 1 : betaQuantile(1 - alpha, successes + 1, n - successes);
  return { low, high, level, method: "clopper-pearson" };
}

/**
 * Quantile of ascending numbers, with linear interpolation between order statistics (Hyndman and Fan 1996, type 7).
 */
export function quantileOfSorted(sorted: ArrayLike<number>, p: number): number {
  if (sorted.length === 0) throw new StatisticsError("no_data", "a quantile of nothing");
  const at = Math.min(1, Math.max(0, p)) * (sorted.length - 1);
  const below = Math.floor(at);
  const above = Math.min(sorted.length - 1, below + 1);
  return sorted[below]! + (at - below) * (sorted[above]! - sorted[below]!);
}

/** The middle `level` of replicates of an estimate. Source: Efron 1979; sorts a copy. */
export function percentileInterval(replicates: ArrayLike<number>, level = 0.95): Interval {
  checkLevel(level);
  const sorted = Float64Array.from(replicates).sort();
  const tail = (1 - level) / 2;
  return {
    low: quantileOfSorted(sorted, tail),
    high: quantileOfSorted(sorted, 1 - tail),
    level,
    method: "percentile bootstrap",
  };
}
