import type { Random } from "./random.ts";
import { logGamma } from "./special-functions.ts";

/**
 * One binomial draw in constant time. Sources: inversion for small means; Hörmann 1993, Journal of Statistical
 * Computation and Simulation 46 (transformed rejection, algorithm BTRS) otherwise. Exact.
 */
export function drawBinomial(n: number, p: number, random: Random): number {
  if (p > 0.5) return n - drawBinomial(n, 1 - p, random);
  if (n === 0 || !(p > 0)) return 0;
  return n * p < 10 ? byInversion(n, p, random) : byRejection(n, p, random);
}

function byInversion(n: number, p: number, random: Random): number {
  const odds = p / (1 - p);
  const none = Math.exp(n * Math.log1p(-p));
  for (;;) {
    let term = none;
    let u = random.uniform();
    // The chance of more than 110 at a mean below 10 is under 1e-70: only rounding leads there.
    for (let k = 0; k <= Math.min(n, 110); k++) {
      if (u < term) return k;
      u -= term;
      term *= ((n - k) / (k + 1)) * odds;
    }
  }
}

function byRejection(n: number, p: number, random: Random): number {
  const sd = Math.sqrt(n * p * (1 - p));
  const b = 1.15 + 2.53 * sd;
  const a = -0.0873 + 0.0248 * b + 0.01 * p;
  const c = n * p + 0.5;
  const accept = 0.92 - 4.2 / b;
  for (;;) {
    const u = random.uniform() - 0.5;
    const v = random.uniform();
    const us = 0.5 - Math.abs(u);
    const k = Math.floor(((2 * a) / us + b) * u + c);
    if (us >= 0.07 && v <= accept) return k;
    if (k < 0 || k > n) continue;
    const mode = Math.floor((n + 1) * p);
    const log =
      logFactorial(mode) +
      logFactorial(n - mode) -
      logFactorial(k) -
      logFactorial(n - k) +
      (k - mode) * Math.log(p / (1 - p));
    if (Math.log((v * (2.83 + 5.1 / b) * sd) / (a / (us * us) + b)) <= log) return k;
  }
}

/** log k! of small k, where the series behind `logGamma` is slow. */
const TABLE = new Float64Array(256);
for (let k = 2; k < TABLE.length; k++) TABLE[k] = TABLE[k - 1]! + Math.log(k);

const logFactorial = (k: number) => (k < TABLE.length ? TABLE[k]! : logGamma(k + 1));

/** Fills `into` with a multinomial draw of `n` over cells in proportion to `weights`, which sum to `total`. */
export function drawMultinomial(
  weights: Float64Array,
  total: number,
  n: number,
  random: Random,
  into: Float64Array,
): void {
  let rest = total;
  let left = n;
  for (let i = 0; i < weights.length; i++) {
    const weight = weights[i]!;
    const drawn =
      left === 0 || weight === 0 ? 0 : weight >= rest ? left : drawBinomial(left, weight / rest, random);
    into[i] = drawn;
    left -= drawn;
    rest -= weight;
  }
}
