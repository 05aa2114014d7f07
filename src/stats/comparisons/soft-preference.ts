import { betaCdf, betaQuantile } from "../numbers/distributions.ts";
import { checkLevel } from "../numbers/intervals.ts";
import { type Comparison, type Interval, StatisticsError } from "../types.ts";
import { countOutcomes, type Outcomes } from "./win-rate.ts";

type Outcome = Comparison["outcome"];

export type SoftPreference = {
  /** Posterior means: a label for training that keeps the doubt. They sum to 1. */
  posterior: Record<Outcome, number>;
  intervals: Record<Outcome, Interval>;
  /** Probability that a is preferred more often than b. */
  probabilityAOverB: number;
  n: number;
};

/**
 * What few votes on one pair say of the probabilities of a, b and tie: the posterior of a multinomial with a
 * symmetric Dirichlet prior.
 *
 * Source: Gelman et al. 2013, Bayesian Data Analysis, section 3.4; marginals are beta distributions, intervals their
 * equal-tailed quantiles. The prior of 1/2 per outcome is Jeffreys'; without votes the posterior is the prior, 1/3
 * each. Assumes votes independent and alike; the intervals are credible intervals given that prior.
 *
 * @throws StatisticsError `bad_option` unless the prior is positive; `bad_value` for a vote that is none.
 */
export function softPreference(
  votes: Outcomes,
  { prior = 0.5, level = 0.95 }: { prior?: number; level?: number } = {},
): SoftPreference {
  checkLevel(level);
  if (!(prior > 0 && prior < Number.POSITIVE_INFINITY)) {
    throw new StatisticsError("bad_option", "the prior is a positive number");
  }
  const { wins, losses, ties } = countOutcomes(votes);
  const n = wins + losses + ties;
  const total = n + 3 * prior;
  const of = (count: number) => ({
    mean: (count + prior) / total,
    interval: credible(count + prior, total, level),
  });
  const [a, b, tie] = [of(wins), of(losses), of(ties)];
  return {
    posterior: { a: a.mean, b: b.mean, tie: tie.mean },
    intervals: { a: a.interval, b: b.interval, tie: tie.interval },
    // Of the two, a's share is beta distributed whatever the share of ties.
    probabilityAOverB: 1 - betaCdf(0.5, wins + prior, losses + prior),
    n,
  };
}

function credible(own: number, total: number, level: number): Interval {
  const tail = (1 - level) / 2;
  return {
    low: betaQuantile(tail, own, total - own),
    high: betaQuantile(1 - tail, own, total - own),
    level,
    method: "beta posterior",
  };
}
