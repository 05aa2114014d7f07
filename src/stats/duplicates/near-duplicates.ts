import { createClusters } from "../numbers/clusters.ts";
import { StatisticsError } from "../types.ts";
import { chooseBands, verifyCandidates } from "./lsh.ts";
import { createMinHasher } from "./min-hash.ts";
import { asSet, jaccard, shingleRuns, stir } from "./shingles.ts";

export type Duplicates = {
  /** Pairs at or above the threshold by index, a < b, with their similarity. */
  pairs: { a: number; b: number; similarity: number }[];
  /** Groups linked by pairs, each ascending: keep the first of each to have none. */
  clusters: number[][];
};

/** The chance that a pair right at the threshold is found; pairs above it are missed less. */
const RECALL = 0.999;

/**
 * Four rows per band where the signature does not grow too long for it: fewer rows cost less hashing, but let texts
 * through that share only a template.
 */
const ROWS = 4;
const PLACES = 256;

/**
 * Pairs of texts whose sets of word shingles have a Jaccard similarity of at least `threshold`. MinHash signatures
 * cut into bands propose candidates, and each is checked on its shingles, so that no false pair is returned and a
 * pair at the threshold is missed with probability 0.001. Sources: Broder 1997; Indyk and Motwani 1998. Time and
 * memory linear in the texts (about 5 bytes a word).
 *
 * Texts with equal shingles are linked to the first of them only, and among more than 256 that share a band only
 * pairs that join two clusters are checked: clusters are complete, the list of pairs may then not be. A text without
 * words is no duplicate of any. Reproducible: the same texts in the same order give the same result for one seed.
 *
 * @param threshold above 0, at most 1; default 0.8. `width` is the number of words of a shingle, default 5.
 */
export function nearDuplicates(
  texts: readonly string[],
  { threshold = 0.8, width = 5, seed = 1 }: { threshold?: number; width?: number; seed?: number } = {},
): Duplicates {
  if (!(threshold > 0 && threshold <= 1 && Number.isInteger(width) && width > 0)) {
    throw new StatisticsError(
      "bad_option",
      "a threshold is above 0 and at most 1, a width a whole number from 1 up",
    );
  }
  const { bands, rows } = chooseBands(threshold, RECALL, PLACES, ROWS);
  const hash = createMinHasher(bands * rows, seed);
  const signature = new Int32Array(bands * rows);
  const keys = new Int32Array(texts.length * bands);
  const skip = new Uint8Array(texts.length);
  const lists: Int32Array<ArrayBuffer>[] = [];
  const isSet = new Uint8Array(texts.length);
  /** The shingles of a text as a set, which is made only where a candidate asks for it. */
  const setOf = (i: number) => {
    if (!isSet[i]) lists[i] = asSet(lists[i]!);
    isSet[i] = 1;
    return lists[i]!;
  };
  const firstOf = new Map<string, number>();
  const pairs: Duplicates["pairs"] = [];
  const clusters = createClusters(texts.length);
  for (let i = 0; i < texts.length; i++) {
    const list = shingleRuns(texts[i]!, width);
    lists.push(list);
    if (list.length === 0) {
      skip[i] = 1;
      continue;
    }
    const digest = digestOf(list);
    const first = firstOf.get(digest);
    if (first !== undefined && jaccard(setOf(first), setOf(i)) === 1) {
      pairs.push({ a: first, b: i, similarity: 1 });
      skip[i] = 1;
      continue;
    }
    if (first === undefined) firstOf.set(digest, i);
    hash(lists[i]!, signature);
    for (let band = 0; band < bands; band++) {
      let key = band;
      for (let row = 0; row < rows; row++) key = stir(Math.imul(key, 31) + signature[band * rows + row]!);
      keys[i * bands + band] = key;
    }
  }
  const similarity = (i: number, j: number) => boundedJaccard(setOf(i), setOf(j), threshold);
  for (const pair of verifyCandidates(texts.length, bands, keys, skip, threshold, similarity))
    pairs.push(pair);
  pairs.sort((x, y) => x.a - y.a || x.b - y.b);
  for (const { a, b } of pairs) clusters.join(a, b);
  return { pairs, clusters: clusters.groups() };
}

/** A short name that texts with the same shingles share, whatever their order. */
function digestOf(list: Int32Array): string {
  let sum = 0;
  let mixed = 0;
  for (let i = 0; i < list.length; i++) {
    sum = (sum + list[i]!) | 0;
    mixed ^= Math.imul(list[i]!, 0x2c9277b5);
  }
  return `${list.length} ${sum} ${mixed}`;
}

/** The similarity, or 0 at once where the sizes alone keep it below the threshold. */
function boundedJaccard(x: Int32Array, y: Int32Array, threshold: number): number {
  const ratio = x.length < y.length ? x.length / y.length : y.length / x.length;
  return ratio < threshold ? 0 : jaccard(x, y);
}
