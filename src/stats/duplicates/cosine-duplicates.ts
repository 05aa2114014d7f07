import { createClusters } from "../numbers/clusters.ts";
import { createRandom } from "../numbers/random.ts";
import { StatisticsError } from "../types.ts";
import { chooseBands, verifyCandidates } from "./lsh.ts";
import type { Duplicates } from "./near-duplicates.ts";

/** Up to this many vectors every pair is compared; above, random hyperplanes propose candidates. */
const EXHAUSTIVE = 2000;
const RECALL = 0.999;
const MOST_PLANES = 4096;

/**
 * Pairs of vectors (embeddings) with a cosine of at least `threshold`. All pairs up to 2,000 vectors; above, signs of
 * random projections cut into bands propose candidates that are then checked, so that no false pair is returned and
 * a pair at the threshold is missed with probability 0.001. Source: Charikar 2002, STOC. Reproducible by seed. As in
 * `nearDuplicates`, very large groups get complete clusters but not all their pairs. A vector of zeros is no
 * duplicate of any.
 *
 * @param threshold above 0, at most 1; default 0.95.
 * @throws StatisticsError `bad_value` for vectors of different lengths or entries that are no finite numbers.
 */
export function cosineDuplicates(
  vectors: readonly ArrayLike<number>[],
  { threshold = 0.95, seed = 1 }: { threshold?: number; seed?: number } = {},
): Duplicates {
  if (!(threshold > 0 && threshold <= 1)) {
    throw new StatisticsError("bad_option", `a threshold is above 0 and at most 1, not ${threshold}`);
  }
  const count = vectors.length;
  const width = vectors[0]?.length ?? 0;
  const { units, skip } = normalised(vectors, width);
  const cosine = (i: number, j: number) => {
    let sum = 0;
    for (let k = 0; k < width; k++) sum += units[i * width + k]! * units[j * width + k]!;
    // Rounding must not part a vector from its copy.
    return sum > 1 - 1e-12 ? 1 : sum;
  };
  const pairs = count <= EXHAUSTIVE ? compareAll(count, skip, threshold, cosine) : propose();
  const clusters = createClusters(count);
  for (const { a, b } of pairs) clusters.join(a, b);
  return { pairs, clusters: clusters.groups() };

  function propose() {
    const agree = 1 - Math.acos(threshold) / Math.PI;
    const mostRows = Math.max(8, Math.ceil(Math.log2(count)));
    const { bands, rows } = chooseBands(agree, RECALL, MOST_PLANES, Math.min(30, mostRows));
    const random = createRandom(seed);
    const keys = new Int32Array(count * bands);
    const plane = new Float64Array(width);
    for (let band = 0; band < bands; band++) {
      for (let row = 0; row < rows; row++) {
        for (let k = 0; k < width; k++) plane[k] = random.normal();
        for (let i = 0; i < count; i++) {
          let sum = 0;
          for (let k = 0; k < width; k++) sum += units[i * width + k]! * plane[k]!;
          const at = i * bands + band;
          keys[at] = 2 * keys[at]! + (sum >= 0 ? 1 : 0);
        }
      }
    }
    return verifyCandidates(count, bands, keys, skip, threshold, cosine);
  }
}

function compareAll(
  count: number,
  skip: Uint8Array,
  threshold: number,
  cosine: (i: number, j: number) => number,
): Duplicates["pairs"] {
  const pairs: Duplicates["pairs"] = [];
  for (let a = 0; a < count; a++) {
    if (skip[a]) continue;
    for (let b = a + 1; b < count; b++) {
      if (skip[b]) continue;
      const similarity = cosine(a, b);
      if (similarity >= threshold) pairs.push({ a, b, similarity });
    }
  }
  return pairs;
}

/** All vectors of length 1 in one array; those of zeros are marked to be skipped. */
function normalised(
  vectors: readonly ArrayLike<number>[],
  width: number,
): { units: Float64Array; skip: Uint8Array } {
  const units = new Float64Array(vectors.length * width);
  const skip = new Uint8Array(vectors.length);
  vectors.forEach((vector, i) => {
    if (vector.length !== width) {
      throw new StatisticsError(
        "bad_value",
        `vector ${i + 1} has ${vector.length} entries, the first has ${width}`,
      );
    }
    let squares = 0;
    for (let k = 0; k < width; k++) squares += vector[k]! * vector[k]!;
    if (!Number.isFinite(squares)) {
      throw new StatisticsError("bad_value", `vector ${i + 1} has an entry that is no finite number`);
    }
    if (squares === 0) skip[i] = 1;
    const length = Math.sqrt(squares) || 1;
    for (let k = 0; k < width; k++) units[i * width + k] = vector[k]! / length;
  });
  return { units, skip };
}
