import { binomialCdf, hypergeometricCdf } from "../numbers/distributions.ts";
import { StatisticsError } from "../types.ts";

export type SamplingPlan = {
  /** Inspect n items, accept the lot with at most c defects among them. */
  n: number;
  c: number;
  /** Probability that a lot with the acceptable share of defects is rejected all the same. */
  producerRisk: number;
  /** Probability that a lot with the rejectable share is accepted all the same. */
  consumerRisk: number;
};

/**
 * The smallest single sampling plan that keeps both risks.
 *
 * Source: Schilling and Neubauer 2017, Acceptance Sampling in Quality Control, chapter 5 (two-point plans). With
 * `lot`, sampling without replacement (hypergeometric; the numbers of defects are the shares of the lot, rounded);
 * without, binomial. Assumes a random sample and inspection without errors.
 *
 * @param defects shares of defects that should pass and that should not.
 * @param risks largest probabilities of the two wrong decisions, 5 % and 10 % by default.
 * @throws StatisticsError `bad_option` for impossible shares, risks or lot.
 */
export function acceptanceSampling(input: {
  lot?: number;
  defects: { acceptable: number; rejectable: number };
  risks?: { producer?: number; consumer?: number };
}): SamplingPlan {
  const { lot, defects } = input;
  const { producer = 0.05, consumer = 0.1 } = input.risks ?? {};
  const { acceptable, rejectable } = defects;
  const ordered = acceptable >= 0 && acceptable < rejectable && rejectable <= 1;
  if (!ordered) throw new StatisticsError("bad_option", "shares of defects: 0 ≤ acceptable < rejectable ≤ 1");
  if (!(producer > 0 && producer < 1 && consumer > 0 && consumer < 1)) {
    throw new StatisticsError("bad_option", "risks lie between 0 and 1");
  }
  if (lot !== undefined && !(Number.isInteger(lot) && lot >= 1)) {
    throw new StatisticsError("bad_option", "a lot is a whole number of items");
  }
  const pass = (n: number, c: number, share: number) =>
    lot === undefined ? binomialCdf(c, n, share) : hypergeometricCdf(c, lot, Math.round(share * lot), n);
  if (lot !== undefined && Math.round(acceptable * lot) >= Math.round(rejectable * lot)) {
    throw new StatisticsError("bad_option", "in a lot this small both shares are the same number of defects");
  }
  // For each c the smallest n that protects the consumer; the first c that also protects the producer is the plan.
  let n = 1;
  for (let c = 0; ; c++) {
    n = firstWhere(Math.max(n, c + 1), lot, (size) => pass(size, c, rejectable) <= consumer);
    const producerRisk = 1 - pass(n, c, acceptable);
    if (producerRisk <= producer) return { n, c, producerRisk, consumerRisk: pass(n, c, rejectable) };
  }
}

/** The smallest size from `low` up for which a condition, once true, stays true; the whole lot always is one. */
function firstWhere(low: number, lot: number | undefined, holds: (size: number) => boolean): number {
  const last = lot ?? Number.POSITIVE_INFINITY;
  let below = low - 1;
  let step = 1;
  let above = Math.min(low, last);
  while (above < last && !holds(above)) {
    below = above;
    step *= 2;
    above = Math.min(above + step, last);
  }
  while (above - below > 1) {
    const middle = Math.floor((below + above) / 2);
    if (holds(middle)) above = middle;
    else below = middle;
  }
  return above;
}
