import { wilsonInterval } from "../numbers/intervals.ts";
import { type Comparison, type Interval, StatisticsError } from "../types.ts";

export type Outcome = Comparison["outcome"];

/** The same outcomes, counted: wins of a, wins of b, ties. */
export type OutcomeCounts = { wins: number; losses: number; ties: number };

/** Outcomes one by one, or counted once for several methods. `a` is the side whose rate is asked for. */
export type Outcomes = readonly Outcome[] | OutcomeCounts;

export type WinRate = {
  rate: number;
  /** Null where a single outcome leaves the spread open. */
  standardError: number | null;
  interval: Interval;
  wins: number;
  losses: number;
  ties: number;
  /** The outcomes behind the rate: without the ties where they are excluded. */
  n: number;
};

/**
 * The share of comparisons that side a wins, with Wilson's interval.
 *
 * `half` (default): the mean of the scores 1, 1/2, 0 and its standard error, the sample standard deviation (n - 1)
 * over √n, as AlpacaEval reports them (Dubois et al. 2023, arXiv 2305.14387). The interval takes the score sum for a
 * count of wins, which is cautious: ties vary less than wins. `exclude`: the share of wins among decided outcomes
 * with its binomial standard error √(p (1 - p) / n). Assumes independent outcomes.
 *
 * @throws StatisticsError `no_data` where no outcome counts.
 */
export function winRate(
  outcomes: Outcomes,
  { ties: mode = "half", level = 0.95 }: { ties?: "half" | "exclude"; level?: number } = {},
): WinRate {
  const { wins, losses, ties } = countOutcomes(outcomes);
  const n = mode === "half" ? wins + losses + ties : wins + losses;
  if (!(n > 0)) throw new StatisticsError("no_data", "no outcome counts towards a win rate");
  const sum = mode === "half" ? wins + ties / 2 : wins;
  const rate = sum / n;
  let standardError: number | null = Math.sqrt((rate * (1 - rate)) / n);
  if (mode === "half") standardError = n > 1 ? Math.sqrt(scoreVariance(wins, ties, n) / (n - 1)) : null;
  return { rate, standardError, interval: wilsonInterval(sum, n, level), wins, losses, ties, n };
}

/** The variance (over n) of n scores of which `wins` are 1, `ties` are 1/2 and the rest are 0. */
export function scoreVariance(wins: number, ties: number, n: number): number {
  const mean = (wins + ties / 2) / n;
  return Math.max(0, (wins + ties / 4) / n - mean * mean);
}

/** Counts outcomes; checks that counts are numbers from 0 up and outcomes are known. */
export function countOutcomes(outcomes: Outcomes): OutcomeCounts {
  if (!isList(outcomes)) {
    for (const [name, count] of Object.entries(outcomes)) {
      if (!(count >= 0 && count < Number.POSITIVE_INFINITY)) {
        throw new StatisticsError("bad_value", `${name} is a count from 0 up, not ${count}`);
      }
    }
    return { wins: outcomes.wins, losses: outcomes.losses, ties: outcomes.ties };
  }
  const counts = { wins: 0, losses: 0, ties: 0 };
  for (let i = 0; i < outcomes.length; i++) {
    const outcome = outcomes[i];
    if (outcome === "a") counts.wins++;
    else if (outcome === "b") counts.losses++;
    else if (outcome === "tie") counts.ties++;
    else {
      const told = `row ${i + 1}: the outcome is "a", "b" or "tie", not ${JSON.stringify(outcome)}`;
      throw new StatisticsError("bad_value", told);
    }
  }
  return counts;
}

const isList = (outcomes: Outcomes): outcomes is readonly Outcome[] => Array.isArray(outcomes);
