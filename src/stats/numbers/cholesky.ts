/*
 * Symmetric positive definite matrices, row-major in one Float64Array of n × n. Source: Golub and Van Loan, Matrix
 * Computations, section 4.2 (the row-oriented Cholesky algorithm).
 */

/**
 * Replaces the lower triangle of `matrix` by its Cholesky factor; reads the lower triangle only. Returns false where
 * the matrix is not positive definite to working precision (the factor is then unusable).
 */
export function factorise(matrix: Float64Array, n: number): boolean {
  for (let i = 0; i < n; i++) {
    const rowI = i * n;
    for (let j = 0; j <= i; j++) {
      const rowJ = j * n;
      const rest = matrix[rowI + j]! - dot(matrix, rowI, matrix, rowJ, 0, j);
      if (i === j) {
        if (!(rest > matrix[rowI + i]! * 1e-13)) return false;
        matrix[rowI + i] = Math.sqrt(rest);
      } else matrix[rowI + j] = rest / matrix[rowJ + j]!;
    }
  }
  return true;
}

/** Solves matrix · x = b in place of b, given the factor. */
export function solve(factor: Float64Array, n: number, b: Float64Array): void {
  for (let i = 0; i < n; i++) {
    let sum = b[i]!;
    for (let k = 0; k < i; k++) sum -= factor[i * n + k]! * b[k]!;
    b[i] = sum / factor[i * n + i]!;
  }
  for (let i = n - 1; i >= 0; i--) {
    const value = b[i]! / factor[i * n + i]!;
    b[i] = value;
    for (let k = 0; k < i; k++) b[k] = b[k]! - factor[i * n + k]! * value;
  }
}

/** The full inverse of the matrix, given its factor. */
export function invert(factor: Float64Array, n: number): Float64Array<ArrayBuffer> {
  // The inverse of the factor, kept transposed so that every inner loop runs along a row.
  const upper = new Float64Array(n * n);
  for (let j = 0; j < n; j++) {
    upper[j * n + j] = 1 / factor[j * n + j]!;
    for (let i = j + 1; i < n; i++) {
      upper[j * n + i] = -dot(factor, i * n, upper, j * n, j, i) / factor[i * n + i]!;
    }
  }
  const inverse = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      const value = dot(upper, i * n, upper, j * n, i, n);
      inverse[i * n + j] = value;
      inverse[j * n + i] = value;
    }
  }
  return inverse;
}

/** The inner product of two rows that start at `x` and `y`, over columns from … to - 1. */
function dot(xs: Float64Array, x: number, ys: Float64Array, y: number, from: number, to: number): number {
  // Four sums at once: one sum alone waits for itself.
  let s0 = 0;
  let s1 = 0;
  let s2 = 0;
  let s3 = 0;
  let k = from;
  for (; k + 3 < to; k += 4) {
    s0 += xs[x + k]! * ys[y + k]!;
    s1 += xs[x + k + 1]! * ys[y + k + 1]!;
    s2 += xs[x + k + 2]! * ys[y + k + 2]!;
    s3 += xs[x + k + 3]! * ys[y + k + 3]!;
  }
  for (; k < to; k++) s0 += xs[x + k]! * ys[y + k]!;
  return s0 + s1 + (s2 + s3);
}

/** left · middle · left for symmetric matrices: the sandwich. */
export function sandwich(left: Float64Array, middle: Float64Array, n: number): Float64Array<ArrayBuffer> {
  const half = timesTransposed(left, middle, n, false);
  return timesTransposed(half, left, n, true);
}

/** x · yᵀ, two rows by two columns at a time; `symmetric` fills the upper triangle from the lower. */
function timesTransposed(
  x: Float64Array,
  y: Float64Array,
  n: number,
  symmetric: boolean,
): Float64Array<ArrayBuffer> {
  const product = new Float64Array(n * n);
  for (let i = 0; i < n; i += 2) {
    const a = i * n;
    const b = i + 1 < n ? a + n : a;
    for (let j = 0; j < (symmetric ? i + 1 : n); j += 2) {
      const c = j * n;
      const d = j + 1 < n ? c + n : c;
      let ac = 0;
      let ad = 0;
      let bc = 0;
      let bd = 0;
      for (let k = 0; k < n; k++) {
        const xa = x[a + k]!;
        const xb = x[b + k]!;
        const yc = y[c + k]!;
        const yd = y[d + k]!;
        ac += xa * yc;
        ad += xa * yd;
        bc += xb * yc;
        bd += xb * yd;
      }
      product[a + j] = ac;
      if (d > c) product[a + j + 1] = ad;
      if (b > a) product[b + j] = bc;
      if (b > a && d > c) product[b + j + 1] = bd;
    }
  }
  if (symmetric)
    for (let i = 0; i < n; i++) for (let j = 0; j < i; j++) product[j * n + i] = product[i * n + j]!;
  return product;
}
