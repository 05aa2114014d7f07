import { invert, sandwich } from "./cholesky.ts";
import { maximise } from "./newton.ts";

export type LogisticFit = {
  coefficients: Float64Array;
  /** White's sandwich, row-major: holds for scores in between 0 and 1 (ties) too. */
  covariance: Float64Array;
  converged: boolean;
  /** False where the outcomes are separable or the columns dependent: there is no finite answer. */
  finite: boolean;
};

/**
 * Logistic regression for scores from 0 to 1 by Newton's method. Source: McCullagh and Nelder 1989, chapter 4;
 * covariance: White 1982.
 *
 * @param rows row-major design, one row per score with `width` columns; an intercept is a column of ones.
 */
export function fitLogistic(rows: Float64Array, width: number, scores: ArrayLike<number>): LogisticFit {
  const n = scores.length;
  const margin = (b: Float64Array, i: number) => {
    let eta = 0;
    for (let k = 0; k < width; k++) eta += rows[i * width + k]! * b[k]!;
    return eta;
  };
  const outer = (matrix: Float64Array, i: number, weight: number) => {
    for (let j = 0; j < width; j++) {
      const x = weight * rows[i * width + j]!;
      for (let k = 0; k <= j; k++) matrix[j * width + k] = matrix[j * width + k]! + x * rows[i * width + k]!;
    }
  };
  const fit = maximise(
    {
      size: width,
      tolerance: Math.max(1, n) * 1e-13,
      evaluate: (b, gradient, hessian) => {
        gradient.fill(0);
        hessian.fill(0);
        let sum = 0;
        for (let i = 0; i < n; i++) {
          const eta = margin(b, i);
          const p = 1 / (1 + Math.exp(-eta));
          sum += scores[i]! * eta - (Math.max(0, eta) + Math.log1p(Math.exp(-Math.abs(eta))));
          const residual = scores[i]! - p;
          for (let k = 0; k < width; k++) gradient[k] = gradient[k]! + residual * rows[i * width + k]!;
          outer(hessian, i, p * (1 - p));
        }
        return sum;
      },
    },
    new Float64Array(width),
  );
  // Where outcomes are separable, Newton stops far out on a plain: its curvature is then next to nothing.
  const finite =
    fit.definite &&
    fit.parameters.every((_, k) => fit.factor[k * width + k]! ** 2 > 1e-6 * meanSquare(rows, width, k));
  if (!finite) {
    return {
      coefficients: fit.parameters,
      covariance: new Float64Array(width * width),
      converged: false,
      finite,
    };
  }
  const middle = new Float64Array(width * width);
  for (let i = 0; i < n; i++)
    outer(middle, i, (scores[i]! - 1 / (1 + Math.exp(-margin(fit.parameters, i)))) ** 2);
  for (let j = 0; j < width; j++) for (let k = 0; k < j; k++) middle[k * width + j] = middle[j * width + k]!;
  const covariance = sandwich(invert(fit.factor, width), middle, width);
  return { coefficients: fit.parameters, covariance, converged: fit.converged, finite };
}

function meanSquare(rows: Float64Array, width: number, column: number): number {
  let sum = 0;
  for (let i = column; i < rows.length; i += width) sum += rows[i]! ** 2;
  return (sum * width) / Math.max(1, rows.length);
}
