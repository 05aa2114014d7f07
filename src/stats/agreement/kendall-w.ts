import { chiSquareUpper } from "../numbers/distributions.ts";
import { type Ranking, StatisticsError } from "../types.ts";

export type KendallW = {
  /** 0 no concordance, 1 all rankings equal. */
  w: number;
  chiSquare: number;
  df: number;
  /** Of the hypothesis that the rankings are unrelated, by chi-square: too large for few things or rankings. */
  pValue: number;
  /** Mean of Spearman's rho over all pairs of rankings, where no ranking is all one tie. */
  meanSpearman: number;
  rankings: number;
  things: number;
};

/**
 * Kendall's coefficient of concordance of several complete rankings, corrected for ties.
 *
 * Source: Kendall and Babington Smith 1939, Annals of Mathematical Statistics 10, 275-287; ties and chi-square on
 * n - 1 degrees of freedom: Kendall 1970, Rank Correlation Methods, chapter 6. Assumes that rankers are independent.
 *
 * @throws StatisticsError `no_data`, `too_few_raters` (fewer than two rankings), `too_few_items` (fewer than two
 *   things), `incomplete_design` (a ranking lacks or repeats a thing), `no_variation` (every ranking is one tie).
 */
export function kendallW(rankings: readonly Ranking[]): KendallW {
  if (rankings.length === 0) throw new StatisticsError("no_data", "there are no rankings");
  const things = new Map(rankings[0]!.tiers.flat().map((thing, i) => [thing, i]));
  const m = rankings.length;
  const n = things.size;
  if (m < 2) throw new StatisticsError("too_few_raters", "one ranking agrees with nobody");
  if (n < 2) throw new StatisticsError("too_few_items", "there is nothing to order");
  const sums = new Float64Array(n);
  let ties = 0;
  for (const { rater, tiers } of rankings) {
    const seen = new Set<string>();
    for (const tier of tiers) {
      ties += tier.length ** 3 - tier.length;
      for (const thing of tier) {
        const at = things.get(thing);
        if (at === undefined) incomplete(rater, `ranks "${thing}", which another does not`);
        sums[at]! += seen.size + (tier.length + 1) / 2;
      }
      for (const thing of tier) seen.add(thing);
    }
    if (seen.size !== n || tiers.flat().length !== n) incomplete(rater, "does not rank each thing once");
  }
  const middle = (m * (n + 1)) / 2;
  const spread = sums.reduce((sum, r) => sum + (r - middle) ** 2, 0);
  const most = m * m * (n ** 3 - n) - m * ties;
  if (most === 0) throw new StatisticsError("no_variation", "every ranking is a single tie");
  const w = (12 * spread) / most;
  const chiSquare = m * (n - 1) * w;
  return {
    w,
    chiSquare,
    df: n - 1,
    pValue: chiSquareUpper(chiSquare, n - 1),
    meanSpearman: (m * w - 1) / (m - 1),
    rankings: m,
    things: n,
  };
}

function incomplete(rater: string | undefined, what: string): never {
  throw new StatisticsError(
    "incomplete_design",
    `a ranking${rater === undefined ? "" : ` of "${rater}"`} ${what}`,
  );
}
