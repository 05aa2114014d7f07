import { binomialTerm, incompleteBeta, incompleteGamma } from "./special-functions.ts";

/*
 * Probability distributions. `Cdf` is the lower tail, `Upper` the upper tail (kept apart because 1 - cdf loses the
 * digits of a small p-value), `Quantile` the inverse of the lower tail.
 */

export const normalPdf = (x: number): number => Math.exp(-0.5 * x * x) / Math.sqrt(2 * Math.PI);

/** Lower tail of the standard normal, with full relative precision in the far tail. */
export function normalCdf(x: number): number {
  const { lower, upper } = incompleteGamma(0.5, 0.5 * x * x);
  return x < 0 ? 0.5 * upper : 0.5 + 0.5 * lower;
}

/** p-value of a z statistic against both sides. */
export const normalTwoSided = (z: number): number => 2 * normalCdf(-Math.abs(z));

/** Inverse of `normalCdf`: a start within 5e-4 (Abramowitz and Stegun 26.2.23), then Halley's method. */
export function normalQuantile(p: number): number {
  if (p > 0.5) return -normalQuantile(1 - p);
  if (p <= 0) return p === 0 ? Number.NEGATIVE_INFINITY : Number.NaN;
  if (p === 0.5) return 0;
  const t = Math.sqrt(-2 * Math.log(p));
  const above = 2.515517 + t * (0.802853 + t * 0.010328);
  const below = 1 + t * (1.432788 + t * (0.189269 + t * 0.001308));
  let x = above / below - t;
  for (let i = 0; i < 4; i++) {
    const error = (normalCdf(x) - p) / normalPdf(x);
    const step = error / (1 + 0.5 * x * error);
    x -= step;
    if (Math.abs(step) < 1e-15 * Math.abs(x)) break;
  }
  return x;
}

export const chiSquareCdf = (x: number, df: number): number => incompleteGamma(df / 2, x / 2).lower;
export const chiSquareUpper = (x: number, df: number): number => incompleteGamma(df / 2, x / 2).upper;

/** Inverse of `chiSquareCdf`. */
export function chiSquareQuantile(p: number, df: number): number {
  if (p <= 0) return 0;
  if (p >= 1) return Number.POSITIVE_INFINITY;
  const z = normalQuantile(p);
  const guess = df * Math.max(1e-4, 1 - 2 / (9 * df) + z * Math.sqrt(2 / (9 * df))) ** 3;
  return invert(p, guess, (x) => incompleteGamma(df / 2, x / 2));
}

/** I_x(a, b): the lower tail of the beta distribution. */
export const betaCdf = (x: number, a: number, b: number): number => incompleteBeta(a, b, x).lower;

/** Inverse of `betaCdf`, through the odds so that both ends keep their digits. */
export function betaQuantile(p: number, a: number, b: number): number {
  if (p <= 0) return 0;
  if (p >= 1) return 1;
  const odds = invert(p, a / b, (r) => incompleteBeta(a, b, r / (1 + r), 1 / (1 + r)));
  return odds === Number.POSITIVE_INFINITY ? 1 : odds / (1 + odds);
}

/** Lower tail of Student's t with `df` degrees of freedom (any real df > 0, infinity for the normal). */
export function studentCdf(t: number, df: number): number {
  if (df === Number.POSITIVE_INFINITY) return normalCdf(t);
  const square = t * t;
  const tail = incompleteBeta(df / 2, 0.5, df / (df + square), square / (df + square)).lower / 2;
  return t < 0 ? tail : 1 - tail;
}

/** p-value of a t statistic against both sides. */
export const studentTwoSided = (t: number, df: number): number => 2 * studentCdf(-Math.abs(t), df);

/** Inverse of `studentCdf`. */
export function studentQuantile(p: number, df: number): number {
  if (p > 0.5) return -studentQuantile(1 - p, df);
  if (p <= 0) return p === 0 ? Number.NEGATIVE_INFINITY : Number.NaN;
  if (p === 0.5) return 0;
  if (df === Number.POSITIVE_INFINITY) return normalQuantile(p);
  const z = normalQuantile(p);
  const size = invert(
    1 - p,
    Math.max(1e-8, -z),
    (t) => {
      const tail = studentCdf(-t, df);
      return { lower: 1 - tail, upper: tail };
    },
    p,
  );
  return -size;
}

export const fUpper = (x: number, df1: number, df2: number): number => fTails(x, df1, df2).upper;
export const fCdf = (x: number, df1: number, df2: number): number => fTails(x, df1, df2).lower;

