import { invert, sandwich } from "../numbers/cholesky.ts";
import { type Maximum, maximise, TOLERANCE } from "../numbers/newton.ts";
import type { Cells } from "./pair-counts.ts";

/*
 * Newton's method for Bradley-Terry models on pair counts. The log-odds of a cell depend on the difference d of two
 * strengths, the order effect o (Davidson and Beaver 1977) and the log tie parameter t (Davidson 1970):
 *
 *   first wins  exp(d / 2),   second wins  exp(-d / 2 - o),   tie  exp(t),   each over their sum.
 *
 * Without ties this is the logistic model P(first wins) = 1 / (1 + exp(-(d + o))).
 */

export type Model = {
  /** Items 0 … size - 1; each belongs to one block, and strengths sum to 0 in every block. */
  size: number;
  block: Int32Array;
  blocks: number;
  l2: number;
  orderEffect: boolean;
  /** `half`: a tie is half a win for both. `davidson`: ties have a parameter. `none`: cells hold no ties. */
  ties: "half" | "davidson" | "none";
};

export const dimension = (model: Model): number =>
  model.size + (model.orderEffect ? 1 : 0) + (model.ties === "davidson" ? 1 : 0);

/** Weight of the direction along which a block could shift; any positive number gives the same answer. */
const SHIFT = 1;

/**
 * Fits from `start` (default: all zero). Parameters are the strengths, then the order effect, then the log tie
 * parameter, as far as the model has them.
 */
export function fitCells(model: Model, cells: Cells, start?: Float64Array, goal = TOLERANCE): Maximum {
  return maximise(
    {
      size: dimension(model),
      evaluate: (parameters, gradient, hessian) => evaluate(model, cells, parameters, gradient, hessian),
      addShift: (hessian) => addShift(model, hessian),
      goal,
      tolerance: tolerance(cells),
    },
    start ?? startFor(model, cells),
  );
}

/** TOLERANCE, or what rounding in doubles leaves of it where single cells hold more than about 100,000 votes. */
function tolerance({ winsFirst, winsSecond, ties }: Cells): number {
  let largestCell = 0;
  for (let c = 0; c < winsFirst.length; c++) {
    largestCell = Math.max(largestCell, winsFirst[c]! + winsSecond[c]! + ties[c]!);
  }
  return Math.max(TOLERANCE, largestCell * 1e-15);
}

function startFor(model: Model, { winsFirst, winsSecond, ties }: Cells): Float64Array<ArrayBuffer> {
  const start = new Float64Array(dimension(model));
  if (model.ties === "davidson") {
    let decided = 0;
    let tied = 0;
    for (let c = 0; c < ties.length; c++) {
      decided += winsFirst[c]! + winsSecond[c]!;
      tied += ties[c]!;
    }
    start[start.length - 1] = Math.log((2 * tied) / decided);
  }
  return start;
}

/** Adds u uᵀ for the sum u of each block, along which the likelihood is flat, so that the matrix can be factorised. */
function addShift(model: Model, matrix: Float64Array): void {
  const { size, block } = model;
  const n = dimension(model);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) if (block[i] === block[j]) matrix[i * n + j] = matrix[i * n + j]! + SHIFT;
  }
}

/**
 * The (penalised) log-likelihood at `parameters`; fills its gradient and the lower triangle of its negative Hessian.
 */
function evaluate(
  model: Model,
  cells: Cells,
  parameters: Float64Array,
  gradient: Float64Array,
  hessian: Float64Array,
): number {
  const { size, l2, orderEffect } = model;
  const { first, second, winsFirst, winsSecond, ties } = cells;
  const davidson = model.ties === "davidson";
  const n = parameters.length;
  const o = orderEffect ? parameters[size]! : 0;
  const t = davidson ? parameters[n - 1]! : 0;
  const half = model.ties === "half" ? 0.5 : 0;
  gradient.fill(0);
  hessian.fill(0);
  let sum = 0;
  for (let c = 0; c < first.length; c++) {
    const i = first[c]!;
    const j = second[c]!;
    const d = parameters[i]! - parameters[j]!;
    let wins = winsFirst[c]!;
    let losses = winsSecond[c]!;
    if (davidson) {
      const tied = ties[c]!;
      const total = wins + losses + tied;
      const top = Math.max(d / 2, -d / 2 - o, t);
      const ea = Math.exp(d / 2 - top);
      const eb = Math.exp(-d / 2 - o - top);
      const et = Math.exp(t - top);
      const mass = ea + eb + et;
      const pa = ea / mass;
      const pb = eb / mass;
      const pt = et / mass;
      const log = top + Math.log(mass);
      sum += wins * (d / 2 - log) + losses * (-d / 2 - o - log) + tied * (t - log);
      const residualB = losses - total * pb;
      const gd = (wins - total * pa - residualB) / 2;
      gradient[i] = gradient[i]! + gd;
      gradient[j] = gradient[j]! - gd;
      gradient[n - 1] = gradient[n - 1]! + tied - total * pt;
      const hdt = (-total * (pa - pb) * pt) / 2;
      addPair(hessian, n, i, j, (total * (pa + pb - (pa - pb) * (pa - pb))) / 4);
      addCross(hessian, n, n - 1, i, j, hdt);
      hessian[n * n - 1] = hessian[n * n - 1]! + total * pt * (1 - pt);
      if (orderEffect) {
        gradient[size] = gradient[size]! - residualB;
        addCross(hessian, n, size, i, j, (total * pb * (1 + pa - pb)) / 2);
        hessian[size * n + size] = hessian[size * n + size]! + total * pb * (1 - pb);
        hessian[(n - 1) * n + size] = hessian[(n - 1) * n + size]! + total * pb * pt;
      }
    } else {
      wins += half * ties[c]!;
      losses += half * ties[c]!;
      const eta = d + o;
      const small = Math.exp(-Math.abs(eta));
      const tail = small / (1 + small);
      const p = eta >= 0 ? 1 - tail : tail;
      const q = eta >= 0 ? tail : 1 - tail;
      // wins · q - losses · p is wins - total · p without its cancellation.
      const residual = wins * q - losses * p;
      const weight = (wins + losses) * p * q;
      sum -= (wins + losses) * Math.log1p(small) + (eta >= 0 ? losses * eta : -wins * eta);
      gradient[i] = gradient[i]! + residual;
      gradient[j] = gradient[j]! - residual;
      addPair(hessian, n, i, j, weight);
      if (orderEffect) {
        gradient[size] = gradient[size]! + residual;
        addCross(hessian, n, size, i, j, weight);
        hessian[size * n + size] = hessian[size * n + size]! + weight;
      }
    }
  }
  if (l2 > 0) {
    for (let i = 0; i < size; i++) {
      const value = parameters[i]!;
      sum -= (l2 / 2) * value * value;
      gradient[i] = gradient[i]! - l2 * value;
      hessian[i * n + i] = hessian[i * n + i]! + l2;
    }
  }
  return sum;
}

