import { type Comparison, StatisticsError } from "../types.ts";
import { bradleyTerry, type ModelParameter } from "./bradley-terry.ts";
import { type SignTest, signTest } from "./sign-test.ts";
import type { Outcome } from "./win-rate.ts";

/** A comparison with who made it and, where known, on which item (prompt). */
export type RatedComparison = Comparison & { rater: string; item?: string };

export type PositionBias = {
  /** `rate` is the share of decided comparisons that the side shown first wins. */
  overall: SignTest;
  raters: ({ rater: string } & SignTest)[];
  /**
   * The log-odds that being shown first adds once the strengths of the sides are allowed for (Davidson and Beaver
   * 1977); null where the comparisons do not determine it.
   */
  adjusted: ModelParameter | null;
  /** Pairs that one rater judged on one item in both orders; null where there is none. */
  swapped: { pairs: number; consistent: number; first: number; second: number } | null;
};

/**
 * Do raters prefer what stands first? Per rater and overall: the share of wins of the side shown first, its exact
 * interval and a sign test against one half; valid where the order was drawn at random. `swapped` counts pairs judged
 * both ways as in Zheng et al. 2023, arXiv 2306.05685, table 2: same answer both times, first both times, second both
 * times (a tie against a win counts as none of them). Weights are not used: a judgement counts once.
 *
 * @throws StatisticsError `no_data` without comparisons.
 */
export function positionBias(
  comparisons: readonly RatedComparison[],
  { level = 0.95 }: { level?: number } = {},
): PositionBias {
  if (comparisons.length === 0) throw new StatisticsError("no_data", "there is no comparison");
  const byRater = new Map<string, Outcome[]>();
  for (const { rater, outcome } of comparisons) {
    const outcomes = byRater.get(rater);
    if (outcomes) outcomes.push(outcome);
    else byRater.set(rater, [outcome]);
  }
  const raters = [...byRater].sort(([x], [y]) => (x < y ? -1 : 1));
  return {
    overall: signTest(
      comparisons.map((row) => row.outcome),
      { level },
    ),
    raters: raters.map(([rater, outcomes]) => ({ rater, ...signTest(outcomes, { level }) })),
    adjusted: adjustedEffect(comparisons, level),
    swapped: countSwapped(comparisons),
  };
}

function adjustedEffect(comparisons: readonly RatedComparison[], level: number): ModelParameter | null {
  const rows = comparisons.map(({ a, b, outcome }) => ({ a, b, outcome }));
  try {
    return bradleyTerry(rows, { orderEffect: true, covariance: "sandwich", parts: "separate", level }).order;
  } catch (error) {
    if (error instanceof StatisticsError && error.code === "not_identified") return null;
    throw error;
  }
}

function countSwapped(comparisons: readonly RatedComparison[]): PositionBias["swapped"] {
  const open = new Map<string, RatedComparison[]>();
  const counts = { pairs: 0, consistent: 0, first: 0, second: 0 };
  for (const row of comparisons) {
    if (row.item === undefined) continue;
    const waiting = open.get(JSON.stringify([row.rater, row.item, row.b, row.a]));
    const other = waiting?.shift();
    if (!other) {
      const key = JSON.stringify([row.rater, row.item, row.a, row.b]);
      const same = open.get(key);
      if (same) same.push(row);
      else open.set(key, [row]);
      continue;
    }
    counts.pairs++;
    const [x, y] = [row.outcome, other.outcome];
    if (x === "tie" && y === "tie") counts.consistent++;
    else if (x === "tie" || y === "tie") continue;
    else if (x !== y) counts.consistent++;
    else if (x === "a") counts.first++;
    else counts.second++;
  }
  return counts.pairs > 0 ? counts : null;
}