function fTails(x: number, df1: number, df2: number): { lower: number; upper: number } {
  if (x <= 0) return { lower: 0, upper: 1 };
  if (x === Number.POSITIVE_INFINITY) return { lower: 1, upper: 0 };
  const total = df1 * x + df2;
  return incompleteBeta(df1 / 2, df2 / 2, (df1 * x) / total, df2 / total);
}

/** Inverse of `fCdf`. */
export function fQuantile(p: number, df1: number, df2: number): number {
  if (p <= 0) return 0;
  if (p >= 1) return Number.POSITIVE_INFINITY;
  return invert(p, 1, (x) => fTails(x, df1, df2));
}

/** P(X = k) for k successes out of n. */
export const binomialPmf = (k: number, n: number, p: number): number =>
  k < 0 || k > n ? 0 : binomialTerm(k, n, p);

/** P(X ≤ k) for k successes out of n. */
export function binomialCdf(k: number, n: number, p: number): number {
  const whole = Math.floor(k);
  if (whole < 0) return 0;
  if (whole >= n) return 1;
  return incompleteBeta(whole + 1, n - whole, p).upper;
}

/** P(X > k) for k successes out of n. */
export function binomialUpper(k: number, n: number, p: number): number {
  const whole = Math.floor(k);
  if (whole < 0) return 1;
  if (whole >= n) return 0;
  return incompleteBeta(whole + 1, n - whole, p).lower;
}

/** P(X ≤ k) of a Poisson count. */
export const poissonCdf = (k: number, mean: number): number =>
  k < 0 ? 0 : incompleteGamma(Math.floor(k) + 1, mean).upper;

/** P(k marked among a sample) drawn without replacement from `lot`, of which `marked` are marked. */
export function hypergeometricPmf(k: number, lot: number, marked: number, sample: number): number {
  if (k < Math.max(0, sample + marked - lot) || k > Math.min(sample, marked)) return 0;
  if (lot === 0) return 1;
  // Loader 2000: three binomials of one probability, which cancels.
  const p = sample / lot;
  if (p === 1) return k === marked ? 1 : 0;
  return (
    (binomialTerm(k, marked, p) * binomialTerm(sample - k, lot - marked, p)) / binomialTerm(sample, lot, p)
  );
}

/** P(at most k marked among a sample) drawn without replacement. */
export function hypergeometricCdf(k: number, lot: number, marked: number, sample: number): number {
  const low = Math.max(0, sample + marked - lot);
  const high = Math.min(sample, marked);
  if (k < low) return 0;
  if (k >= high) return 1;
  let sum = 0;
  for (let i = low; i <= k; i++) sum += hypergeometricPmf(i, lot, marked, sample);
  return Math.min(1, sum);
}

/**
 * Finds x > 0 with lower(x) = p for a rising distribution function: the root is bracketed from `guess`, then found
 * by bisection on the logarithm sped up by the secant (Illinois) rule. Compares in the smaller tail, `upper` being
 * 1 - p where the caller knows it better.
 */
function invert(
  p: number,
  guess: number,
  tails: (x: number) => { lower: number; upper: number },
  upper = 1 - p,
): number {
  const excess = (u: number) => {
    const at = tails(Math.exp(u));
    return p < 0.5 ? Math.log(at.lower / p) : Math.log(upper / at.upper);
  };
  let low = Math.log(guess);
  let high = low;
  let step = 0.5;
  let atLow = excess(low);
  let atHigh = atLow;
  while (atLow > 0 && low > -740) {
    high = low;
    atHigh = atLow;
    low -= step;
    step *= 2;
    atLow = excess(low);
  }
  step = 0.5;
  while (atHigh < 0 && high < 709) {
    low = high;
    atLow = atHigh;
    high += step;
    step *= 2;
    atHigh = excess(high);
  }
  if (low <= -740) return 0;
  for (let i = 0; i < 200 && high - low > 1e-16 * Math.max(1, Math.abs(low)); i++) {
    const finite = Number.isFinite(atLow) && Number.isFinite(atHigh);
    let middle = finite && i % 3 !== 2 ? low - (atLow * (high - low)) / (atHigh - atLow) : (low + high) / 2;
    if (!(middle > low && middle < high)) middle = (low + high) / 2;
    const at = excess(middle);
    if (at === 0 || middle === low || middle === high) return Math.exp(middle);
    if (at < 0) {
      low = middle;
      atLow = at;
    } else {
      high = middle;
      atHigh = at;
    }
  }
  return Math.exp((low + high) / 2);
}
