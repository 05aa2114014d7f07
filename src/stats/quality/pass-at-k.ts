import { studentInterval } from "../numbers/intervals.ts";
import { type Interval, StatisticsError } from "../types.ts";

/** How many samples of a prompt were drawn and how many passed. */
export type PassCount = { prompt: string; samples: number; correct: number };

export type PassAtK = {
  k: number;
  estimate: number;
  /** Over prompts as clusters; null for a single prompt. */
  standardError: number | null;
  interval: Interval | null;
  prompts: number;
  rows: number;
};

/**
 * pass@k: the probability that at least one of k samples of a prompt passes, averaged over the rows.
 *
 * Source: Chen et al. 2021, "Evaluating large language models trained on code", equation 1, which is unbiased for
 * each prompt; the standard error is clustered by prompt as in Miller 2024, "Adding error bars to evals", section
 * 2.2, with the small-sample factor √(G / (G - 1)); the interval is t on G - 1 degrees of freedom, clipped to 0
 * and 1. Several rows of one prompt (other settings, other models) are one cluster. Assumes prompts drawn at random.
 *
 * @throws StatisticsError `no_data`; `bad_option` unless k is a whole number from 1; `bad_value` where a row has
 *   fewer than k samples or counts that are not whole or impossible.
 */
export function passAtK(
  counts: readonly PassCount[],
  { k, level = 0.95 }: { k: number; level?: number },
): PassAtK {
  if (!(Number.isInteger(k) && k >= 1))
    throw new StatisticsError("bad_option", `k is a whole number, not ${k}`);
  if (counts.length === 0) throw new StatisticsError("no_data", "there are no counts");
  const scores = counts.map((row) => passOne(row, k));
  const n = scores.length;
  const estimate = scores.reduce((sum, score) => sum + score, 0) / n;
  const deviation = new Map<string, number>();
  counts.forEach(({ prompt }, i) => {
    deviation.set(prompt, (deviation.get(prompt) ?? 0) + scores[i]! - estimate);
  });
  const prompts = deviation.size;
  if (prompts < 2) return { k, estimate, standardError: null, interval: null, prompts, rows: n };
  const squares = [...deviation.values()].reduce((sum, d) => sum + d * d, 0);
  const standardError = Math.sqrt((squares * prompts) / (prompts - 1)) / n;
  const interval = studentInterval(estimate, standardError, prompts - 1, level, { min: 0, max: 1 });
  return { k, estimate, standardError, interval, prompts, rows: n };
}

/** 1 - C(n - c, k) / C(n, k), as a product that neither overflows nor cancels. */
function passOne({ prompt, samples, correct }: PassCount, k: number): number {
  const whole = Number.isInteger(samples) && Number.isInteger(correct);
  if (!whole || correct < 0 || correct > samples) {
    throw new StatisticsError("bad_value", `"${prompt}" has ${correct} correct of ${samples} samples`);
  }
  if (samples < k)
    throw new StatisticsError("bad_value", `"${prompt}" has ${samples} samples, fewer than k = ${k}`);
  if (samples - correct < k) return 1;
  let fail = 1;
  for (let i = samples - correct + 1; i <= samples; i++) fail *= 1 - k / i;
  return 1 - fail;
}
