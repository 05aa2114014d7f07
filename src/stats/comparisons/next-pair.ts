import { StatisticsError } from "../types.ts";

/** What is known of the items: strengths on the log-odds scale and their covariance, row-major. */
export type PairState = {
  items: readonly { item: string; strength: number | null }[];
  covariance: ArrayLike<number>;
};

export type NextPair = {
  a: string;
  b: string;
  /** Expected gain in information, in nats: half the log of the factor by which the uncertainty shrinks. */
  gain: number;
};

/**
 * The comparison that tells most: the pair with the largest ½ log(1 + p (1 - p) · Var(strength a - strength b)), the
 * growth of the log-determinant of the information (D-optimality; Fedorov 1972; for Bradley-Terry: Grasshoff and
 * Schwabe 2008). It balances pairs that are uncertain against pairs whose outcome is open. O(items²).
 *
 * Fit with a penalty (`l2` of 0.1 to 1) while votes are few: an item without a finite strength or variance comes
 * first, against the item whose strength is known best. Deterministic: equal gains go to the pair first in the list.
 *
 * @param state the result of `bradleyTerry` with scale 1 (its `items` and `covariance`).
 * @param allowed may refuse a pair, e.g. one that has been shown to this rater.
 * @returns null where no pair is allowed.
 * @throws StatisticsError `too_few_items` for fewer than two.
 */
export function nextPair(
  { items, covariance }: PairState,
  allowed: (a: string, b: string) => boolean = () => true,
): NextPair | null {
  const n = items.length;
  if (n < 2) throw new StatisticsError("too_few_items", "a pair needs two items");
  const known = items.map(({ strength }, i) => strength !== null && Number.isFinite(covariance[i * n + i]!));
  const level = items.reduce((sum, { strength }, i) => sum + (known[i] ? strength! : 0), 0) / n;
  // p (1 - p) = w v / (w + v)² for worths w and v: one exponential per item instead of one per pair.
  const worth = Float64Array.from(items, ({ strength }, i) =>
    known[i] ? Math.exp(Math.min(300, Math.max(-300, strength! - level))) : 0,
  );
  let best: { i: number; j: number; value: number; steadier: number } | null = null;
  for (let i = 0; i < n; i++) {
    const variance = covariance[i * n + i]!;
    for (let j = i + 1; j < n; j++) {
      const other = covariance[j * n + j]!;
      let value = Number.POSITIVE_INFINITY;
      let steadier = 0;
      if (known[i] && known[j]) {
        const sum = worth[i]! + worth[j]!;
        const open = (worth[i]! / sum) * (worth[j]! / sum);
        value = open * Math.max(0, variance + other - 2 * covariance[i * n + j]!);
      } else steadier = Math.min(variance, other);
      if (best && (value < best.value || (value === best.value && !(steadier < best.steadier)))) continue;
      if (allowed(items[i]!.item, items[j]!.item)) best = { i, j, value, steadier };
    }
  }
  return best && { a: items[best.i]!.item, b: items[best.j]!.item, gain: 0.5 * Math.log1p(best.value) };
}
