/** One choice of a ranking: the first `chosen` of the alternatives were chosen together. */
export type Choice = { alternatives: Int32Array; chosen: number };

/**
 * Adds the log-likelihood of one choice, its gradient and its negative Hessian (lower triangle). Sums over subsets of
 * k items are elementary symmetric polynomials e_k of worth^(1/k), so the cost is items² per choice and tie order.
 *
 * @param tied the orders of ties that have a parameter, ascending; their logarithms follow the `size` strengths.
 */
export function addChoice(
  { alternatives, chosen }: Choice,
  tied: readonly number[],
  size: number,
  parameters: Float64Array,
  gradient: Float64Array,
  hessian: Float64Array,
): number {
  const m = alternatives.length;
  const n = parameters.length;
  let top = Number.NEGATIVE_INFINITY;
  for (const i of alternatives) top = Math.max(top, parameters[i]!);

  // Order 1 first, then every tied order that the alternatives allow; all relative to exp(top).
  const orders = [1, ...tied.filter((k) => k <= m)];
  const terms = orders.map((k, slot) => {
    const x = Float64Array.from(alternatives, (i) => Math.exp((parameters[i]! - top) / k));
    const e = symmetric(x, k);
    const delta = slot === 0 ? 1 : Math.exp(parameters[size + tied.indexOf(k)]!);
    return { k, x, e, delta, total: delta * e[k]! };
  });
  const mass = terms.reduce((sum, term) => sum + term.total, 0);

  // share[a] = E[1/|S| if a is in S], the expected score of item a, and per order for the tie parameters.
  const share = new Float64Array(m);
  const perOrder = terms.map((term) => {
    const part = term.x.map((xa) => (term.delta * xa * without(term, xa)[term.k - 1]!) / (term.k * mass));
    for (let a = 0; a < m; a++) share[a] = share[a]! + part[a]!;
    return part;
  });
  for (let a = 0; a < m; a++) {
    const i = alternatives[a]!;
    gradient[i] = gradient[i]! + (a < chosen ? 1 / chosen : 0) - share[a]!;
    let own = 0;
    terms.forEach((term, slot) => {
      own += perOrder[slot]![a]! / term.k;
    });
    hessian[i * n + i] = hessian[i * n + i]! + own - share[a]! * share[a]!;
    for (let b = 0; b < a; b++) {
      const j = alternatives[b]!;
      let both = 0;
      for (const term of terms) {
        if (term.k < 2) continue;
        both += (term.delta * term.x[a]! * term.x[b]! * withoutBoth(term, a, b)) / (term.k * term.k * mass);
      }
      const at = i > j ? i * n + j : j * n + i;
      hessian[at] = hessian[at]! + both - share[a]! * share[b]!;
    }
  }
  let value = -top - Math.log(mass);
  for (let a = 0; a < chosen; a++) value += parameters[alternatives[a]!]! / chosen;
  terms.forEach((term, slot) => {
    if (slot === 0) return;
    const row = size + tied.indexOf(term.k);
    const p = term.total / mass;
    const hit = chosen === term.k ? 1 : 0;
    value += hit * parameters[row]!;
    gradient[row] = gradient[row]! + hit - p;
    for (let a = 0; a < m; a++) {
      const at = row * n + alternatives[a]!;
      hessian[at] = hessian[at]! + perOrder[slot]![a]! - p * share[a]!;
    }
    for (let other = 1; other <= slot; other++) {
      const column = size + tied.indexOf(terms[other]!.k);
      const q = terms[other]!.total / mass;
      hessian[row * n + column] = hessian[row * n + column]! + (other === slot ? p : 0) - p * q;
    }
  });
  return value;
}

/** e_0 … e_k of x. */
function symmetric(x: Float64Array, k: number): Float64Array {
  const e = new Float64Array(k + 1);
  e[0] = 1;
  for (const value of x) for (let d = k; d >= 1; d--) e[d] = e[d]! + value * e[d - 1]!;
  return e;
}

/** e_0 … e_(k-1) of x without one value. */
function without({ e, k }: { e: Float64Array; k: number }, value: number): Float64Array {
  const rest = new Float64Array(k);
  rest[0] = 1;
  for (let d = 1; d < k; d++) rest[d] = e[d]! - value * rest[d - 1]!;
  return rest;
}

/** e_(k-2) of x without two values. */
function withoutBoth(term: { x: Float64Array; e: Float64Array; k: number }, a: number, b: number): number {
  const once = without(term, term.x[a]!);
  let rest = 1;
  for (let d = 1; d <= term.k - 2; d++) rest = once[d]! - term.x[b]! * rest;
  return rest;
}
