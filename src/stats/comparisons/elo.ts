import { percentileInterval } from "../numbers/intervals.ts";
import { createRandom } from "../numbers/random.ts";
import { type Interval, StatisticsError } from "../types.ts";
import { type Comparisons, indexComparisons } from "./index-comparisons.ts";

export type EloOptions = {
  /** The most that one comparison can move a rating; default 32. */
  k?: number;
  /** A lead of `scale` points means odds of `base` to 1; defaults 10 and 400. */
  base?: number;
  scale?: number;
  initial?: number;
  /** Intervals from resampled votes in random order; without it none, since the ratings depend on the order. */
  bootstrap?: { replicates: number; seed: number; level?: number };
};

export type EloRating = { item: string; rating: number; comparisons: number; interval: Interval | null };

/**
 * Elo ratings, best first: after each comparison, in the order given, the winner takes k · (score - expected score)
 * from the loser. Source: Elo 1978, The Rating of Chessplayers, section 8; a tie scores 1/2, a weight multiplies k.
 * The result depends on the order of rows; for a fixed set of votes `bradleyTerry` is the estimate to report. The
 * mean stays at `initial`. With `bootstrap`: percentile intervals as of the first Chatbot Arena leaderboard, in
 * which each replicate also draws an order.
 *
 * @throws StatisticsError `no_data` without comparisons.
 */
export function elo(comparisons: Comparisons, options: EloOptions = {}): EloRating[] {
  const { k = 32, base = 10, scale = 400, initial = 1000, bootstrap } = options;
  if (!(k > 0 && base > 1 && scale > 0 && Number.isFinite(initial))) {
    throw new StatisticsError(
      "bad_option",
      "k and scale are positive, base exceeds 1 and initial is a number",
    );
  }
  const { items, a, b, outcome, weight } = indexComparisons(comparisons);
  const n = a.length;
  if (n === 0) throw new StatisticsError("no_data", "there is no comparison to rate");
  const rate = Math.log(base) / scale;
  const run = (row: (i: number) => number) => {
    const ratings = new Float64Array(items.length).fill(initial);
    for (let i = 0; i < n; i++) {
      const at = row(i);
      const first = a[at]!;
      const second = b[at]!;
      const expected = 1 / (1 + Math.exp(rate * (ratings[second]! - ratings[first]!)));
      const score = outcome[at] === 0 ? 1 : outcome[at] === 1 ? 0 : 0.5;
      const move = k * (weight ? weight[at]! : 1) * (score - expected);
      ratings[first] = ratings[first]! + move;
      ratings[second] = ratings[second]! - move;
    }
    return ratings;
  };

  const ratings = run((i) => i);
  const replicates: Float64Array[] = [];
  if (bootstrap) {
    const random = createRandom(bootstrap.seed);
    for (let r = 0; r < bootstrap.replicates; r++) replicates.push(run(() => random.integer(n)));
  }
  const played = new Float64Array(items.length);
  for (let i = 0; i < n; i++) {
    played[a[i]!] = played[a[i]!]! + 1;
    played[b[i]!] = played[b[i]!]! + 1;
  }
  const rows = items.map((item, i) => ({
    item,
    rating: ratings[i]!,
    comparisons: played[i]!,
    interval: bootstrap
      ? percentileInterval(
          replicates.map((values) => values[i]!),
          bootstrap.level,
        )
      : null,
  }));
  return rows.sort((x, y) => y.rating - x.rating || (x.item < y.item ? -1 : 1));
}
