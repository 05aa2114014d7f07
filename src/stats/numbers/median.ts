import type { Interval } from "../types.ts";
import { binomialCdf } from "./distributions.ts";
import { checkLevel, quantileOfSorted } from "./intervals.ts";

/**
 * The median with its interval between two order statistics, whatever the distribution: never below its level.
 * Source: Conover 1999, Practical Nonparametric Statistics, section 3.2; Hollander, Wolfe and Chicken 2014, section 3.6.
 * @returns null for no numbers; a null interval where there are too few for the level (six are needed for 0.95)
 */
export function medianInterval(
  values: readonly number[],
  level = 0.95,
): { value: number; interval: Interval | null } | null {
  checkLevel(level);
  if (values.length === 0) return null;
  const sorted = Float64Array.from(values).sort();
  const n = sorted.length;
  const tail = (1 - level) / 2;
  // The largest r for which the median is below the r-th number with a chance of at most the tail.
  let below = 0;
  while (binomialCdf(below, n, 0.5) <= tail) below++;
  return {
    value: quantileOfSorted(sorted, 0.5),
    interval:
      below === 0
        ? null
        : { low: sorted[below - 1]!, high: sorted[n - below]!, level, method: "order statistics" },
  };
}
