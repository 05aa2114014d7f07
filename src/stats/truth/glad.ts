import type { Labels } from "../agreement/index-labels.ts";
import { minimize } from "../numbers/minimize.ts";
import { StatisticsError } from "../types.ts";
import { type ItemTruth, itemTruths, type TruthData, truthData } from "./truth.ts";

export type Glad<V> = {
  categories: readonly V[];
  /** `difficulty` is 1 / β: 0 is so easy that everyone is right, large ones are guesses. */
  items: (ItemTruth<V> & { difficulty: number })[];
  /** `ability` 0 is guessing at random, below 0 is adversarial. */
  raters: { rater: string; ability: number }[];
  /** Of the labels, without the priors. */
  logLikelihood: number;
  /** Largest component of the gradient of the log-posterior, in which `tolerance` is stated. */
  gradient: number;
  iterations: number;
  converged: boolean;
};

/**
 * GLAD: truth, raters' abilities α and items' difficulties 1 / β together. A rater is right with probability
 * 1 / (1 + exp(-αβ)); wrong labels fall evenly on the other categories; classes are equally likely before.
 *
 * Source: Whitehill, Ruvolo, Wu, Bergsma and Movellan 2009, NIPS 22, equations 2 to 6, with their priors: α and
 * log β normal with mean 1 and variance 1. Instead of EM with an inexact M-step it climbs the same log-posterior by
 * L-BFGS until its gradient vanishes. The surface has several peaks; this is the one uphill of α = β = 1.
 *
 * @param options.tolerance of the gradient, largest component.
 * @throws StatisticsError `no_variation` where fewer than two categories are known; `no_data`, `bad_value`.
 */
export function glad<V>(
  labels: Labels<V>,
  options: { categories?: readonly V[]; tolerance?: number; maxIterations?: number } = {},
): Glad<V> {
  const { tolerance = 1e-7, maxIterations = 5000 } = options;
  const data = truthData(labels, options.categories);
  const q = data.categories.length;
  if (q < 2) throw new StatisticsError("no_variation", "GLAD needs two categories, used or listed");
  const raters = data.raters.length;
  const posterior = new Float64Array(data.items.length * q);
  const start = new Float64Array(raters + data.items.length).fill(1);
  const found = minimize(start, (at, slope) => -climb(data, at, posterior, slope), {
    tolerance,
    maxIterations,
  });
  const logPosterior = climb(data, found.at, posterior, new Float64Array(start.length));
  let penalty = 0;
  for (const x of found.at) penalty += 0.5 * (x - 1) ** 2;
  return {
    categories: data.categories,
    items: itemTruths(data, posterior).map((truth, u) => ({
      ...truth,
      difficulty: Math.exp(-found.at[raters + u]!),
    })),
    raters: data.raters.map((rater, r) => ({ rater, ability: found.at[r]! })),
    logLikelihood: logPosterior + penalty,
    gradient: found.gradient,
    iterations: found.iterations,
    converged: found.converged,
  };
}

/** log Σ over classes of the items' likelihood, plus the log-priors; writes minus its gradient and the posteriors. */
function climb(
  data: TruthData<unknown>,
  at: Float64Array,
  posterior: Float64Array,
  slope: Float64Array,
): number {
  const { start, cell } = data;
  const q = data.categories.length;
  const raters = data.raters.length;
  const others = Math.log(q - 1);
  let total = 0;
  for (let i = 0; i < at.length; i++) {
    total -= 0.5 * (at[i]! - 1) ** 2;
    slope[i] = at[i]! - 1;
  }
  for (let u = 0; u < data.items.length; u++) {
    const beta = Math.exp(at[raters + u]!);
    const row = u * q;
    let wrong = 0;
    for (let c = 0; c < q; c++) posterior[row + c] = 0;
    for (let i = start[u]!; i < start[u + 1]!; i++) {
      const x = at[Math.floor(cell[i]! / q)]! * beta;
      // log σ(-x) is what a label adds to every class but its own; its own gets x + log(q - 1) more.
      wrong -= x > 0 ? x + Math.log1p(Math.exp(-x)) : Math.log1p(Math.exp(x));
      posterior[row + (cell[i]! % q)]! += x + others;
    }
    const labels = start[u + 1]! - start[u]!;
    total += wrong - labels * others - Math.log(q) + normalise(posterior, row, q);
    let easier = 0;
    for (let i = start[u]!; i < start[u + 1]!; i++) {
      const rater = Math.floor(cell[i]! / q);
      const alpha = at[rater]!;
      const gap = posterior[row + (cell[i]! % q)]! - 1 / (1 + Math.exp(-alpha * beta));
      slope[rater]! -= gap * beta;
      easier += gap * alpha * beta;
    }
    slope[raters + u]! -= easier;
  }
  return total;
}

/** Turns logarithms into probabilities in place; returns the logarithm of their sum. */
function normalise(values: Float64Array, row: number, q: number): number {
  let top = Number.NEGATIVE_INFINITY;
  for (let c = 0; c < q; c++) top = Math.max(top, values[row + c]!);
  let sum = 0;
  for (let c = 0; c < q; c++) {
    const p = Math.exp(values[row + c]! - top);
    values[row + c] = p;
    sum += p;
  }
  for (let c = 0; c < q; c++) values[row + c]! /= sum;
  return top + Math.log(sum);
}
