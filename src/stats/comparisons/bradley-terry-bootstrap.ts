import { checkLevel, percentileInterval } from "../numbers/intervals.ts";
import { drawMultinomial } from "../numbers/multinomial.ts";
import { createRandom } from "../numbers/random.ts";
import { type Interval, StatisticsError } from "../types.ts";
import { type Rank, rankByIntervals } from "./allowed-ranks.ts";
import { fitCells } from "./bradley-terry-fit.ts";
import { type BradleyTerryOptions, type Solution, solveCounts } from "./bradley-terry-solve.ts";
import type { Comparisons } from "./index-comparisons.ts";
import { type Cells, countPairs } from "./pair-counts.ts";

export type BradleyTerryBootstrap = {
  /** Best first. */
  items: { item: string; strength: number; standardError: number; interval: Interval; rank: Rank }[];
  replicates: number;
  /** Replicates without a finite fit, such as one in which an item never lost; left out of the intervals. */
  undefinedReplicates: number;
};

/** Strengths that lie this far apart, on the log-odds scale, are checked for running away. */
const FAR = 12;

/** Gradient at which a replicate stops: far below its own noise, and one Newton step cheaper than the fit. */
const GOAL = 1e-5;

/**
 * Bootstrap intervals for Bradley-Terry strengths. Votes are resampled with replacement, which over pair counts is
 * one multinomial draw, so a replicate costs cells + items³ however many votes there are; each fit starts from the
 * full one. Sources: Efron 1979; percentile intervals as of the Chatbot Arena leaderboard (Chiang et al. 2024).
 * Assumes independent votes. Reproducible by seed.
 *
 * @param options as for `bradleyTerry`, without order effect and Davidson ties, weights being whole counts.
 * @throws StatisticsError as `bradleyTerry`; `not_identified` also where an item has no finite strength (set l2), or
 * where more than half of the replicates have none; `bad_option` for what it does not take.
 */
export function bradleyTerryBootstrap(
  comparisons: Comparisons,
  {
    replicates,
    seed,
    ...options
  }: Omit<BradleyTerryOptions, "orderEffect" | "covariance" | "weights"> & {
    replicates: number;
    seed: number;
  },
): BradleyTerryBootstrap {
  const { level = 0.95, scale = 1, anchor, l2 = 0 } = options;
  checkLevel(level);
  if (!(Number.isInteger(replicates) && replicates >= 2)) {
    throw new StatisticsError("bad_option", `replicates is a whole number from 2 up, not ${replicates}`);
  }
  if (options.ties === "davidson") throw new StatisticsError("bad_option", "the bootstrap counts ties half");
  const solution = solveCounts(countPairs(comparisons), options);
  const { counts, fit, model, separation } = solution;
  const size = counts.items.length;
  if (separation.parts > 1 || model.size < size) {
    throw new StatisticsError("not_identified", "an item has no finite strength to resample: set l2");
  }
  const cells = solution.fitted;
  const outcomes = [cells.winsFirst, cells.winsSecond, cells.ties];
  const weights = Float64Array.from(outcomes.flatMap((column) => [...column]));
  const total = weights.reduce((sum, x) => sum + x, 0);
  if (!weights.every(Number.isInteger)) {
    throw new StatisticsError("bad_value", "the bootstrap takes whole counts of votes, not sampling weights");
  }

  const random = createRandom(seed);
  const drawn = new Float64Array(weights.length);
  const n = cells.first.length;
  const replicate: Cells = {
    first: cells.first,
    second: cells.second,
    winsFirst: drawn.subarray(0, n),
    winsSecond: drawn.subarray(n, 2 * n),
    ties: drawn.subarray(2 * n),
  };
  const anchorItem = typeof anchor === "object" ? anchor.item : anchor;
  const base = typeof anchor === "object" ? anchor.strength : 0;
  const zero = anchorItem === undefined ? -1 : counts.items.indexOf(anchorItem);
  const relative = (strengths: Float64Array, i: number) =>
    base + scale * (strengths[i]! - (zero < 0 ? 0 : strengths[zero]!));

  const found = counts.items.map(() => new Float64Array(replicates));
  let defined = 0;
  for (let r = 0; r < replicates; r++) {
    drawMultinomial(weights, total, total, random, drawn);
    const again = fitCells(model, replicate, fit.parameters, GOAL);
    if (!again.definite) continue;
    if (range(again.parameters) > FAR && runsAway(solution, replicate, l2)) continue;
    for (let i = 0; i < size; i++) found[i]![defined] = relative(again.parameters, i);
    defined++;
  }
  if (defined * 2 < replicates) {
    throw new StatisticsError("not_identified", "most replicates have no finite fit: set l2");
  }

  const items = counts.items.map((item, i) => {
    const values = found[i]!.subarray(0, defined);
    const mean = values.reduce((sum, x) => sum + x, 0) / defined;
    const squares = values.reduce((sum, x) => sum + (x - mean) ** 2, 0);
    return {
      item,
      strength: relative(fit.parameters, i),
      standardError: Math.sqrt(squares / Math.max(1, defined - 1)),
      interval: percentileInterval(values, level),
      rank: { best: 1, worst: 1 },
    };
  });
  rankByIntervals(items);
  items.sort((x, y) => y.strength - x.strength || (x.item < y.item ? -1 : 1));
  return { items, replicates, undefinedReplicates: replicates - defined };
}

const range = (values: Float64Array) =>
  values.reduce((max, x) => Math.max(max, x), Number.NEGATIVE_INFINITY) -
  values.reduce((min, x) => Math.min(min, x), Number.POSITIVE_INFINITY);

/** Whether a replicate has items without a finite strength. */
function runsAway({ counts, model }: Solution, cells: Cells, l2: number): boolean {
  try {
    const again = solveCounts({ items: counts.items, ...cells }, { l2 });
    return again.model.size < model.size;
  } catch (error) {
    if (error instanceof StatisticsError) return true;
    throw error;
  }
}
