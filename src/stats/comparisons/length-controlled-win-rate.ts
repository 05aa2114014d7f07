import { normalTwoSided } from "../numbers/distributions.ts";
import { normalInterval } from "../numbers/intervals.ts";
import { fitLogistic } from "../numbers/logistic.ts";
import { type Interval, StatisticsError } from "../types.ts";
import { type Outcome, type WinRate, winRate } from "./win-rate.ts";

/** One judgement with the lengths of both answers (characters or tokens) and, where known, the prompt's difficulty. */
export type LengthRow = { outcome: Outcome; lengthA: number; lengthB: number; difficulty?: number };

export type LengthControlledWinRate = {
  /** The win rate of side a if every pair of answers had one length. */
  rate: number;
  standardError: number;
  interval: Interval;
  raw: WinRate;
  /** Log-odds per unit of tanh(length difference / its standard deviation), with a test against none. */
  lengthEffect: { estimate: number; standardError: number; pValue: number };
  /** Log-odds of the model's side at equal length; and per unit of difficulty, null without it. */
  modelEffect: number;
  difficultyEffect: number | null;
};

/**
 * The length-controlled win rate: logit P(a wins) = θ + φ · tanh((lengthA - lengthB) / sd) [+ ψ · difficulty], ties
 * as 1/2, reported as the mean over rows with the length term set to 0.
 *
 * Source: Dubois, Galambosi, Liang and Hashimoto 2024, arXiv 2404.04475, eq. 1-3. Here the coefficients are plain
 * maximum likelihood; the published leaderboard also has a cross-validated lasso, a pull towards a gamed baseline and
 * difficulties estimated from many models, so its figures differ slightly. Standard error: delta method on the
 * sandwich. Assumes independent rows.
 *
 * Degenerate input: where all lengths are equal the length term is left out (effect 0, p-value 1).
 *
 * @throws StatisticsError `no_data` without rows, `bad_value` for lengths that are not numbers from 0 up or
 * difficulties on some rows only, `not_identified` where one side wins everything or length decides every outcome.
 */
export function lengthControlledWinRate(
  rows: readonly LengthRow[],
  { level = 0.95 }: { level?: number } = {},
): LengthControlledWinRate {
  const raw = winRate(
    rows.map((row) => row.outcome),
    { level },
  );
  const n = rows.length;
  const hard = rows.filter((row) => row.difficulty !== undefined).length;
  if (hard !== 0 && hard !== n) {
    throw new StatisticsError(
      "bad_value",
      `${hard} of ${n} rows have a difficulty: give it on all or on none`,
    );
  }
  const gaps = rows.map((row, i) => {
    const gap = row.lengthA - row.lengthB;
    if (!(row.lengthA >= 0 && row.lengthB >= 0 && Number.isFinite(gap))) {
      throw new StatisticsError("bad_value", `row ${i + 1}: a length is a number from 0 up`);
    }
    return gap;
  });
  const mean = gaps.reduce((sum, gap) => sum + gap, 0) / n;
  const sd = n > 1 ? Math.sqrt(gaps.reduce((sum, gap) => sum + (gap - mean) ** 2, 0) / (n - 1)) : 0;
  const varies = sd > 0;
  const columns = (i: number) => [
    1,
    ...(varies ? [Math.tanh(gaps[i]! / sd)] : []),
    ...(hard ? [rows[i]!.difficulty!] : []),
  ];
  const width = columns(0).length;
  const design = Float64Array.from(rows.flatMap((_, i) => columns(i)));
  const scores = rows.map((row) => (row.outcome === "a" ? 1 : row.outcome === "b" ? 0 : 0.5));
  const fit = fitLogistic(design, width, scores);
  if (!fit.finite) {
    const told = "one side wins everything, or length or difficulty decides every outcome";
    throw new StatisticsError("not_identified", `${told}: a controlled rate needs outcomes both ways`);
  }

  const b = fit.coefficients;
  const slope = new Float64Array(width);
  let rate = 0;
  for (let i = 0; i < n; i++) {
    const difficulty = hard ? rows[i]!.difficulty! : 0;
    const p = 1 / (1 + Math.exp(-(b[0]! + (hard ? b[width - 1]! * difficulty : 0))));
    rate += p / n;
    slope[0] = slope[0]! + (p * (1 - p)) / n;
    if (hard) slope[width - 1] = slope[width - 1]! + (p * (1 - p) * difficulty) / n;
  }
  let variance = 0;
  for (let j = 0; j < width; j++) {
    for (let k = 0; k < width; k++) variance += slope[j]! * slope[k]! * fit.covariance[j * width + k]!;
  }
  const standardError = Math.sqrt(variance);
  const lengthError = varies ? Math.sqrt(fit.covariance[width + 1]!) : 0;
  return {
    rate,
    standardError,
    interval: normalInterval(rate, standardError, level, { min: 0, max: 1 }),
    raw,
    lengthEffect: varies
      ? { estimate: b[1]!, standardError: lengthError, pValue: normalTwoSided(b[1]! / lengthError) }
      : { estimate: 0, standardError: 0, pValue: 1 },
    modelEffect: b[0]!,
    difficultyEffect: hard ? b[width - 1]! : null,
  };
}
