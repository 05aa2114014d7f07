import { type Interval, StatisticsError } from "../types.ts";
import { percentileInterval } from "./intervals.ts";
import { createRandom } from "./random.ts";

export type PairedDifference = {
  /** Mean of the first scores minus mean of the second. */
  difference: number;
  standardError: number;
  interval: Interval;
  /** Two-sided: twice the share of replicates, the sample itself included, in which the sign is lost. */
  pValue: number;
  n: number;
};

/**
 * Compares two systems on the same items by resampling items. Sources: Koehn 2004, EMNLP (paired bootstrap
 * resampling); the p-value counts the sample among its replicates, so that it is never 0 (Davison and Hinkley 1997,
 * section 4.2). Cost: replicates × items. Assumes independent items. Reproducible by seed.
 *
 * @param first scores of the first system, item by item; `second` those of the second, in the same order.
 * @throws StatisticsError `no_data` without items, `bad_value` for lists of two lengths or a score that is no number.
 */
export function pairedBootstrap(
  first: ArrayLike<number>,
  second: ArrayLike<number>,
  { replicates = 10_000, seed, level = 0.95 }: { replicates?: number; seed: number; level?: number },
): PairedDifference {
  const n = first.length;
  if (n !== second.length) {
    throw new StatisticsError(
      "bad_value",
      `${n} scores of the first stand against ${second.length} of the second`,
    );
  }
  if (n === 0) throw new StatisticsError("no_data", "there is no item to compare");
  const gaps = Float64Array.from({ length: n }, (_, i) => first[i]! - second[i]!);
  const bad = gaps.findIndex((gap) => !Number.isFinite(gap));
  if (bad >= 0)
    throw new StatisticsError("bad_value", `item ${bad + 1} has a score that is no finite number`);

  const difference = gaps.reduce((sum, gap) => sum + gap, 0) / n;
  const random = createRandom(seed);
  const means = new Float64Array(replicates);
  let atMost = 1;
  let atLeast = 1;
  for (let r = 0; r < replicates; r++) {
    let sum = 0;
    for (let i = 0; i < n; i++) sum += gaps[random.integer(n)]!;
    means[r] = sum / n;
    if (sum <= 0) atMost++;
    if (sum >= 0) atLeast++;
  }
  const squares = gaps.reduce((sum, gap) => sum + (gap - difference) ** 2, 0);
  return {
    difference,
    standardError: Math.sqrt(squares / Math.max(1, n - 1) / n),
    interval: percentileInterval(means, level),
    pValue: Math.min(1, (2 * Math.min(atMost, atLeast)) / (replicates + 1)),
    n,
  };
}
