import { factorise, solve } from "./cholesky.ts";

/** A concave function to maximise. */
export type Objective = {
  size: number;
  /** The value at `parameters`; fills the gradient and the lower triangle of the negative Hessian, row-major. */
  evaluate: (parameters: Float64Array, gradient: Float64Array, hessian: Float64Array) => number;
  /** Adds to the lower triangle along directions in which the function is flat, so that it can be factorised. */
  addShift?: (hessian: Float64Array) => void;
  /** Infinity norm of the gradient at which to stop; default `TOLERANCE`. */
  goal?: number;
  /** Up to which infinity norm the result counts as converged, where rounding keeps it above the goal. */
  tolerance?: number;
};

export type Maximum = {
  parameters: Float64Array;
  value: number;
  /** Infinity norm of the gradient at `parameters`. */
  gradientNorm: number;
  iterations: number;
  converged: boolean;
  /** False where the data leave a direction of the parameters open. */
  definite: boolean;
  /** Lower Cholesky factor of the shifted negative Hessian. */
  factor: Float64Array;
};

export const TOLERANCE = 1e-10;
const MAX_ITERATIONS = 100;

/**
 * Newton's method with halved steps, which cannot leave the maximum of a concave function. Goes on until the gradient
 * is below the goal or rounding stops it; `converged` holds the result against `tolerance`. Deterministic.
 */
export function maximise(objective: Objective, start: Float64Array): Maximum {
  const { size: n, evaluate, addShift, goal = TOLERANCE, tolerance = goal } = objective;
  const parameters = start.slice();
  const gradient = new Float64Array(n);
  const hessian = new Float64Array(n * n);
  const trial = new Float64Array(n);
  const step = new Float64Array(n);
  let value = evaluate(parameters, gradient, hessian);
  let gradientNorm = largest(gradient);
  let iterations = 0;
  let stalled = 0;
  let current = true;
  while (gradientNorm > goal && iterations < MAX_ITERATIONS && stalled < 3) {
    addShift?.(hessian);
    current = factorise(hessian, n);
    if (!current) break;
    iterations++;
    step.set(gradient);
    solve(hessian, n, step);
    // Rounding hides gains below about 1e-13 of the value, so a step that loses less is taken.
    const accepted = value - 1e-13 * Math.abs(value);
    let next = Number.NEGATIVE_INFINITY;
    let fraction = 1;
    for (let halving = 0; halving < 40 && !(next >= accepted); halving++, fraction /= 2) {
      for (let k = 0; k < n; k++) trial[k] = parameters[k]! + fraction * step[k]!;
      next = evaluate(trial, gradient, hessian);
    }
    const norm = largest(gradient);
    stalled = norm < gradientNorm / 2 || next > value ? 0 : stalled + 1;
    parameters.set(trial);
    value = next;
    gradientNorm = norm;
  }
  // A failed factorisation has spoilt the matrix.
  if (!current) evaluate(parameters, gradient, hessian);
  addShift?.(hessian);
  const definite = factorise(hessian, n);
  const converged = definite && gradientNorm <= Math.max(goal, tolerance);
  return { parameters, value, gradientNorm, iterations, converged, definite, factor: hessian };
}

function largest(values: Float64Array): number {
  let max = 0;
  for (const value of values) max = Math.max(max, Math.abs(value));
  return max;
}
