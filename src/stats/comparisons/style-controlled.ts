import { invert, sandwich } from "../numbers/cholesky.ts";
import { normalTwoSided } from "../numbers/distributions.ts";
import { checkLevel, normalInterval } from "../numbers/intervals.ts";
import { maximise } from "../numbers/newton.ts";
import { type Interval, StatisticsError } from "../types.ts";
import { type Rank, rankByIntervals } from "./allowed-ranks.ts";
import { connectedParts, strongComponents } from "./comparison-graph.ts";
import { type Comparisons, type ComparisonTable, indexComparisons } from "./index-comparisons.ts";

export type StyleOptions = {
  /** Penalty (l2 / 2) · Σ coefficient², on the log-likelihood of all votes; default 0. */
  l2?: number;
  /** `hessian` or, by default, `sandwich`: ties count half, so the plain Hessian overstates the errors. */
  covariance?: "hessian" | "sandwich";
  /** Covariates are centred and divided by their standard deviation (default), or taken as they are. */
  standardise?: boolean;
  scale?: number;
  anchor?: { item?: string; strength: number };
  level?: number;
};

export type StyleControlled = {
  items: { item: string; strength: number; standardError: number; interval: Interval; rank: Rank }[];
  /** Log-odds per standard deviation (or per unit) of each covariate, with a test against none. */
  covariates: { name: string; estimate: number; standardError: number; interval: Interval; pValue: number }[];
  logLikelihood: number;
  iterations: number;
  gradientNorm: number;
  converged: boolean;
};

/** (a - b) / (a + b), the contrast that style control takes of a length or a count; 0 where both are 0. */
export const styleContrast = (a: number, b: number): number => (a + b === 0 ? 0 : (a - b) / (a + b));

/**
 * Strengths with style held equal: Bradley-Terry with covariates, log-odds that a beats b = strength a - strength b +
 * Σ coefficient · covariate, ties as half a win. Source: Li, Angelopoulos and Chiang 2024, "Does style matter?"
 * (Chatbot Arena style control); the model is that of Springall 1973, Applied Statistics 22. Cost: votes × covariates²
 * per Newton step. Assumes that the covariates act alike for all items.
 *
 * @param covariates for each name, one value per comparison in the order of rows: how much more of it a has than b
 * (see `styleContrast`).
 * @throws StatisticsError `no_data`, `bad_value` for a column of the wrong length or no numbers, `not_identified`
 * where the graph is in parts, an item only wins or loses, or a covariate is constant or decides every outcome.
 */
