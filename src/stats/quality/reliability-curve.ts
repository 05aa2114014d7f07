import { wilsonInterval } from "../numbers/intervals.ts";
import { type Interval, StatisticsError } from "../types.ts";

export type ReliabilityBin = {
  from: number;
  to: number;
  count: number;
  meanConfidence: number;
  accuracy: number;
  interval: Interval;
};

export type Reliability = {
  /** Bins of equal width that hold at least one answer. */
  bins: ReliabilityBin[];
  /** Mean distance of confidence and accuracy over bins, weighted by count. */
  calibrationError: number;
  /** Mean squared distance of confidence and outcome. */
  brier: number;
  /** Mean confidence less accuracy: above 0 is overconfident. */
  overconfidence: number;
};

/**
 * How often answers given with some confidence are right.
 *
 * Sources: DeGroot and Fienberg 1983, The Statistician 32, 12-22 (reliability diagram); Naeini, Cooper and Hauskrecht
 * 2015 (expected calibration error); Brier 1950. A confidence on the border of two bins belongs to the lower one,
 * 0 to the first.
 *
 * @throws StatisticsError `no_data`, `bad_value` (a confidence outside 0 … 1), `bad_option` (no bins).
 */
export function reliabilityCurve(
  answers: readonly { confidence: number; right: boolean }[],
  { bins = 10, level = 0.95 }: { bins?: number; level?: number } = {},
): Reliability {
  if (!(Number.isInteger(bins) && bins >= 1))
    throw new StatisticsError("bad_option", "at least one bin is needed");
  if (answers.length === 0) throw new StatisticsError("no_data", "there are no answers");
  const count = new Int32Array(bins);
  const right = new Int32Array(bins);
  const sum = new Float64Array(bins);
  let squares = 0;
  for (const answer of answers) {
    if (!(answer.confidence >= 0 && answer.confidence <= 1)) {
      throw new StatisticsError("bad_value", `a confidence lies between 0 and 1, not ${answer.confidence}`);
    }
    const b = Math.max(0, Math.ceil(answer.confidence * bins - 1e-9) - 1);
    count[b]!++;
    right[b]! += Number(answer.right);
    sum[b]! += answer.confidence;
    squares += (answer.confidence - Number(answer.right)) ** 2;
  }
  const n = answers.length;
  const found: ReliabilityBin[] = [];
  let calibrationError = 0;
  let overconfidence = 0;
  for (let b = 0; b < bins; b++) {
    const size = count[b]!;
    if (size === 0) continue;
    const gap = sum[b]! - right[b]!;
    calibrationError += Math.abs(gap) / n;
    overconfidence += gap / n;
    found.push({
      from: b / bins,
      to: (b + 1) / bins,
      count: size,
      meanConfidence: sum[b]! / size,
      accuracy: right[b]! / size,
      interval: wilsonInterval(right[b]!, size, level),
    });
  }
  return { bins: found, calibrationError, brier: squares / n, overconfidence };
}
