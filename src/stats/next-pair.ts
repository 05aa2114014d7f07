import { StatisticsError } from "./types.ts";

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
  let best: NextPair | null = null;
  let anchor = Number.POSITIVE_INFINITY;
  for (let i = 0; i < n; i++) {
    const x = items[i]!.strength;
    const varianceX = covariance[i * n + i]!;
    for (let j = i + 1; j < n; j++) {
      const y = items[j]!.strength;
      const varianceY = covariance[j * n + j]!;
      const known = isKnown(x, varianceX) && isKnown(y, varianceY);
      const spread = varianceX + varianceY - 2 * covariance[i * n + j]!;
      const p = known ? 1 / (1 + Math.exp(y! - x!)) : 0;
      const gain = known ? 0.5 * Math.log1p(p * (1 - p) * Math.max(0, spread)) : Number.POSITIVE_INFINITY;
      if (best && gain < best.gain) continue;
      const steadier = known ? 0 : Math.min(varianceX, varianceY);
      if (best && gain === best.gain && !(steadier < anchor)) continue;
      if (!allowed(items[i]!.item, items[j]!.item)) continue;
      best = { a: items[i]!.item, b: items[j]!.item, gain };
      anchor = steadier;
    }
  }
  return best;
}

const isKnown = (strength: number | null, variance: number) =>
  strength !== null && Number.isFinite(strength) && Number.isFinite(variance);
