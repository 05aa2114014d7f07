import { checkLevel } from "../numbers/intervals.ts";
import { logGamma } from "../numbers/special-functions.ts";
import { type Interval, StatisticsError } from "../types.ts";
import type { Outcome } from "./win-rate.ts";

export type ConfidenceSequence = {
  /** Bounds after all outcomes: the tightest so far. */
  interval: Interval;
  /** Null without outcomes. */
  rate: number | null;
  n: number;
  /** Bounds after each outcome, each pair the intersection of all before it. */
  low: Float64Array;
  high: Float64Array;
  /** The first n at which even odds (a rate of 1/2) lay outside, or null. */
  decidedAt: number | null;
};

/**
 * An always-valid interval for a win rate: with probability `level` the true rate lies within the bounds after every
 * outcome at once, so one may look after each vote and stop when one likes. A tie scores 1/2; scores are any numbers
 * from 0 to 1.
 *
 * Source: the beta mixture martingale of Robbins 1970, Annals of Mathematical Statistics 41 (uniform prior): a rate
 * m is excluded once B(S + 1, n - S + 1) / (m^S (1 - m)^(n - S)) exceeds 1 / (1 - level), by the inequality of Ville
 * 1939. Valid for scores in between 0 and 1 too, since the ratio is convex in the score. Assumes outcomes with one
 * mean given the past. Wider than a fixed-n interval by a factor of about √(log n).
 *
 * Degenerate input: without outcomes the interval is 0 to 1. If the intersection is ever empty (which happens with
 * probability at most 1 - level, or where the rate drifts) both bounds stay at the estimate they met at.
 */
export function confidenceSequence(
  outcomes: readonly (Outcome | number)[],
  { level = 0.95 }: { level?: number } = {},
): ConfidenceSequence {
  checkLevel(level);
  const length = outcomes.length;
  const low = new Float64Array(length);
  const high = new Float64Array(length);
  const threshold = -Math.log(1 - level);
  let sum = 0;
  let bottom = 0;
  let top = 1;
  let decidedAt: number | null = null;
  for (let i = 0; i < length; i++) {
    sum += scoreOf(outcomes[i]!, i);
    const n = i + 1;
    const rate = sum / n;
    const mixture = logGamma(sum + 1) + logGamma(n - sum + 1) - logGamma(n + 2);
    const excess = (m: number) =>
      mixture -
      (sum === 0 ? 0 : sum * Math.log(m)) -
      (n === sum ? 0 : (n - sum) * Math.log1p(-m)) -
      threshold;
    // The martingale is smallest at the rate and rises to both sides: a bound moves only where it excludes the old one.
    if (bottom < rate && excess(bottom) > 0) bottom = Math.min(top, crossing(excess, bottom, rate));
    if (top > rate && excess(top) > 0) top = Math.max(bottom, crossing(excess, top, rate));
    low[i] = bottom;
    high[i] = top;
    if (decidedAt === null && (bottom > 0.5 || top < 0.5)) decidedAt = n;
  }
  const interval = { low: bottom, high: top, level, method: "beta mixture confidence sequence" };
  return { interval, rate: length === 0 ? null : sum / length, n: length, low, high, decidedAt };
}

/** Bisects between `outside`, where the martingale exceeds its threshold, and `inside`, where it does not. */
function crossing(excess: (m: number) => number, outside: number, inside: number): number {
  let out = outside;
  let within = inside;
  for (let i = 0; i < 60 && Math.abs(out - within) > 1e-15; i++) {
    const middle = (out + within) / 2;
    if (excess(middle) > 0) out = middle;
    else within = middle;
  }
  return out;
}

function scoreOf(outcome: Outcome | number, row: number): number {
  if (outcome === "a") return 1;
  if (outcome === "b") return 0;
  if (outcome === "tie") return 0.5;
  if (typeof outcome === "number" && outcome >= 0 && outcome <= 1) return outcome;
  const told = `row ${row + 1}: an outcome is "a", "b", "tie" or a score from 0 to 1, not ${JSON.stringify(outcome)}`;
  throw new StatisticsError("bad_value", told);
}
