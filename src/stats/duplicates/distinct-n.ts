import { StatisticsError } from "../types.ts";
import { hashWords, stir } from "./shingles.ts";

export type DistinctN = {
  n: number;
  /** Different runs of n words over all of them, between 0 and 1; null where no text has n words. */
  ratio: number | null;
  distinct: number;
  total: number;
};

/**
 * The share of n-grams of words that are different, over all texts together. Source: Li et al. 2016, NAACL
 * ("distinct-1", "distinct-2"). It falls with the amount of text, so compare sets of like size only. Words are in
 * lower case; n-grams are told apart by 32-bit hashes, which undercounts by about distinct² / 2^33.
 *
 * @throws StatisticsError `bad_option` unless n is a whole number from 1 up.
 */
export function distinctN(texts: readonly string[], n: number): DistinctN {
  if (!(Number.isInteger(n) && n > 0)) {
    throw new StatisticsError("bad_option", `n is a whole number from 1 up, not ${n}`);
  }
  const seen = new Set<number>();
  let total = 0;
  for (const text of texts) {
    const words = hashWords(text);
    for (let i = 0; i + n <= words.length; i++) {
      let hash = 0;
      for (let k = i; k < i + n; k++) hash = Math.imul(hash, 0x2c9277b5) + words[k]!;
      seen.add(stir(hash));
      total++;
    }
  }
  return { n, ratio: total === 0 ? null : seen.size / total, distinct: seen.size, total };
}
