import { normalTwoSided } from "../numbers/distributions.ts";
import type { Interval } from "../types.ts";
import { type Outcomes, scoreVariance, type WinRate, winRate } from "./win-rate.ts";

export type WinRateDifference = {
  /** First rate minus second. */
  difference: number;
  standardError: number;
  interval: Interval;
  z: number;
  pValue: number;
  first: WinRate;
  second: WinRate;
};

/**
 * Compares the win rates of two independent samples, such as two models against one baseline on different prompts.
 * Interval: the hybrid score method (Newcombe 1998, Statistics in Medicine 17, method 10), built from the two Wilson
 * intervals. Test: z with pooled variance, which without ties is the ordinary test of two proportions. Standard
 * error: unpooled. For the same prompts under both models use `pairedBootstrap`, which is sharper.
 *
 * Degenerate input: where every score of both samples is the same the test has z = 0 and p = 1.
 */
export function compareWinRates(
  first: Outcomes,
  second: Outcomes,
  { ties = "half", level = 0.95 }: { ties?: "half" | "exclude"; level?: number } = {},
): WinRateDifference {
  const one = winRate(first, { ties, level });
  const two = winRate(second, { ties, level });
  const difference = one.rate - two.rate;
  const counted = (rate: WinRate) => (ties === "half" ? rate.ties : 0);
  const variance = (rate: WinRate) => scoreVariance(rate.wins, counted(rate), rate.n);
  const below = Math.hypot(one.rate - one.interval.low, two.interval.high - two.rate);
  const above = Math.hypot(one.interval.high - one.rate, two.rate - two.interval.low);
  const pooled = scoreVariance(one.wins + two.wins, counted(one) + counted(two), one.n + two.n);
  const spread = Math.sqrt(pooled * (1 / one.n + 1 / two.n));
  const z = spread === 0 ? 0 : difference / spread;
  return {
    difference,
    standardError: Math.sqrt(variance(one) / one.n + variance(two) / two.n),
    interval: { low: difference - below, high: difference + above, level, method: "newcombe hybrid score" },
    z,
    pValue: Math.min(1, normalTwoSided(z)),
    first: one,
    second: two,
  };
}
