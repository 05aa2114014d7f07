/*
 * The functions behind the distributions. Each aims at a relative error near 1e-14 over the range that statistics
 * uses; the tests hold them to that against values of 20 digits.
 */

const LOG_SQRT_2PI = 0.9189385332046728;
const TINY = 1e-300;
const EPSILON = 1e-16;

/** Coefficients B(2k) / (2k (2k - 1)) of Stirling's series. */
const STIRLING = [1 / 12, -1 / 360, 1 / 1260, -1 / 1680, 1 / 1188, -691 / 360360, 1 / 156];

/**
 * log Γ(x + 1) - (x + 1/2) log x + x - log √(2π), x > 0. Small x climb by the recurrence, term by term, because the
 * difference of two large logarithms would lose the digits.
 */
export function stirlingError(x: number): number {
  let sum = 0;
  let y = x;
  for (; y < 16; y++) sum += (y + 0.5) * Math.log1p(1 / y) - 1;
  return sum + stirlingSeries(y);
}

function stirlingSeries(x: number): number {
  const inverse = 1 / (x * x);
  let sum = 0;
  for (let k = STIRLING.length - 1; k >= 0; k--) sum = sum * inverse + STIRLING[k]!;
  return sum / x;
}

/** log Γ(x) for x > 0. Source: Stirling's series, DLMF 5.11.1, after shifting x above 16. */
export function logGamma(x: number): number {
  let product = 1;
  let shifted = x;
  while (shifted < 16) {
    product *= shifted;
    shifted += 1;
  }
  return (
    (shifted - 0.5) * Math.log(shifted) - shifted + LOG_SQRT_2PI + stirlingSeries(shifted) - Math.log(product)
  );
}

/** ψ(x) = d log Γ(x) / dx for x > 0. Source: DLMF 5.11.2 after shifting x above 10. */
export function digamma(x: number): number {
  let shift = 0;
  let y = x;
  while (y < 10) {
    shift -= 1 / y;
    y += 1;
  }
  const i = 1 / (y * y);
  const series =
    i * (1 / 12 - i * (1 / 120 - i * (1 / 252 - i * (1 / 240 - i * (1 / 132 - i * (691 / 32760))))));
  return shift + Math.log(y) - 0.5 / y - series;
}

/**
 * x log(x / m) + m - x, without cancellation where x is near m. Source: Loader 2000, "Fast and accurate computation
 * of binomial probabilities", section 2.
 */
function deviance(x: number, m: number): number {
  if (x === 0) return m;
  const gap = x - m;
  if (Math.abs(gap) > 0.1 * (x + m)) return x * Math.log(x / m) - gap;
  const v = gap / (x + m);
  let sum = gap * v;
  let term = 2 * x * v;
  for (let j = 3; ; j += 2) {
    term *= v * v;
    const next = sum + term / j;
    if (next === sum) return sum;
    sum = next;
  }
}

/** Poisson probability of x (any real x ≥ 0) at mean m > 0: the common factor of the gamma integrals. */
export function poissonTerm(x: number, m: number): number {
  if (m === 0) return x === 0 ? 1 : 0;
  if (x === 0) return Math.exp(-m);
  return Math.exp(-stirlingError(x) - deviance(x, m)) / Math.sqrt(2 * Math.PI * x);
}

/** Binomial probability of x successes out of n, for real 0 ≤ x ≤ n. Source: Loader 2000. */
export function binomialTerm(x: number, n: number, p: number): number {
  if (p <= 0) return x === 0 ? 1 : 0;
  if (p >= 1) return x === n ? 1 : 0;
  if (x === 0) return Math.exp(n * Math.log1p(-p));
  if (x === n) return Math.exp(n * Math.log(p));
  const error = stirlingError(n) - stirlingError(x) - stirlingError(n - x);
  const log = error - deviance(x, n * p) - deviance(n - x, n * (1 - p));
  return Math.exp(log) * Math.sqrt(n / (2 * Math.PI * x * (n - x)));
}

/**
 * Regularised incomplete gamma functions, lower P(a, x) and upper Q(a, x). Source: DLMF 8.11.4 (series) and 8.9.2
 * (continued fraction, by Lentz's method).
 */
export function incompleteGamma(a: number, x: number): { lower: number; upper: number } {
  if (x <= 0) return { lower: 0, upper: 1 };
  if (x === Number.POSITIVE_INFINITY) return { lower: 1, upper: 0 };
  const factor = poissonTerm(a, x);
  if (x < a + 1) {
    let sum = 1;
    let term = 1;
    for (let k = a + 1; term > sum * EPSILON; k++) {
      term *= x / k;
      sum += term;
    }
    const lower = Math.min(1, factor * sum);
    return { lower, upper: 1 - lower };
  }
  let b = x + 1 - a;
  let c = 1 / TINY;
  let d = 1 / b;
  let h = d;
  for (let i = 1; i < 100_000; i++) {
    const an = -i * (i - a);
    b += 2;
    d = 1 / nonZero(an * d + b);
    c = nonZero(b + an / c);
    const step = d * c;
    h *= step;
    if (Math.abs(step - 1) < EPSILON * 2) break;
  }
  const upper = Math.min(1, factor * a * h);
  return { lower: 1 - upper, upper };
}

const nonZero = (x: number) => (Math.abs(x) < TINY ? TINY : x);

/**
 * Regularised incomplete beta function I_x(a, b) and its complement, for a, b > 0. `y` is 1 - x, given apart so that
 * tails near x = 1 keep their digits. Source: the continued fraction DLMF 8.17.22, by Lentz's method.
 */
export function incompleteBeta(a: number, b: number, x: number, y = 1 - x): { lower: number; upper: number } {
  if (x <= 0) return { lower: 0, upper: 1 };
  if (y <= 0) return { lower: 1, upper: 0 };
  // The fraction is quick below the mean; beyond it the other tail is taken. Decided once: where x and y add up to a
  // little more than 1, each would seem beyond its mean.
  const beyond = x > (a + 1) / (a + b + 2);
  const tail = beyond ? lowerBeta(b, a, y, x) : lowerBeta(a, b, x, y);
  return beyond ? { lower: 1 - tail, upper: tail } : { lower: tail, upper: 1 - tail };
}

function lowerBeta(a: number, b: number, x: number, y: number): number {
  let c = 1;
  let d = 1 / nonZero(1 - ((a + b) * x) / (a + 1));
  let h = d;
  for (let m = 1; m < 100_000; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / nonZero(1 + even * d);
    c = nonZero(1 + even / c);
    h *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / nonZero(1 + odd * d);
    c = nonZero(1 + odd / c);
    const step = d * c;
    h *= step;
    if (Math.abs(step - 1) < EPSILON * 2) break;
  }
  return Math.min(1, betaFactor(a, b, x, y) * h);
}

/** x^a (1 - x)^b / (a B(a, b)), as a binomial probability so that large a and b keep their digits. */
function betaFactor(a: number, b: number, x: number, y: number): number {
  const n = a + b;
  const error = stirlingError(n) - stirlingError(a) - stirlingError(b);
  const log = error - deviance(a, n * x) - deviance(b, n * y);
  return (Math.exp(log) * Math.sqrt(n / (2 * Math.PI * a * b)) * b) / n;
}
