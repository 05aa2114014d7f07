import { binomialCdf } from "../numbers/distributions.ts";
import { clopperPearsonInterval } from "../numbers/intervals.ts";
import type { Interval } from "../types.ts";
import { countOutcomes, type Outcomes } from "./win-rate.ts";

export type SignTest = {
  wins: number;
  losses: number;
  ties: number;
  /** Share of wins among decided outcomes; 1/2 where none is decided. */
  rate: number;
  interval: Interval;
  /** Two-sided exact p-value against even odds. */
  pValue: number;
};

/**
 * Tests whether one side wins more often than the other; ties are left out. Source: Dixon and Mood 1946, JASA 41;
 * interval: Clopper and Pearson 1934. Assumes independent outcomes; exact for any number of them.
 *
 * Degenerate input: without a decided outcome p is 1 and the interval is the whole range from 0 to 1.
 */
export function signTest(outcomes: Outcomes, { level = 0.95 }: { level?: number } = {}): SignTest {
  const { wins, losses, ties } = countOutcomes(outcomes);
  const n = wins + losses;
  if (n === 0) {
    const interval = { low: 0, high: 1, level, method: "clopper-pearson" };
    return { wins, losses, ties, rate: 0.5, interval, pValue: 1 };
  }
  const pValue = Math.min(1, 2 * binomialCdf(Math.min(wins, losses), n, 0.5));
  return { wins, losses, ties, rate: wins / n, interval: clopperPearsonInterval(wins, n, level), pValue };
}
