import { createRandom } from "../numbers/random.ts";
import { StatisticsError } from "../types.ts";
import { shingles } from "./shingles.ts";

export type MinHashOptions = {
  /** Length of a signature; the standard error of a similarity s is √(s (1 - s) / permutations). Default 128. */
  permutations?: number;
  /** Words per shingle; default 5. */
  width?: number;
  /** Signatures are comparable only where seed, permutations and width are the same. */
  seed?: number;
};

/**
 * A short signature of a text, whose share of equal places estimates the Jaccard similarity of the shingle sets.
 * Source: Broder 1997; the permutations are the multiply-add hashes of Carter and Wegman 1979 on 32 bits.
 *
 * Degenerate input: a text without words has a signature that is similar to none, its own included.
 */
export function minHash(
  text: string,
  { permutations = 128, width = 5, seed = 1 }: MinHashOptions = {},
): Int32Array {
  if (!(Number.isInteger(permutations) && permutations > 0 && Number.isInteger(width) && width > 0)) {
    throw new StatisticsError("bad_option", "permutations and width are whole numbers from 1 up");
  }
  return createMinHasher(permutations, seed)(shingles(text, width), new Int32Array(permutations));
}

/** The value of an empty place: no shingle was there to fill it. */
const EMPTY = 0x7fffffff;

/** The share of places in which two signatures agree. */
export function minHashSimilarity(x: Int32Array, y: Int32Array): number {
  if (x.length !== y.length) {
    throw new StatisticsError(
      "bad_value",
      `signatures of ${x.length} and ${y.length} places cannot be compared`,
    );
  }
  let equal = 0;
  for (let i = 0; i < x.length; i++) if (x[i] === y[i] && x[i] !== EMPTY) equal++;
  return equal / x.length;
}

/** A function that fills a signature from a set of shingles, for many texts with one set of permutations. */
export function createMinHasher(
  permutations: number,
  seed: number,
): (set: Int32Array, into: Int32Array) => Int32Array {
  const random = createRandom(seed);
  const factors = Int32Array.from({ length: permutations }, () => random.bits() | 1);
  const offsets = Int32Array.from({ length: permutations }, () => random.bits());
  return (set, into) => {
    // One permutation at a time keeps its minimum in a register; four at a time keep the processor busy.
    let p = 0;
    for (; p + 3 < permutations; p += 4) {
      const [f0, f1, f2, f3] = [factors[p]!, factors[p + 1]!, factors[p + 2]!, factors[p + 3]!];
      const [o0, o1, o2, o3] = [offsets[p]!, offsets[p + 1]!, offsets[p + 2]!, offsets[p + 3]!];
      let m0 = EMPTY;
      let m1 = EMPTY;
      let m2 = EMPTY;
      let m3 = EMPTY;
      for (let i = 0; i < set.length; i++) {
        const x = set[i]!;
        const v0 = (Math.imul(x, f0) + o0) | 0;
        const v1 = (Math.imul(x, f1) + o1) | 0;
        const v2 = (Math.imul(x, f2) + o2) | 0;
        const v3 = (Math.imul(x, f3) + o3) | 0;
        if (v0 < m0) m0 = v0;
        if (v1 < m1) m1 = v1;
        if (v2 < m2) m2 = v2;
        if (v3 < m3) m3 = v3;
      }
      into[p] = m0;
      into[p + 1] = m1;
      into[p + 2] = m2;
      into[p + 3] = m3;
    }
    for (; p < permutations; p++) {
      let m = EMPTY;
      for (let i = 0; i < set.length; i++)
        m = Math.min(m, (Math.imul(set[i]!, factors[p]!) + offsets[p]!) | 0);
      into[p] = m;
    }
    return into;
  };
}
