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
      let s0 = 0;
      let s1 = 0;
      let s2 = 0;
      let s3 = 0;
      let k = 0;
      for (; k + 3 < j; k += 4) {
        s0 += matrix[rowI + k]! * matrix[rowJ + k]!;
        s1 += matrix[rowI + k + 1]! * matrix[rowJ + k + 1]!;
        s2 += matrix[rowI + k + 2]! * matrix[rowJ + k + 2]!;
        s3 += matrix[rowI + k + 3]! * matrix[rowJ + k + 3]!;
      }
      for (; k < j; k++) s0 += matrix[rowI + k]! * matrix[rowJ + k]!;
      const rest = matrix[rowI + j]! - (s0 + s1 + (s2 + s3));
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
    const row = j * n;
    upper[row + j] = 1 / factor[row + j]!;
    for (let i = j + 1; i < n; i++) {
      let sum = 0;
      for (let k = j; k < i; k++) sum += factor[i * n + k]! * upper[row + k]!;
      upper[row + i] = -sum / factor[i * n + i]!;
    }
  }
  const inverse = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = 0;
      for (let k = i; k < n; k++) sum += upper[i * n + k]! * upper[j * n + k]!;
      inverse[i * n + j] = sum;
      inverse[j * n + i] = sum;
    }
  }
  return inverse;
}

/** left · middle · left for symmetric matrices: the sandwich. */
export function sandwich(left: Float64Array, middle: Float64Array, n: number): Float64Array<ArrayBuffer> {
  const half = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < n; k++) {
      const factor = left[i * n + k]!;
      if (factor === 0) continue;
      for (let j = 0; j < n; j++) half[i * n + j] = half[i * n + j]! + factor * middle[k * n + j]!;
    }
  }
  const result = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = 0;
      for (let k = 0; k < n; k++) sum += half[i * n + k]! * left[j * n + k]!;
      result[i * n + j] = sum;
      result[j * n + i] = sum;
    }
  }
  return result;
}
