import { normalTwoSided } from "../numbers/distributions.ts";
import { normalInterval } from "../numbers/intervals.ts";
import { fitLogistic } from "../numbers/logistic.ts";
import { type Interval, StatisticsError } from "../types.ts";
import { type SignTest, signTest } from "./sign-test.ts";
import type { Outcome } from "./win-rate.ts";

/** A judgement with the lengths of both sides (characters, words or tokens, more than 0). */
export type LengthComparison = { rater: string; outcome: Outcome; lengthA: number; lengthB: number };

export type LengthBias = {
  /** `rate` is the share of decided comparisons that the longer side wins. */
  overall: SignTest;
  raters: ({ rater: string } & SignTest)[];
  /** Log-odds of winning that doubling one's length adds; null where it has no finite estimate. */
  slope: { estimate: number; standardError: number; interval: Interval; pValue: number } | null;
};

/**
 * Do raters prefer the longer side? Per rater and overall: how often the longer side wins among decided comparisons
 * of unequal lengths, its exact interval and a sign test against one half (the verbosity bias of Zheng et al. 2023,
 * arXiv 2306.05685). The slope is a logistic regression on log2(lengthA / lengthB) with an intercept for the side
 * shown first, ties as 1/2, sandwich errors (White 1982). An effect is no proof of bias: longer may be better.
 *
 * @throws StatisticsError `no_data` without comparisons, `bad_value` for a length that is not a positive number.
 */
export function lengthBias(
  comparisons: readonly LengthComparison[],
  { level = 0.95 }: { level?: number } = {},
): LengthBias {
  if (comparisons.length === 0) throw new StatisticsError("no_data", "there is no comparison");
  const byRater = new Map<string, Outcome[]>();
  const all: Outcome[] = [];
  comparisons.forEach(({ rater, outcome, lengthA, lengthB }, i) => {
    if (!(lengthA > 0 && lengthB > 0 && Number.isFinite(lengthA + lengthB))) {
      throw new StatisticsError("bad_value", `row ${i + 1}: a length is a positive number`);
    }
    let outcomes = byRater.get(rater);
    if (!outcomes) {
      outcomes = [];
      byRater.set(rater, outcomes);
    }
    if (lengthA === lengthB) return;
    const longer = outcome === "tie" ? "tie" : (outcome === "a") === lengthA > lengthB ? "a" : "b";
    outcomes.push(longer);
    all.push(longer);
  });
  const raters = [...byRater].sort(([x], [y]) => (x < y ? -1 : 1));
  return {
    overall: signTest(all, { level }),
    raters: raters.map(([rater, outcomes]) => ({ rater, ...signTest(outcomes, { level }) })),
    slope: slopeOf(comparisons, level),
  };
}

function slopeOf(comparisons: readonly LengthComparison[], level: number): LengthBias["slope"] {
  const design = new Float64Array(2 * comparisons.length);
  comparisons.forEach(({ lengthA, lengthB }, i) => {
    design[2 * i] = 1;
    design[2 * i + 1] = Math.log2(lengthA / lengthB);
  });
  const scores = comparisons.map(({ outcome }) => (outcome === "a" ? 1 : outcome === "b" ? 0 : 0.5));
  const fit = fitLogistic(design, 2, scores);
  if (!fit.finite) return null;
  const estimate = fit.coefficients[1]!;
  const standardError = Math.sqrt(fit.covariance[3]!);
  if (!(standardError > 0)) return null;
  const interval = normalInterval(estimate, standardError, level);
  return { estimate, standardError, interval, pValue: normalTwoSided(estimate / standardError) };
}
