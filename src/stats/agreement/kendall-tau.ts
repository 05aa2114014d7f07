import { normalQuantile, normalTwoSided } from "../numbers/distributions.ts";
import { type Interval, StatisticsError } from "../types.ts";
import { checkPairs } from "./check-pairs.ts";
import { midranks } from "./ranks.ts";

export type KendallTau = {
  tau: number;
  /** Concordant less discordant pairs. */
  score: number;
  pValue: number;
  /** How the p-value was found: all orders counted (no ties, at most 33 pairs) or a normal score. */
  test: "exact" | "normal";
  /** Null for fewer than five pairs. */
  interval: Interval | null;
  n: number;
};

/**
 * Kendall's tau-b: the balance of concordant and discordant pairs, corrected for ties.
 *
 * Source: Kendall 1945, Biometrika 33, 239-251; computed in O(n log n) as Knight 1966, JASA 61, 436-439. The p-value
 * of independence is exact without ties for n ≤ 33 (Kendall 1970, Rank Correlation Methods, section 5.3, by counting
 * orders by their inversions), else normal with the variance for ties (section 4.10 there). The interval is Fisher's
 * z with variance .437 / (n - 4) (Fieller, Hartley and Pearson 1957, Biometrika 44), which assumes nearly normal
 * variables and |tau| below .8.
 *
 * @throws StatisticsError `no_data`, `too_few_items` (fewer than two pairs), `no_variation` (one series constant),
 *   `bad_value` (unequal lengths, NaN).
 */
export function kendallTau(x: ArrayLike<number>, y: ArrayLike<number>, level = 0.95): KendallTau {
  checkPairs(x, y, 2);
  const n = x.length;
  const order = Int32Array.from({ length: n }, (_, i) => i).sort((a, b) => x[a]! - x[b]! || y[a]! - y[b]!);
  const tiesX = midranks(x).ties;
  const tiesY = midranks(y).ties;
  const pairs = (n * (n - 1)) / 2;
  const tiedX = pairsWithin(tiesX);
  const tiedY = pairsWithin(tiesY);
  if (tiedX === pairs || tiedY === pairs) {
    throw new StatisticsError("no_variation", "a constant series has no order to compare");
  }
  const tiedBoth = pairsWithin(jointTies(order, x, y));
  const discordant = inversions(Float64Array.from(order, (i) => y[i]!));
  const score = pairs - tiedX - tiedY + tiedBoth - 2 * discordant;
  const tau = Math.max(-1, Math.min(1, score / Math.sqrt((pairs - tiedX) * (pairs - tiedY))));
  const exact = tiedX === 0 && tiedY === 0 && n <= 33;
  return {
    tau,
    score,
    pValue: exact
      ? exactTail(n, Math.min(discordant, pairs - discordant))
      : normalTail(n, score, tiesX, tiesY),
    test: exact ? "exact" : "normal",
    interval: n > 4 ? fisherInterval(tau, Math.sqrt(0.437 / (n - 4)), level, "fisher z (Fieller)") : null,
    n,
  };
}

/** tanh(atanh(r) ± z · standardError); a correlation of ±1 has no width on this scale. */
export function fisherInterval(r: number, standardError: number, level: number, method: string): Interval {
  const half = normalQuantile((1 + level) / 2) * standardError;
  const middle = Math.atanh(r);
  return { low: Math.tanh(middle - half), high: Math.tanh(middle + half), level, method };
}

const pairsWithin = (ties: readonly number[]) => ties.reduce((sum, t) => sum + (t * (t - 1)) / 2, 0);

function jointTies(order: Int32Array, x: ArrayLike<number>, y: ArrayLike<number>): number[] {
  const ties: number[] = [];
  let run = 1;
  for (let k = 1; k <= order.length; k++) {
    const same = k < order.length && x[order[k]!] === x[order[k - 1]!] && y[order[k]!] === y[order[k - 1]!];
    if (same) run++;
    else {
      if (run > 1) ties.push(run);
      run = 1;
    }
  }
  return ties;
}

/** Pairs in descending order, by merge sort; sorts in place. */
function inversions(values: Float64Array): number {
  const n = values.length;
  let from: Float64Array = values;
  let to: Float64Array = new Float64Array(n);
  let count = 0;
  for (let width = 1; width < n; width *= 2) {
    for (let low = 0; low < n; low += 2 * width) {
      const middle = Math.min(low + width, n);
      const high = Math.min(low + 2 * width, n);
      let a = low;
      let b = middle;
      for (let k = low; k < high; k++) {
        if (b >= high || (a < middle && from[a]! <= from[b]!)) to[k] = from[a++]!;
        else {
          count += middle - a;
          to[k] = from[b++]!;
        }
      }
    }
    [from, to] = [to, from];
  }
  return count;
}

/** P(at most `count` inversions or at least as many from the top) over all n! orders. */
function exactTail(n: number, count: number): number {
  let row: Float64Array = new Float64Array(count + 1);
  row[0] = 1;
  for (let m = 2; m <= n; m++) {
    const next = new Float64Array(count + 1);
    let window = 0;
    for (let k = 0; k <= count; k++) {
      window += row[k]!;
      if (k >= m) window -= row[k - m]!;
      next[k] = window / m;
    }
    row = next;
  }
  return Math.min(1, 2 * row.reduce((sum, p) => sum + p, 0));
}

function normalTail(n: number, score: number, tiesX: readonly number[], tiesY: readonly number[]): number {
  const sum = (ties: readonly number[], f: (t: number) => number) =>
    ties.reduce((total, t) => total + f(t), 0);
  const spread = (t: number) => t * (t - 1) * (2 * t + 5);
  const triples = (t: number) => t * (t - 1) * (t - 2);
  const all = n * (n - 1);
  const variance =
    (all * (2 * n + 5) - sum(tiesX, spread) - sum(tiesY, spread)) / 18 +
    (2 * pairsWithin(tiesX) * pairsWithin(tiesY)) / all +
    (n > 2 ? (sum(tiesX, triples) * sum(tiesY, triples)) / (9 * all * (n - 2)) : 0);
  return normalTwoSided(score / Math.sqrt(variance));
}
