import type { Random } from "./random.ts";
import { stirlingError } from "./special-functions.ts";

/**
 * The number of successes in n trials of probability p, in time that does not grow with n. Source: inversion for a
 * small mean, else the transformed rejection BTRS of Hörmann 1993, Journal of Statistical Computation and Simulation
 * 46, 101-110.
 */
export function drawBinomial(n: number, p: number, random: Random): number {
  if (n <= 0 || p <= 0) return 0;
  if (p >= 1) return n;
  if (p > 0.5) return n - drawBinomial(n, 1 - p, random);
  return n * p < 10 ? byInversion(n, p, random) : byRejection(n, p, random);
}

function byInversion(n: number, p: number, random: Random): number {
  const odds = p / (1 - p);
  let term = Math.exp(n * Math.log1p(-p));
  let rest = random.uniform();
  let k = 0;
  while (rest > term && k < n) {
    rest -= term;
    k++;
    term *= (odds * (n - k + 1)) / k;
  }
  return k;
}

function byRejection(n: number, p: number, random: Random): number {
  const spread = Math.sqrt(n * p * (1 - p));
  const b = 1.15 + 2.53 * spread;
  const a = -0.0873 + 0.0248 * b + 0.01 * p;
  const c = n * p + 0.5;
  const vr = 0.92 - 4.2 / b;
  const alpha = (2.83 + 5.1 / b) * spread;
  const mode = Math.floor((n + 1) * p);
  for (;;) {
    const u = random.uniform() - 0.5;
    let v = random.uniform();
    const us = 0.5 - Math.abs(u);
    const k = Math.floor(((2 * a) / us + b) * u + c);
    if (us >= 0.07 && v <= vr) return k;
    if (k < 0 || k > n) continue;
    v = (v * alpha) / (a / (us * us) + b);
    if (Math.log(v) <= logRatio(k, mode, n, p)) return k;
  }
}

/** Logarithm of P(k) / P(mode), by Stirling's formula with its error term. */
function logRatio(k: number, mode: number, n: number, p: number): number {
  const logFactorial = (x: number) =>
    x === 0 ? 0 : (x + 0.5) * Math.log(x) - x + HALF_LOG_2PI + stirlingError(x);
  return (
    logFactorial(mode) +
    logFactorial(n - mode) -
    logFactorial(k) -
    logFactorial(n - k) +
    (k - mode) * Math.log(p / (1 - p))
  );
}

const HALF_LOG_2PI = 0.5 * Math.log(2 * Math.PI);
