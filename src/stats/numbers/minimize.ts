export type Minimum = {
  at: Float64Array;
  value: number;
  /** Largest absolute component of the gradient. */
  gradient: number;
  iterations: number;
  converged: boolean;
};

/**
 * A local minimum of a smooth function by L-BFGS: memory and time O(parameters) per step.
 *
 * Source: Nocedal and Wright 2006, Numerical Optimization, algorithm 7.5, with a line search that brackets until the
 * strong Wolfe conditions hold (their algorithms 3.5 and 3.6, by bisection). Stops when no component of the gradient
 * exceeds `tolerance`; says so where it could not.
 *
 * @param evaluate writes the gradient into its second argument and returns the value.
 */
export function minimize(
  start: Float64Array,
  evaluate: (at: Float64Array, gradient: Float64Array) => number,
  options: { tolerance?: number; maxIterations?: number; memory?: number } = {},
): Minimum {
  const { tolerance = 1e-8, maxIterations = 2000, memory = 10 } = options;
  const n = start.length;
  let at = start.slice();
  let slope = new Float64Array(n);
  let value = evaluate(at, slope);
  const steps: Float64Array[] = [];
  const changes: Float64Array[] = [];
  const direction = new Float64Array(n);
  let next = new Float64Array(n);
  let nextSlope = new Float64Array(n);
  let iterations = 0;
  while (largest(slope) > tolerance && iterations < maxIterations) {
    twoLoop(slope, steps, changes, direction);
    let descent = dot(direction, slope);
    if (!(descent < 0)) {
      // Rounding spoiled the memory: begin again with the gradient.
      steps.length = 0;
      changes.length = 0;
      for (let i = 0; i < n; i++) direction[i] = -slope[i]!;
      descent = dot(direction, slope);
    }
    const first = iterations === 0 ? Math.min(1, 1 / largest(slope)) : 1;
    const found = search(at, value, descent, direction, first, next, nextSlope, evaluate);
    if (found === null) break;
    iterations++;
    remember(steps, changes, at, next, slope, nextSlope, memory);
    [at, next] = [next, at];
    [slope, nextSlope] = [nextSlope, slope];
    value = found;
  }
  const gradient = largest(slope);
  return { at, value, gradient, iterations, converged: gradient <= tolerance };
}

function search(
  at: Float64Array,
  value: number,
  descent: number,
  direction: Float64Array,
  first: number,
  next: Float64Array,
  nextSlope: Float64Array,
  evaluate: (at: Float64Array, gradient: Float64Array) => number,
): number | null {
  let low = 0;
  let high = Number.POSITIVE_INFINITY;
  let length = first;
  // Near the minimum values agree to rounding, so a decrease is judged with that much slack.
  const slack = 1e-14 * Math.abs(value);
  for (let tries = 0; tries < 60; tries++) {
    for (let i = 0; i < at.length; i++) next[i] = at[i]! + length * direction[i]!;
    const reached = evaluate(next, nextSlope);
    const steep = dot(direction, nextSlope);
    if (!(reached <= value + 1e-4 * length * descent + slack)) high = length;
    else if (steep < 0.9 * descent) low = length;
    else if (steep > -0.9 * descent) high = length;
    else return reached;
    length = high === Number.POSITIVE_INFINITY ? 2 * length : (low + high) / 2;
  }
  return null;
}

function twoLoop(
  slope: Float64Array,
  steps: Float64Array[],
  changes: Float64Array[],
  out: Float64Array,
): void {
  for (let i = 0; i < out.length; i++) out[i] = -slope[i]!;
  const weights: number[] = [];
  for (let k = steps.length - 1; k >= 0; k--) {
    const weight = dot(steps[k]!, out) / dot(steps[k]!, changes[k]!);
    weights[k] = weight;
    for (let i = 0; i < out.length; i++) out[i]! -= weight * changes[k]![i]!;
  }
  const last = steps.length - 1;
  if (last >= 0) {
    const scale = dot(steps[last]!, changes[last]!) / dot(changes[last]!, changes[last]!);
    for (let i = 0; i < out.length; i++) out[i]! *= scale;
  }
  for (let k = 0; k < steps.length; k++) {
    const weight = dot(changes[k]!, out) / dot(steps[k]!, changes[k]!);
    for (let i = 0; i < out.length; i++) out[i]! += (weights[k]! - weight) * steps[k]![i]!;
  }
}

function remember(
  steps: Float64Array[],
  changes: Float64Array[],
  at: Float64Array,
  next: Float64Array,
  slope: Float64Array,
  nextSlope: Float64Array,
  memory: number,
): void {
  const full = steps.length === memory;
  const step = full ? steps.shift()! : new Float64Array(at.length);
  const change = full ? changes.shift()! : new Float64Array(at.length);
  for (let i = 0; i < at.length; i++) {
    step[i] = next[i]! - at[i]!;
    change[i] = nextSlope[i]! - slope[i]!;
  }
  if (dot(step, change) <= 0) return;
  steps.push(step);
  changes.push(change);
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}

function largest(values: Float64Array): number {
  let top = 0;
  for (let i = 0; i < values.length; i++) top = Math.max(top, Math.abs(values[i]!));
  return top;
}
