/*
 * Locality-sensitive hashing by bands: two items become candidates where all rows of at least one band agree. Source:
 * Indyk and Motwani 1998, STOC; bands as in Leskovec, Rajaraman and Ullman, Mining of Massive Datasets, section 3.4.
 */
import { createClusters } from "../numbers/clusters.ts";

/** How signatures are cut: `bands` bands of `rows` places. */
export type Bands = { bands: number; rows: number };

/**
 * The cheapest bands that find a pair at the threshold with probability of at least `recall`: the most rows per band
 * (fewest false candidates) that fit into `places`, then the fewest bands.
 *
 * @param agree the chance that one place of a pair at the threshold agrees.
 */
export function chooseBands(agree: number, recall: number, places: number, mostRows: number): Bands {
  for (let rows = Math.min(mostRows, places); rows > 1; rows--) {
    const miss = Math.log1p(-(agree ** rows));
    const bands = Math.max(1, Math.ceil(Math.log(1 - recall) / miss));
    if (bands * rows <= places) return { bands, rows };
  }
  return { bands: places, rows: 1 };
}

/** Buckets above this size compare only texts that are not in one cluster yet, so that cost stays linear. */
const LARGE_BUCKET = 256;

/**
 * Verifies the candidates of all bands. Memory: 4 bytes per item and band.
 *
 * @param keys band keys, item by item: `keys[item * bands + band]`. Items with `skip[item]` take no part.
 * @param similarity the true similarity of two items.
 * @returns pairs at or above the threshold, ascending, i < j.
 */
export function verifyCandidates(
  count: number,
  bands: number,
  keys: Int32Array,
  skip: Uint8Array,
  threshold: number,
  similarity: (i: number, j: number) => number,
): { a: number; b: number; similarity: number }[] {
  const bits = Math.max(4, Math.ceil(Math.log2(count + 1)) + 1);
  const heads = new Int32Array(2 ** bits);
  const next = new Int32Array(count);
  const size = new Int32Array(count);
  const clusters = createClusters(count);
  const pairs: { a: number; b: number; similarity: number }[] = [];
  /** Whether an earlier band brought the two together already. */
  const met = (i: number, j: number, band: number) => {
    for (let earlier = 0; earlier < band; earlier++) {
      if (keys[i * bands + earlier] === keys[j * bands + earlier]) return true;
    }
    return false;
  };
  for (let band = 0; band < bands; band++) {
    heads.fill(-1);
    for (let i = 0; i < count; i++) {
      if (skip[i]) continue;
      const key = keys[i * bands + band]!;
      const slot = (Math.imul(key, 0x9e3779b1) >>> (32 - bits)) | 0;
      const head = heads[slot]!;
      let longest = 0;
      for (let j = head; j !== -1; j = next[j]!) {
        if (keys[j * bands + band] !== key) continue;
        longest = Math.max(longest, size[j]!);
        if (size[j]! > LARGE_BUCKET && clusters.same(i, j)) continue;
        if (met(i, j, band)) continue;
        const found = similarity(j, i);
        if (found < threshold) continue;
        pairs.push({ a: j, b: i, similarity: found });
        clusters.join(i, j);
      }
      size[i] = longest + 1;
      next[i] = head;
      heads[slot] = i;
    }
  }
  return pairs.sort((x, y) => x.a - y.a || x.b - y.b);
}
