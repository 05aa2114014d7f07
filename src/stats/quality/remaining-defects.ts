import { normalQuantile } from "../numbers/distributions.ts";
import { checkLevel } from "../numbers/intervals.ts";
import { type Interval, StatisticsError } from "../types.ts";

export type RemainingDefects = {
  /** Estimated number of defects in all, and of those that neither reviewer found. */
  total: number;
  remaining: number;
  standardError: number;
  /** Of `remaining`; never below 0. */
  interval: Interval;
  /** Found by either, and by both. */
  found: number;
  both: number;
};

/**
 * How many defects two independent reviewers have both missed, from how many they both found (capture-recapture).
 *
 * Source: Chapman 1951, University of California Publications in Statistics 1, 131-160 (nearly unbiased estimate);
 * variance Seber 1970, Biometrika 57, 13-16; log-normal interval of the missed ones Burnham et al. 1987 as in Chao
 * 1989, Biometrics 45, 427-438. Assumes that reviewers work independently and that defects are alike to find; where
 * some are harder than others the estimate is too low.
 *
 * @param a, b identifiers of the defects that each reviewer found; repeats count once.
 * @throws StatisticsError `no_data` where neither found any: nothing found says nothing of what was missed.
 */
export function remainingDefects(
  a: Iterable<string>,
  b: Iterable<string>,
  { level = 0.95 }: { level?: number } = {},
): RemainingDefects {
  checkLevel(level);
  const first = new Set(a);
  const second = new Set(b);
  const found = new Set([...first, ...second]).size;
  if (found === 0) throw new StatisticsError("no_data", "no reviewer found a defect");
  const [x, y] = [first.size, second.size];
  const both = x + y - found;
  const total = ((x + 1) * (y + 1)) / (both + 1) - 1;
  const variance = ((x + 1) * (y + 1) * (x - both) * (y - both)) / ((both + 1) ** 2 * (both + 2));
  const remaining = total - found;
  const standardError = Math.sqrt(variance);
  const z = normalQuantile((1 + level) / 2);
  const width = remaining > 0 ? Math.exp(z * Math.sqrt(Math.log1p(variance / remaining ** 2))) : 1;
  return {
    total,
    remaining,
    standardError,
    interval: { low: remaining / width, high: remaining * width, level, method: "log-normal" },
    found,
    both,
  };
}
