import { StatisticsError } from "../types.ts";

/**
 * How much two different categories still agree. By name, from the positions of the categories in ascending (or
 * given) order: `linear` 1 - |i - j| / (q - 1), `quadratic` its square form (Cicchetti and Allison 1971; Fleiss and
 * Cohen 1973), `ordinal` 1 - C(|i - j| + 1, 2) / C(q, 2) (Gwet 2014, section 3.5). Or a square matrix, either of
 * agreement (the diagonal largest) or of disagreement (the diagonal smallest, as in Cohen 1968).
 */
export type Weights = "none" | "linear" | "quadratic" | "ordinal" | readonly (readonly number[])[];

/**
 * The weights as a q × q table, row by row, scaled so that the diagonal is 1.
 *
 * @throws StatisticsError `bad_option` where a matrix has the wrong shape or an uneven or middling diagonal.
 */
export function agreementWeights(weights: Weights, q: number): Float64Array {
  const out = new Float64Array(q * q);
  if (typeof weights !== "string") return fromMatrix(weights, q, out);
  const span = Math.max(1, q - 1);
  const pairs = Math.max(1, (q * (q - 1)) / 2);
  for (let i = 0; i < q; i++) {
    for (let j = 0; j < q; j++) {
      const gap = Math.abs(i - j);
      if (gap === 0) out[i * q + j] = 1;
      else if (weights === "linear") out[i * q + j] = 1 - gap / span;
      else if (weights === "quadratic") out[i * q + j] = 1 - (gap / span) ** 2;
      else if (weights === "ordinal") out[i * q + j] = 1 - (gap * (gap + 1)) / 2 / pairs;
    }
  }
  return out;
}

function fromMatrix(matrix: readonly (readonly number[])[], q: number, out: Float64Array): Float64Array {
  if (matrix.length !== q || matrix.some((row) => row.length !== q || !row.every(Number.isFinite))) {
    const found = `${matrix.length} rows for ${q} categories`;
    throw new StatisticsError("bad_option", `weights must be a square table of finite numbers: ${found}`);
  }
  const all = matrix.flat();
  const top = Math.max(...all);
  const bottom = Math.min(...all);
  const diagonal = matrix[0]?.[0] ?? 1;
  const even = matrix.every((row, i) => row[i] === diagonal);
  if (!even || (diagonal !== top && diagonal !== bottom)) {
    throw new StatisticsError(
      "bad_option",
      "the diagonal of the weights must hold the largest or the smallest",
    );
  }
  // Disagreement d becomes agreement 1 - d / max, which leaves every chance-corrected coefficient as it is.
  const scale = top === bottom ? 1 : diagonal === top ? top : bottom - top;
  const shift = diagonal === top ? 0 : top;
  for (let i = 0; i < q; i++) {
    for (let j = 0; j < q; j++) {
      out[i * q + j] = top === bottom ? 1 : (matrix[i]![j]! - shift) / scale;
    }
  }
  return out;
}
