import { StatisticsError } from "../types.ts";
import { type Points, unitVectors } from "./unit-vectors.ts";

export type SelfSimilarity = {
  /** Mean cosine over all pairs of different points: 1 where all are alike, near 0 where they share nothing. */
  mean: number;
  /** For each point its mean cosine with the others: the highest are the most redundant. */
  perPoint: Float64Array;
};

/**
 * How alike a set of texts (or of embeddings) is to itself, over all pairs but in linear time: the mean cosine is
 * (‖Σ u‖² - Σ ‖u‖²) / (n (n - 1)) for unit vectors u. Texts are compared by their counts of words and word pairs.
 * A measure of diversity like the Self-BLEU of Zhu et al. 2018 (SIGIR), without its sampling.
 *
 * @throws StatisticsError `too_few_items` for fewer than two points; `bad_value` as `unitVectors`.
 */
export function selfSimilarity(points: Points): SelfSimilarity {
  const n = points.length;
  if (n < 2) throw new StatisticsError("too_few_items", "similarity within a set needs two points");
  const vectors = unitVectors(points);
  const sum = new Map<number, number>();
  for (let i = 0; i < n; i++) vectors.addTo(sum, i);
  const perPoint = Float64Array.from(
    { length: n },
    (_, i) => (vectors.along(sum, i) - vectors.cosine(i, i)) / (n - 1),
  );
  return { mean: perPoint.reduce((total, x) => total + x, 0) / n, perPoint };
}
