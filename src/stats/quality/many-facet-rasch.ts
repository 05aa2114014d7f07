import { groupRows, indexLabels, type Labels, numericValues } from "../agreement/index-labels.ts";
import { normalInterval } from "../numbers/intervals.ts";
import { minimize } from "../numbers/minimize.ts";
import { type Interval, StatisticsError } from "../types.ts";

export type RaschFacet = {
  name: string;
  logit: number;
  standardError: number;
  interval: Interval;
  scores: number;
};

export type ManyFacetRasch = {
  /** Severities in logits; they sum to 0. Positive is strict. */
  raters: RaschFacet[];
  /** Items' qualities in logits. */
  items: (RaschFacet & {
    /** The score that the average rater is expected to give. */
    fair: number;
  })[];
  /** Where each category and the one below are equally likely, for quality equal to severity; they sum to 0. */
  thresholds: { score: number; logit: number }[];
  logLikelihood: number;
  gradient: number;
  iterations: number;
  converged: boolean;
};

/**
 * The many-facet Rasch model with a rating scale: log P(k) / P(k - 1) = quality - severity - threshold k.
 *
 * Source: Linacre 1989, Many-Facet Rasch Measurement; rating scale Andrich 1978, Psychometrika 43, 561-573. Estimated
 * jointly, with a normal prior of mean 0 and standard deviation `spread` on qualities and severities, which keeps
 * items with only top or bottom scores finite and counters the outward bias of joint estimates; a large `spread` is
 * plain joint maximum likelihood. Standard errors are 1 / √information of each parameter, the others held (as in
 * Facets), and so a little short. The scores that occur are the scale's categories.
 *
 * @param options.tolerance largest component of the gradient of the log-posterior.
 * @throws StatisticsError `no_data`, `too_few_raters`, `no_variation` (one score only), `bad_value`, `bad_option`.
 */
export function manyFacetRasch(
  scores: Labels<number>,
  options: { spread?: number; tolerance?: number; maxIterations?: number; level?: number } = {},
): ManyFacetRasch {
  const { spread = 2, tolerance = 1e-8, maxIterations = 5000, level = 0.95 } = options;
  if (!(spread > 0)) throw new StatisticsError("bad_option", "the spread of the prior is positive");
  const table = indexLabels(scores);
  if (table.item.length === 0) throw new StatisticsError("no_data", "there are no scores");
  const values = numericValues(table);
  const [items, raters, steps] = [table.items.length, table.raters.length, values.length - 1];
  if (raters < 2) throw new StatisticsError("too_few_raters", "one rater is neither strict nor lenient");
  if (steps < 1) throw new StatisticsError("no_variation", "all scores are equal");
  const information = new Float64Array(items + raters);
  const chances = new Float64Array(steps + 1);
  const evaluate = (at: Float64Array, slope: Float64Array) => {
    information.fill(1 / (spread * spread));
    let loss = 0;
    for (let k = 0; k < at.length; k++) {
      const weight = k < items + raters ? 1 / (spread * spread) : 0;
      loss += 0.5 * weight * at[k]! ** 2;
      slope[k] = weight * at[k]!;
    }
    for (let i = 0; i < table.item.length; i++) {
      const [u, r, given] = [table.item[i]!, items + table.rater[i]!, table.value[i]!];
      const { mean, variance } = categoryChances(at[u]! - at[r]!, at, items + raters, chances);
      loss -= Math.log(chances[given]!);
      slope[u]! -= given - mean;
      slope[r]! += given - mean;
      information[u]! += variance;
      information[r]! += variance;
      let above = 1;
      for (let h = 1; h <= steps; h++) {
        above -= chances[h - 1]!;
        slope[items + raters + h - 1]! += Number(given >= h) - above;
      }
    }
    return loss;
  };
  const found = minimize(new Float64Array(items + raters + steps), evaluate, { tolerance, maxIterations });
  const { at } = found;
  const loss = evaluate(at, new Float64Array(at.length));
  let prior = 0;
  for (let k = 0; k < items + raters; k++) prior += 0.5 * (at[k]! / spread) ** 2;
  // Only differences are measured: severities and thresholds are reported about their means, qualities take them up.
  const middle = mean(at.subarray(items, items + raters));
  const rise = mean(at.subarray(items + raters));
  const describe = (name: string, k: number, shift: number, count: number): RaschFacet => {
    const standardError = 1 / Math.sqrt(information[k]!);
    const logit = at[k]! - shift;
    return {
      name,
      logit,
      standardError,
      interval: normalInterval(logit, standardError, level),
      scores: count,
    };
  };
  const [byItem, byRater] = [groupRows(table.item, items), groupRows(table.rater, raters)];
  const size = (start: Int32Array, k: number) => start[k + 1]! - start[k]!;
  return {
    raters: table.raters.map((name, r) => describe(name, items + r, middle, size(byRater.start, r))),
    items: table.items.map((name, u) => {
      categoryChances(at[u]! - middle, at, items + raters, chances);
      const fair = chances.reduce((sum, p, k) => sum + p * values[k]!, 0);
      return { ...describe(name, u, middle + rise, size(byItem.start, u)), fair };
    }),
    thresholds: Array.from({ length: steps }, (_, h) => ({
      score: values[h + 1]!,
      logit: at[items + raters + h]! - rise,
    })),
    logLikelihood: prior - loss,
    gradient: found.gradient,
    iterations: found.iterations,
    converged: found.converged,
  };
}

const mean = (values: Float64Array) => values.reduce((sum, x) => sum + x, 0) / values.length;

/** Probabilities of the categories at a distance of quality and severity; mean and variance of their numbers. */
function categoryChances(distance: number, at: Float64Array, from: number, out: Float64Array) {
  let log = 0;
  let top = 0;
  out[0] = 0;
  for (let h = 1; h < out.length; h++) {
    log += distance - at[from + h - 1]!;
    out[h] = log;
    top = Math.max(top, log);
  }
  let sum = 0;
  for (let h = 0; h < out.length; h++) {
    out[h] = Math.exp(out[h]! - top);
    sum += out[h]!;
  }
  let first = 0;
  let second = 0;
  for (let h = 0; h < out.length; h++) {
    out[h]! /= sum;
    first += h * out[h]!;
    second += h * h * out[h]!;
  }
  return { mean: first, variance: second - first * first };
}
