import { StatisticsError } from "../types.ts";

/**
 * Adjusts the p-values of several tests so that the chance of one or more false alarms among them stays below the
 * level. Source: Holm 1979, Scandinavian Journal of Statistics 6. Valid whatever the dependence between the tests.
 *
 * @returns `adjusted` in the order given, and `rejected`, which says which stay below `alpha`. No tests, no results.
 * @throws StatisticsError `bad_value` for a p-value outside 0 … 1.
 */
export function holm(
  pValues: readonly number[],
  { alpha = 0.05 }: { alpha?: number } = {},
): { adjusted: number[]; rejected: boolean[] } {
  for (const p of pValues) {
    if (!(p >= 0 && p <= 1))
      throw new StatisticsError("bad_value", `a p-value lies between 0 and 1, not ${p}`);
  }
  const order = pValues.map((_, i) => i).sort((x, y) => pValues[x]! - pValues[y]!);
  const adjusted = new Array<number>(pValues.length);
  let largest = 0;
  for (let rank = 0; rank < order.length; rank++) {
    largest = Math.max(largest, Math.min(1, (order.length - rank) * pValues[order[rank]!]!));
    adjusted[order[rank]!] = largest;
  }
  return { adjusted, rejected: adjusted.map((p) => p <= alpha) };
}
