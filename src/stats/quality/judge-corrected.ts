import { normalQuantile } from "../numbers/distributions.ts";
import { checkLevel, wilsonInterval } from "../numbers/intervals.ts";
import { type Interval, StatisticsError } from "../types.ts";

/** A rate known for certain, or estimated from `hits` of `n` items that people labelled. */
export type Rate = number | { hits: number; n: number };

export type JudgeCorrected = {
  /** The corrected rate, clipped to 0 and 1, and before clipping. */
  estimate: number;
  unclipped: number;
  /** What the judge says, without correction. */
  observed: number;
  standardError: number;
  interval: Interval;
};

/**
 * The true rate of positives among items that an imperfect judge labelled, from the judge's true positive rate and
 * true negative rate.
 *
 * Source: Rogan and Gladen 1978, American Journal of Epidemiology 107, 71-76 (estimate and delta-method error). The
 * interval is Lang and Reiczigel's (2014, Preventive Veterinary Medicine 113, 13-22) where a rate is estimated, else
 * Wilson's interval of the observed rate, transformed (Reiczigel, Földi and Ózsvári 2010). Assumes that the judge
 * errs as often on these items as on those on which the rates were measured.
 *
 * @throws StatisticsError `no_data`; `not_identified` where tpr + tnr ≤ 1, i.e. the judge is no better than chance;
 *   `bad_value` for impossible counts or rates.
 */
export function judgeCorrected(input: {
  positives: number;
  n: number;
  tpr: Rate;
  tnr: Rate;
  level?: number;
}): JudgeCorrected {
  const { positives, n, level = 0.95 } = input;
  checkLevel(level);
  if (n === 0) throw new StatisticsError("no_data", "the judge labelled nothing");
  const observed = proportion("positives", { hits: positives, n });
  const tpr = proportion("tpr", input.tpr);
  const tnr = proportion("tnr", input.tnr);
  const skill = tpr + tnr - 1;
  if (!(skill > 0))
    throw new StatisticsError("not_identified", "tpr + tnr is at most 1: the judge is no judge");
  const unclipped = (observed + tnr - 1) / skill;
  const variance =
    (observed * (1 - observed)) / n +
    unclipped ** 2 * spread(tpr, size(input.tpr)) +
    (1 - unclipped) ** 2 * spread(tnr, size(input.tnr));
  return {
    estimate: clip(unclipped),
    unclipped,
    observed,
    standardError: Math.sqrt(variance) / skill,
    interval:
      size(input.tpr) === Number.POSITIVE_INFINITY && size(input.tnr) === Number.POSITIVE_INFINITY
        ? transformedWilson(positives, n, tnr, skill, level)
        : langReiczigel(positives, n, input.tpr, input.tnr, level),
  };
}

const clip = (x: number) => Math.min(1, Math.max(0, x));
const size = (rate: Rate) => (typeof rate === "number" ? Number.POSITIVE_INFINITY : rate.n);
const spread = (p: number, n: number) => (p * (1 - p)) / n;

function proportion(name: string, rate: Rate): number {
  const p = typeof rate === "number" ? rate : rate.hits / rate.n;
  if (!(p >= 0 && p <= 1)) throw new StatisticsError("bad_value", `${name} is not a share between 0 and 1`);
  return p;
}

function transformedWilson(
  positives: number,
  n: number,
  tnr: number,
  skill: number,
  level: number,
): Interval {
  const { low, high } = wilsonInterval(positives, n, level);
  const move = (p: number) => clip((p + tnr - 1) / skill);
  return { low: move(low), high: move(high), level, method: "wilson, transformed" };
}

function langReiczigel(positives: number, n: number, tpr: Rate, tnr: Rate, level: number): Interval {
  const z = normalQuantile((1 + level) / 2);
  // An Agresti-Coull step for the observed rate, one success and one failure more for the judge's rates.
  const more = n + z * z;
  const seen = (positives + (z * z) / 2) / more;
  const padded = (rate: Rate) => (typeof rate === "number" ? rate : (rate.hits + 1) / (rate.n + 2));
  const [a, b] = [padded(tpr), padded(tnr)];
  const [spreadA, spreadB] = [spread(a, size(tpr) + 2), spread(b, size(tnr) + 2)];
  const skill = a + b - 1;
  if (!(skill > 0)) return { low: 0, high: 1, level, method: "lang-reiczigel" };
  const middle = (seen + b - 1) / skill;
  const shift = 2 * z * z * (middle * spreadA - (1 - middle) * spreadB);
  const error = Math.sqrt(spread(seen, more) + middle ** 2 * spreadA + (1 - middle) ** 2 * spreadB) / skill;
  return {
    low: clip(middle + shift - z * error),
    high: clip(middle + shift + z * error),
    level,
    method: "lang-reiczigel",
  };
}