export function styleControlled(
  comparisons: Comparisons,
  covariates: Record<string, ArrayLike<number>>,
  options: StyleOptions = {},
): StyleControlled {
  const { l2 = 0, covariance = "sandwich", standardise = true, scale = 1, anchor, level = 0.95 } = options;
  checkLevel(level);
  const table = indexComparisons(comparisons);
  const { items, a, b, outcome, weight } = table;
  const votes = a.length;
  if (votes === 0) throw new StatisticsError("no_data", "there is no vote to fit");
  checkGraph(table);
  const names = Object.keys(covariates);
  const columns = names.map((name) => column(name, covariates[name]!, votes, standardise));
  const size = items.length;
  const n = size + names.length;
  const position = ascending(items);

  const eta = (p: Float64Array, v: number) => {
    let sum = p[position[a[v]!]!]! - p[position[b[v]!]!]!;
    for (let k = 0; k < columns.length; k++) sum += p[size + k]! * columns[k]![v]!;
    return sum;
  };
  /** Adds factor · x xᵀ of one vote to the lower triangle. */
  const outer = (matrix: Float64Array, v: number, factor: number) => {
    const i = position[a[v]!]!;
    const j = position[b[v]!]!;
    matrix[i * n + i] = matrix[i * n + i]! + factor;
    matrix[j * n + j] = matrix[j * n + j]! + factor;
    const cross = i > j ? i * n + j : j * n + i;
    matrix[cross] = matrix[cross]! - factor;
    for (let k = 0; k < columns.length; k++) {
      const row = (size + k) * n;
      const x = factor * columns[k]![v]!;
      matrix[row + i] = matrix[row + i]! + x;
      matrix[row + j] = matrix[row + j]! - x;
      for (let m = 0; m <= k; m++) matrix[row + size + m] = matrix[row + size + m]! + x * columns[m]![v]!;
    }
  };
  const score = (v: number) => (outcome[v] === 0 ? 1 : outcome[v] === 1 ? 0 : 0.5);
  const weightOf = (v: number) => (weight ? weight[v]! : 1);
  const addShift = (hessian: Float64Array) => {
    for (let i = 0; i < size; i++) for (let j = 0; j <= i; j++) hessian[i * n + j] = hessian[i * n + j]! + 1;
  };
  const fit = maximise(
    {
      size: n,
      addShift,
      tolerance: votes * 1e-14,
      evaluate: (p, gradient, hessian) => {
        gradient.fill(0);
        hessian.fill(0);
        let sum = 0;
        for (let v = 0; v < votes; v++) {
          const w = weightOf(v);
          const margin = eta(p, v);
          const probability = 1 / (1 + Math.exp(-margin));
          const residual = w * (score(v) - probability);
          sum += w * (score(v) * margin - Math.max(0, margin) - Math.log1p(Math.exp(-Math.abs(margin))));
          const i = position[a[v]!]!;
          const j = position[b[v]!]!;
          gradient[i] = gradient[i]! + residual;
          gradient[j] = gradient[j]! - residual;
          for (let k = 0; k < columns.length; k++) {
            gradient[size + k] = gradient[size + k]! + residual * columns[k]![v]!;
          }
          outer(hessian, v, w * probability * (1 - probability));
        }
        for (let k = size; k < n; k++) {
          sum -= (l2 / 2) * p[k]! ** 2;
          gradient[k] = gradient[k]! - l2 * p[k]!;
          hessian[k * n + k] = hessian[k * n + k]! + l2;
        }
        return sum;
      },
    },
    new Float64Array(n),
  );
  if (!fit.definite || fit.parameters.some((value) => Math.abs(value) > 30)) {
    const told = "a strength or a coefficient has no finite estimate";
    throw new StatisticsError("not_identified", `${told}: drop covariates, set l2, or collect more votes`);
  }

  let cover = invert(fit.factor, n);
  if (covariance === "sandwich") {
    const middle = new Float64Array(n * n);
    for (let v = 0; v < votes; v++) {
      const residual = score(v) - 1 / (1 + Math.exp(-eta(fit.parameters, v)));
      outer(middle, v, weightOf(v) * residual * residual);
    }
    for (let i = 0; i < n; i++) for (let j = 0; j < i; j++) middle[j * n + i] = middle[i * n + j]!;
    cover = sandwich(cover, middle, n);
  } else {
    for (let i = 0; i < size; i++) {
      for (let j = 0; j < size; j++) cover[i * n + j] = cover[i * n + j]! - 1 / (size * size);
    }
  }
  const method = `normal, ${covariance}`;
  const at = (index: number) => ({ estimate: fit.parameters[index]!, variance: cover[index * n + index]! });
  const base = anchor?.item === undefined ? -1 : items.indexOf(anchor.item);
  if (anchor?.item !== undefined && base < 0) {
    throw new StatisticsError("bad_option", `the anchor "${anchor.item}" was never compared`);
  }
  const zero = base < 0 ? null : position[base]!;
  const found = items.map((item, i) => {
    const own = at(position[i]!);
    const strength =
      scale * (own.estimate - (zero === null ? 0 : at(zero).estimate)) + (anchor?.strength ?? 0);
    const joint = zero === null ? 0 : at(zero).variance - 2 * cover[position[i]! * n + zero]!;
    const standardError = scale * Math.sqrt(Math.max(0, position[i] === zero ? 0 : own.variance + joint));
    const interval = { ...normalInterval(strength, standardError, level), method };
    return { item, strength, standardError, interval, rank: { best: 1, worst: 1 } };
  });
  rankByIntervals(found);
  found.sort((x, y) => y.strength - x.strength || (x.item < y.item ? -1 : 1));
  return {
    items: found,
    covariates: names.map((name, k) => {
      const { estimate, variance } = at(size + k);
      const standardError = Math.sqrt(variance);
      const interval = { ...normalInterval(estimate, standardError, level), method };
      return { name, estimate, standardError, interval, pValue: normalTwoSided(estimate / standardError) };
    }),
    logLikelihood: fit.value + (l2 / 2) * fit.parameters.subarray(size).reduce((sum, x) => sum + x * x, 0),
    iterations: fit.iterations,
    gradientNorm: fit.gradientNorm,
    converged: fit.converged,
  };
}

function column(name: string, values: ArrayLike<number>, votes: number, standardise: boolean): Float64Array {
  if (values.length !== votes) {
    throw new StatisticsError("bad_value", `"${name}" has ${values.length} values for ${votes} comparisons`);
  }
  const copy = Float64Array.from(values);
  const bad = copy.findIndex((value) => !Number.isFinite(value));
  if (bad >= 0) throw new StatisticsError("bad_value", `row ${bad + 1}: "${name}" is no finite number`);
  if (!standardise) return copy;
  const mean = copy.reduce((sum, x) => sum + x, 0) / votes;
  const sd = Math.sqrt(copy.reduce((sum, x) => sum + (x - mean) ** 2, 0) / votes);
  if (!(sd > 0)) throw new StatisticsError("not_identified", `"${name}" is the same in every comparison`);
  return copy.map((x) => (x - mean) / sd);
}

function ascending(items: readonly string[]): Int32Array {
  const position = new Int32Array(items.length);
  const order = items.map((_, i) => i).sort((x, y) => (items[x]! < items[y]! ? -1 : 1));
  order.forEach((i, to) => {
    position[i] = to;
  });
  return position;
}

function checkGraph({ items, a, b, outcome }: ComparisonTable): void {
  const from: number[] = [];
  const to: number[] = [];
  for (let v = 0; v < a.length; v++) {
    if (outcome[v] !== 1) {
      from.push(a[v]!);
      to.push(b[v]!);
    }
    if (outcome[v] !== 0) {
      from.push(b[v]!);
      to.push(a[v]!);
    }
  }
  const edges = { size: items.length, from: Int32Array.from(from), to: Int32Array.from(to) };
  if (connectedParts(edges).parts > 1) {
    throw new StatisticsError("not_identified", "the comparisons fall into parts: compare across them");
  }
  if (strongComponents(edges).components > 1) {
    const told = "some items only win or only lose against the rest";
    throw new StatisticsError("not_identified", `${told}: see bradleyTerry for which, and leave them out`);
  }
}
