import type { Labels } from "../agreement/index-labels.ts";
import { createRandom } from "../numbers/random.ts";
import { digamma } from "../numbers/special-functions.ts";
import { StatisticsError } from "../types.ts";
import { type ItemTruth, itemTruths, type TruthData, truthData } from "./truth.ts";

export type Mace<V> = {
  categories: readonly V[];
  items: (ItemTruth<V> & { entropy: number })[];
  raters: {
    rater: string;
    /** Probability that the rater knows, instead of answering by habit. */
    competence: number;
    /** What the rater answers when they do not know. */
    strategy: number[];
  }[];
  logLikelihood: number;
  iterations: number;
  converged: boolean;
};

export type MaceOptions<V> = {
  categories?: readonly V[];
  /** Variational Bayes with the priors of the paper, or plain EM with `smoothing` added to the counts. */
  method?: "variational" | "em";
  smoothing?: number;
  /** Starts: the first at even odds, the others from seeded noise; the likeliest is kept. */
  starts?: number;
  seed?: number;
  /** Stop when no parameter moves by more than this. */
  tolerance?: number;
  maxIterations?: number;
};

/** Parameters: probability of habit × habit per cell, and the probabilities of knowing and of habit per rater. */
type State = { habit: Float64Array; knows: Float64Array; spams: Float64Array };

/**
 * MACE: truth and each rater's competence, where a rater either knows the answer or gives one by a habit that has
 * nothing to do with the item.
 *
 * Source: Hovy, Berg-Kirkpatrick, Vaswani and Hovy 2013, NAACL-HLT, 1120-1130; variational updates with Beta(.5, .5)
 * on competence and Dirichlet(10) on habits, as in the authors' program. Assumes that all categories are equally
 * likely before, and that, given the truth, labels are independent. Where the optimum has several peaks, the start
 * decides; in variational mode parameters are the means that the updates use and do not quite sum to 1.
 *
 * @throws StatisticsError `no_data`, `bad_value`, `bad_option`.
 */
export function mace<V>(labels: Labels<V>, options: MaceOptions<V> = {}): Mace<V> {
  const { starts = 1, seed = 1, smoothing = 0.01, method = "variational" } = options;
  const { tolerance = 1e-9, maxIterations = 2000 } = options;
  if (!(starts >= 1 && smoothing >= 0 && tolerance >= 0 && maxIterations >= 1)) {
    throw new StatisticsError(
      "bad_option",
      "starts and iterations are at least 1, smoothing and tolerance at least 0",
    );
  }
  const data = truthData(labels, options.categories);
  const step = method === "em" ? plainStep(smoothing) : variationalStep;
  let best = run(data, evenStart(data), step, tolerance, maxIterations);
  for (let k = 1; k < starts; k++) {
    const other = run(data, noisyStart(data, seed + k), step, tolerance, maxIterations);
    if (other.logLikelihood > best.logLikelihood) best = other;
  }
  const { state, posterior, logLikelihood, iterations, converged } = best;
  const q = data.categories.length;
  return {
    categories: data.categories,
    items: itemTruths(data, posterior).map((truth) => ({ ...truth, entropy: entropy(truth.posterior) })),
    raters: data.raters.map((rater, r) => {
      const row = state.habit.subarray(r * q, (r + 1) * q);
      const sum = row.reduce((total, x) => total + x, 0);
      const competence = state.knows[r]! / (state.knows[r]! + state.spams[r]!);
      return { rater, competence, strategy: Array.from(row, (x) => x / sum) };
    }),
    logLikelihood,
    iterations,
    converged,
  };
}

const entropy = (row: number[]) => row.reduce((sum, p) => (p > 0 ? sum - p * Math.log(p) : sum), 0);

function evenStart(data: TruthData<unknown>): State {
  const q = data.categories.length;
  return {
    habit: new Float64Array(data.raters.length * q).fill(0.5 / q),
    knows: new Float64Array(data.raters.length).fill(0.5),
    spams: new Float64Array(data.raters.length).fill(0.5),
  };
}

/** Noise per rater in the order of their names, so that the order of rows does not matter. */
function noisyStart(data: TruthData<unknown>, seed: number): State {
  const random = createRandom(seed);
  const q = data.categories.length;
  const state = evenStart(data);
  const order = data.raters.map((_, r) => r).sort((a, b) => (data.raters[a]! < data.raters[b]! ? -1 : 1));
  for (const r of order) {
    const knows = 0.2 + 0.6 * random.uniform();
    const habit = Array.from({ length: q }, () => 1 + random.uniform());
    const sum = habit.reduce((total, x) => total + x, 0);
    state.knows[r] = knows;
    state.spams[r] = 1 - knows;
    habit.forEach((x, c) => {
      state.habit[r * q + c] = ((1 - knows) * x) / sum;
    });
  }
  return state;
}

