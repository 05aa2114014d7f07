import { groupRows, indexLabels, type Labels, refuseRepeats } from "../agreement/index-labels.ts";
import { studentInterval } from "../numbers/intervals.ts";
import { type Interval, StatisticsError } from "../types.ts";

export type RubricScore = {
  /** Points earned over the sum of positive weights, clipped to 0 and 1. */
  score: number;
  unclipped: number;
  /** Share of raters who found each criterion met. */
  criteria: { criterion: string; weight: number; met: number; verdicts: number }[];
  /** Each rater's own score over the criteria they judged, where all criteria were. */
  raters: { rater: string; score: number }[];
  /** Of the mean of the raters' unclipped scores, by t over raters, clipped; null for fewer than two such raters. */
  interval: Interval | null;
};

/**
 * A rubric's score from verdicts on its criteria: positive weights reward, negative ones punish.
 *
 * Source: the scoring of HealthBench (Arora et al. 2025, section 3): Σ weight × met / Σ positive weights, clipped to
 * 0 and 1. Where several raters judged a criterion, `met` is their share. The interval takes raters as a sample.
 *
 * @param verdicts labels with the criterion as item and whether it is met as value (true, false, or 0 … 1).
 * @param weights one signed weight per criterion; every criterion needs a verdict.
 * @throws StatisticsError `no_data`, `bad_option` (no positive weight, a weight without verdict or not finite),
 *   `bad_value` (a criterion without weight, a verdict outside 0 … 1), `duplicate_label`.
 */
export function rubricScore(
  verdicts: Labels<boolean | number>,
  weights: Readonly<Record<string, number>>,
  { level = 0.95 }: { level?: number } = {},
): RubricScore {
  const table = indexLabels(verdicts);
  if (table.item.length === 0) throw new StatisticsError("no_data", "there are no verdicts");
  const groups = groupRows(table.item, table.items.length);
  refuseRepeats(table, groups);
  const value = table.values.map(Number);
  if (value.some((v) => !(v >= 0 && v <= 1))) throw new StatisticsError("bad_value", "a verdict is 0 to 1");
  const stray = table.items.find((item) => !Object.hasOwn(weights, item));
  if (stray !== undefined) throw new StatisticsError("bad_value", `criterion "${stray}" has no weight`);
  const possible = Object.values(weights).reduce((sum, w) => sum + Math.max(0, w), 0);
  if (!(possible > 0 && possible < Number.POSITIVE_INFINITY)) {
    throw new StatisticsError("bad_option", "a rubric needs a positive weight, and finite ones");
  }
  const earned = new Float64Array(table.raters.length);
  const judged = new Int32Array(table.raters.length);
  const criteria = Object.entries(weights).map(([criterion, weight]) => {
    const u = table.items.indexOf(criterion);
    if (u < 0) throw new StatisticsError("bad_option", `criterion "${criterion}" has no verdict`);
    const rows = groups.rows.subarray(groups.start[u]!, groups.start[u + 1]!);
    let sum = 0;
    for (const row of rows) {
      const met = value[table.value[row]!]!;
      sum += met;
      earned[table.rater[row]!]! += (weight * met) / possible;
      judged[table.rater[row]!]!++;
    }
    return { criterion, weight, met: sum / rows.length, verdicts: rows.length };
  });
  const unclipped = criteria.reduce((sum, { weight, met }) => sum + weight * met, 0) / possible;
  const complete = table.raters.flatMap((rater, r) =>
    judged[r] === criteria.length ? [{ rater, score: earned[r]! }] : [],
  );
  return {
    score: clip(unclipped),
    unclipped,
    criteria,
    raters: complete.map(({ rater, score }) => ({ rater, score: clip(score) })),
    interval:
      complete.length > 1
        ? overRaters(
            complete.map((r) => r.score),
            level,
          )
        : null,
  };
}

const clip = (x: number) => Math.min(1, Math.max(0, x));

function overRaters(scores: number[], level: number): Interval {
  const n = scores.length;
  const mean = scores.reduce((sum, s) => sum + s, 0) / n;
  const squares = scores.reduce((sum, s) => sum + (s - mean) ** 2, 0);
  return studentInterval(mean, Math.sqrt(squares / (n * (n - 1))), n - 1, level, { min: 0, max: 1 });
}
