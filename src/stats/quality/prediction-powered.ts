import { normalInterval } from "../numbers/intervals.ts";
import { type Interval, StatisticsError } from "../types.ts";

export type MeanEstimate = { estimate: number; standardError: number; interval: Interval };

export type PredictionPowered = MeanEstimate & {
  /** How much the judge counts: 0 ignores it, 1 trusts it as the original method does. */
  lambda: number;
  /** What the human labels say alone. */
  humanOnly: MeanEstimate;
  /** Human labels that would give the same standard error alone; null where the estimate has no spread. */
  effectiveSampleSize: number | null;
};

/**
 * A mean (or win rate: score 1, 1/2, 0) that is valid for human judgement, from few human labels and many of a judge:
 * the judge's mean over everything, corrected by how far it is off where humans also judged.
 *
 * Sources: Angelopoulos et al. 2023, Science 382 (PPI, `lambda` 1); Angelopoulos, Duchi and Zrnic 2023, arXiv
 * 2311.01453, example 6.1 (PPI++, the default `lambda` "tuned", clipped to 0 … 1). Variances are over n, as in the
 * authors' reference implementation. Assumes that the items with human labels are a random sample of all, and enough
 * of them for a normal mean (some 50 or more): with fewer the interval falls short of its level.
 *
 * @param human items that both judged. `judge`: the judge's values on the other items.
 * @throws StatisticsError `no_data` with fewer than 2 human labels or no judged item, `bad_value` for no number.
 */
export function predictionPowered(
  human: readonly { human: number; judge: number }[],
  judge: ArrayLike<number>,
  { lambda = "tuned", level = 0.95 }: { lambda?: number | "tuned"; level?: number } = {},
): PredictionPowered {
  const n = human.length;
  const more = judge.length;
  if (n < 2 || more === 0) {
    throw new StatisticsError(
      "no_data",
      "two human labels and one judged item are the least that says anything",
    );
  }
  const y = Float64Array.from(human, (row) => row.human);
  const f = Float64Array.from(human, (row) => row.judge);
  const g = Float64Array.from(judge);
  for (const values of [y, f, g]) {
    const bad = values.findIndex((value) => !Number.isFinite(value));
    if (bad >= 0)
      throw new StatisticsError("bad_value", `row ${bad + 1}: ${values[bad]} is no finite number`);
  }
  const weight = lambda === "tuned" ? tune(y, f, g) : lambda;
  const residual = y.map((value, i) => value - weight * f[i]!);
  const estimate = weight * mean(g) + mean(residual);
  const standardError = Math.sqrt((weight ** 2 * variance(g)) / more + variance(residual) / n);
  const alone = Math.sqrt(variance(y) / n);
  return {
    estimate,
    standardError,
    interval: normalInterval(estimate, standardError, level),
    lambda: weight,
    humanOnly: { estimate: mean(y), standardError: alone, interval: normalInterval(mean(y), alone, level) },
    effectiveSampleSize: standardError > 0 ? variance(y) / standardError ** 2 : null,
  };
}

/** The weight of the judge with the smallest variance; 0 where the judge always says the same. */
function tune(y: Float64Array, f: Float64Array, g: Float64Array): number {
  const [n, more] = [f.length, g.length];
  const [meanY, meanF] = [mean(y), mean(f)];
  let covariance = 0;
  for (let i = 0; i < n; i++) covariance += (y[i]! - meanY) * (f[i]! - meanF);
  covariance /= n;
  const all = new Float64Array(n + more);
  all.set(f);
  all.set(g, n);
  const spread = (variance(all) * (n + more)) / (n + more - 1);
  if (!(spread > 0)) return 0;
  return Math.min(1, Math.max(0, covariance / ((1 + n / more) * spread)));
}

const mean = (values: Float64Array) => values.reduce((sum, x) => sum + x, 0) / values.length;

function variance(values: Float64Array): number {
  const middle = mean(values);
  return values.reduce((sum, x) => sum + (x - middle) ** 2, 0) / values.length;
}
