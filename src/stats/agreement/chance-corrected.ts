import { studentTwoSided } from "../numbers/distributions.ts";
import { studentInterval } from "../numbers/intervals.ts";
import { type Interval, StatisticsError } from "../types.ts";
import type { Tally } from "./tally-items.ts";

/*
 * The common frame of chance-corrected agreement for any number of raters, with missing ratings and weights:
 * (pa - pe) / (1 - pe), and a standard error by linearisation over items as a sample from many.
 * Source: Gwet 2014, Handbook of Inter-Rater Reliability, 4th edition, chapters 2, 3 and 5; Gwet 2008, British
 * Journal of Mathematical and Statistical Psychology 61, 29-48. Items rated once inform the marginal shares only.
 */

export type Coefficient = {
  coefficient: number;
  /** Weighted share of agreeing pairs, averaged over items with two ratings or more. */
  observed: number;
  /** The same by chance, as the coefficient defines it. */
  expected: number;
  /** Non-null standard error: what the interval rests on. */
  standardError: number;
  interval: Interval;
  /** Of the hypothesis that the coefficient is 0, by t on items - 1 degrees of freedom; two-sided. */
  pValue: number;
  /** Items with at least one rating; those with at least two. */
  items: number;
  pairableItems: number;
};

/** Chance agreement as a function of the marginal shares, and how an item's own ratings pull it. */
export type Chance = {
  expected: number;
  /** For category k, what one rating in it contributes to chance agreement (its average over p is `expected`). */
  pull: Float64Array;
  /** How often the shares enter `expected` as a factor: 2 where they do, 0 where it is a constant. */
  degree: 0 | 2;
};

/** Share of ratings in each category, every rated item counting the same. */
export function marginalShares(tally: Tally<unknown>): Float64Array {
  const shares = new Float64Array(tally.categories.length);
  for (let u = 0; u < tally.items; u++) {
    const weight = 1 / (tally.ratings[u]! * tally.items);
    for (let k = tally.start[u]!; k < tally.start[u + 1]!; k++) {
      shares[tally.category[k]!]! += tally.count[k]! * weight;
    }
  }
  return shares;
}

/** Weighted share of agreeing pairs per item; 0 for items rated once. */
export function itemAgreement(tally: Tally<unknown>, weights: Float64Array): Float64Array {
  const q = tally.categories.length;
  const out = new Float64Array(tally.items);
  for (let u = 0; u < tally.items; u++) {
    const r = tally.ratings[u]!;
    if (r < 2) continue;
    let sum = 0;
    for (let k = tally.start[u]!; k < tally.start[u + 1]!; k++) {
      let agreeing = -1;
      const row = tally.category[k]! * q;
      for (let l = tally.start[u]!; l < tally.start[u + 1]!; l++) {
        agreeing += tally.count[l]! * weights[row + tally.category[l]!]!;
      }
      sum += tally.count[k]! * agreeing;
    }
    out[u] = sum / (r * (r - 1));
  }
  return out;
}

/** One coefficient of the family. @throws StatisticsError `too_few_items`, `no_variation`. */
export function chanceCorrected(
  tally: Tally<unknown>,
  weights: Float64Array,
  chance: Chance,
  level: number,
): Coefficient {
  const n = tally.items;
  const agreement = itemAgreement(tally, weights);
  let pairable = 0;
  let observed = 0;
  for (let u = 0; u < n; u++) {
    if (tally.ratings[u]! >= 2) pairable++;
    observed += agreement[u]!;
  }
  if (pairable < 2) throw new StatisticsError("too_few_items", "fewer than two items have two ratings");
  observed /= pairable;
  const { expected, pull, degree } = chance;
  // A rounding away from 1 is certainty too: everyone always used one category.
  if (1 - expected < 1e-14) {
    throw new StatisticsError("no_variation", "agreement by chance is certain: all ratings are one category");
  }
  const room = 1 - expected;
  const coefficient = (observed - expected) / room;
  let squares = 0;
  for (let u = 0; u < n; u++) {
    const own = tally.ratings[u]! >= 2 ? (n / pairable) * (agreement[u]! - expected) : 0;
    let pulled = 0;
    for (let k = tally.start[u]!; k < tally.start[u + 1]!; k++) {
      pulled += tally.count[k]! * pull[tally.category[k]!]!;
    }
    const drift = degree * (1 - coefficient) * (pulled / tally.ratings[u]! - expected);
    squares += ((own - drift) / room - coefficient) ** 2;
  }
  // Two raters who both rated everything: Gwet's two-rater formula, which is the same sum over n², not n (n - 1).
  const complete = tally.raters === 2 && pairable === n;
  const standardError = Math.sqrt(squares / (n * (complete ? n : n - 1)));
  return {
    coefficient,
    observed,
    expected,
    standardError,
    interval: studentInterval(coefficient, standardError, n - 1, level, { min: -1, max: 1 }),
    pValue:
      standardError === 0 ? (coefficient === 0 ? 1 : 0) : studentTwoSided(coefficient / standardError, n - 1),
    items: n,
    pairableItems: pairable,
  };
}

/** Chance as two raters who draw from the pooled shares (Scott 1955; Fleiss 1971). */
export function pooledChance(shares: Float64Array, weights: Float64Array): Chance {
  const q = shares.length;
  const pull = new Float64Array(q);
  let expected = 0;
  for (let i = 0; i < q; i++) {
    for (let j = 0; j < q; j++) {
      pull[i]! += (shares[j]! * (weights[i * q + j]! + weights[j * q + i]!)) / 2;
    }
    expected += shares[i]! * pull[i]!;
  }
  return { expected, pull, degree: 2 };
}