/** Adds weight · (eᵢ - eⱼ)(eᵢ - eⱼ)ᵀ to the lower triangle. */
function addPair(matrix: Float64Array, n: number, i: number, j: number, weight: number): void {
  matrix[i * n + i] = matrix[i * n + i]! + weight;
  matrix[j * n + j] = matrix[j * n + j]! + weight;
  const at = i > j ? i * n + j : j * n + i;
  matrix[at] = matrix[at]! - weight;
}

/** Adds weight · (eᵢ - eⱼ) to the row of an extra parameter. */
function addCross(matrix: Float64Array, n: number, row: number, i: number, j: number, weight: number): void {
  matrix[row * n + i] = matrix[row * n + i]! + weight;
  matrix[row * n + j] = matrix[row * n + j]! - weight;
}

/** The sum over votes of score · scoreᵀ, the middle of the sandwich; `weights` are votes per cell and outcome. */
function scoreProducts(model: Model, weights: Cells, parameters: Float64Array): Float64Array<ArrayBuffer> {
  const { size, orderEffect } = model;
  const davidson = model.ties === "davidson";
  const n = parameters.length;
  const o = orderEffect ? parameters[size]! : 0;
  const t = davidson ? parameters[n - 1]! : Number.NEGATIVE_INFINITY;
  const matrix = new Float64Array(n * n);
  for (let c = 0; c < weights.first.length; c++) {
    const i = weights.first[c]!;
    const j = weights.second[c]!;
    const { pa, pb, pt } = probabilities(parameters[i]! - parameters[j]!, o, t);
    const add = (weight: number, sd: number, so: number, st: number) => {
      if (weight === 0) return;
      addPair(matrix, n, i, j, weight * sd * sd);
      if (orderEffect) {
        addCross(matrix, n, size, i, j, weight * sd * so);
        matrix[size * n + size] = matrix[size * n + size]! + weight * so * so;
      }
      if (davidson) {
        addCross(matrix, n, n - 1, i, j, weight * sd * st);
        matrix[n * n - 1] = matrix[n * n - 1]! + weight * st * st;
        if (orderEffect) matrix[(n - 1) * n + size] = matrix[(n - 1) * n + size]! + weight * so * st;
      }
    };
    const lead = (pa - pb) / 2;
    if (davidson) {
      add(weights.winsFirst[c]!, 0.5 - lead, pb, -pt);
      add(weights.winsSecond[c]!, -0.5 - lead, pb - 1, -pt);
      add(weights.ties[c]!, -lead, pb, 1 - pt);
    } else {
      add(weights.winsFirst[c]!, pb, pb, 0);
      add(weights.winsSecond[c]!, -pa, -pa, 0);
      if (model.ties === "half") add(weights.ties[c]!, 0.5 - pa, 0.5 - pa, 0);
    }
  }
  for (let i = 0; i < n; i++) for (let j = 0; j < i; j++) matrix[j * n + i] = matrix[i * n + j]!;
  return matrix;
}

/** Probabilities of a cell at difference d, order effect o and log tie parameter t (minus infinity: no ties). */
export function probabilities(d: number, o: number, t: number): { pa: number; pb: number; pt: number } {
  const top = Math.max(d / 2, -d / 2 - o, t);
  const ea = Math.exp(d / 2 - top);
  const eb = Math.exp(-d / 2 - o - top);
  const et = Math.exp(t - top);
  const mass = ea + eb + et;
  return { pa: ea / mass, pb: eb / mass, pt: et / mass };
}

/**
 * The covariance of the parameters, strengths summing to 0 per block: the inverse of the negative Hessian, or the
 * sandwich H⁻¹ B H⁻¹ (White 1982) over `weights`, votes per cell or their squared sampling weights.
 */
export function covarianceOf(model: Model, fit: Maximum, weights: Cells | null): Float64Array<ArrayBuffer> {
  const n = dimension(model);
  const { size, block, blocks } = model;
  const inverse = invert(fit.factor, n);
  if (weights) return sandwich(inverse, scoreProducts(model, weights, fit.parameters), n);
  const members = new Int32Array(blocks);
  for (let i = 0; i < size; i++) members[block[i]!] = members[block[i]!]! + 1;
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < size; j++) {
      if (block[i] !== block[j]) continue;
      const m = members[block[i]!]!;
      // The shift has eigenvalue l2 + SHIFT · m along the unit sum u = 1 / √m.
      inverse[i * n + j] = inverse[i * n + j]! - 1 / (m * (model.l2 + SHIFT * m));
    }
  }
  return inverse;
}