/** From expected counts of habit (per cell) and of knowledge (per rater) to parameters, in place. */
type Step = (state: State, q: number) => void;

function plainStep(smoothing: number): Step {
  return ({ habit, knows, spams }, q) => {
    for (let r = 0; r < knows.length; r++) {
      const row = habit.subarray(r * q, (r + 1) * q);
      const spam = row.reduce((sum, x) => sum + x, 0);
      const all = spam + knows[r]! + 2 * smoothing;
      const weight = all > 0 ? (spam + smoothing) / all : 0.5;
      const mass = spam + q * smoothing;
      for (let c = 0; c < q; c++) row[c] = mass > 0 ? (weight * (row[c]! + smoothing)) / mass : 0;
      knows[r] = all > 0 ? (knows[r]! + smoothing) / all : 0.5;
      spams[r] = weight;
    }
  };
}

const COMPETENCE_PRIOR = 0.5;
const STRATEGY_PRIOR = 10;

const variationalStep: Step = ({ habit, knows, spams }, q) => {
  for (let r = 0; r < knows.length; r++) {
    const row = habit.subarray(r * q, (r + 1) * q);
    const spam = row.reduce((sum, x) => sum + x, 0);
    const all = digamma(spam + knows[r]! + 2 * COMPETENCE_PRIOR);
    const weight = Math.exp(digamma(spam + COMPETENCE_PRIOR) - all);
    const mass = digamma(spam + q * STRATEGY_PRIOR);
    for (let c = 0; c < q; c++) row[c] = weight * Math.exp(digamma(row[c]! + STRATEGY_PRIOR) - mass);
    knows[r] = Math.exp(digamma(knows[r]! + COMPETENCE_PRIOR) - all);
    spams[r] = weight;
  }
};

function run(data: TruthData<unknown>, start: State, step: Step, tolerance: number, maxIterations: number) {
  const q = data.categories.length;
  const posterior = new Float64Array(data.items.length * q);
  let state = start;
  let next = evenStart(data);
  let iterations = 0;
  let moved = Number.POSITIVE_INFINITY;
  while (moved > tolerance && iterations < maxIterations) {
    iterations++;
    weigh(data, state, posterior, next);
    step(next, q);
    moved = Math.max(distance(state.habit, next.habit), distance(state.knows, next.knows));
    [state, next] = [next, state];
  }
  const logLikelihood = weigh(data, state, posterior, next);
  return { state, posterior, logLikelihood, iterations, converged: moved <= tolerance };
}

/** Posteriors of the items and expected counts, from the parameters; log-likelihood. */
function weigh(data: TruthData<unknown>, state: State, posterior: Float64Array, out: State): number {
  const { start, cell } = data;
  const q = data.categories.length;
  out.habit.fill(0);
  out.knows.fill(0);
  let logLikelihood = 0;
  for (let u = 0; u < data.items.length; u++) {
    const row = u * q;
    const from = start[u]!;
    const to = start[u + 1]!;
    // All raters by habit, then for each category those who gave it may have known; in logarithms, for many labels.
    let habit = -Math.log(q);
    for (let c = 0; c < q; c++) posterior[row + c] = 0;
    for (let i = from; i < to; i++) {
      const odds = state.knows[Math.floor(cell[i]! / q)]! / state.habit[cell[i]!]!;
      habit += Math.log(state.habit[cell[i]!]!);
      posterior[row + (cell[i]! % q)]! += Math.log1p(odds);
    }
    let top = 0;
    for (let c = 0; c < q; c++) top = Math.max(top, posterior[row + c]!);
    let sum = 0;
    for (let c = 0; c < q; c++) {
      const p = Math.exp(posterior[row + c]! - top);
      posterior[row + c] = p;
      sum += p;
    }
    for (let c = 0; c < q; c++) posterior[row + c]! /= sum;
    logLikelihood += habit + top + Math.log(sum);
    for (let i = from; i < to; i++) {
      const rater = Math.floor(cell[i]! / q);
      const knows = state.knows[rater]!;
      const known = (posterior[row + (cell[i]! % q)]! * knows) / (knows + state.habit[cell[i]!]!);
      out.knows[rater]! += known;
      out.habit[cell[i]!]! += 1 - known;
    }
  }
  return logLikelihood;
}

function distance(a: Float64Array, b: Float64Array): number {
  let top = 0;
  for (let i = 0; i < a.length; i++) top = Math.max(top, Math.abs(a[i]! - b[i]!));
  return top;
}
