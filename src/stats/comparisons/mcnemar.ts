import { binomialCdf, binomialPmf, chiSquareUpper } from "../numbers/distributions.ts";
import { normalInterval } from "../numbers/intervals.ts";
import { type Interval, StatisticsError } from "../types.ts";

/** Items counted by success under two conditions: two models on the same prompts, one person before and after. */
export type PairedCounts = { both: number; onlyFirst: number; onlySecond: number; neither: number };

export type McNemar = {
  /** Rate of the first minus rate of the second. */
  difference: number;
  standardError: number;
  interval: Interval;
  /** (b - c)² / (b + c), one degree of freedom, and its p-value. */
  chiSquare: number;
  pValue: number;
  /** The same with the continuity correction of Edwards 1948. */
  correctedChiSquare: number;
  correctedPValue: number;
  /** Two-sided exact binomial p-value over the items that differ, and its mid-p version. */
  exactPValue: number;
  midPValue: number;
};

/**
 * Tests whether two paired proportions differ. Source: McNemar 1947, Psychometrika 12; interval and standard error:
 * Agresti 2002, Categorical Data Analysis, section 10.1 (Wald, short of its level in small samples); mid-p:
 * Fagerland, Lydersen and Laake 2013, BMC Medical Research Methodology 13. Assumes independent items.
 *
 * Degenerate input: where no item differs the chi-squares are 0 and every p is 1.
 *
 * @throws StatisticsError `no_data` without items, `bad_value` for counts that are not whole numbers from 0 up.
 */
export function mcNemar(counts: PairedCounts, { level = 0.95 }: { level?: number } = {}): McNemar {
  for (const [name, count] of Object.entries(counts)) {
    if (!(Number.isInteger(count) && count >= 0)) {
      throw new StatisticsError("bad_value", `${name} is a whole number from 0 up, not ${count}`);
    }
  }
  const { both, onlyFirst: b, onlySecond: c, neither } = counts;
  const n = both + b + c + neither;
  if (n === 0) throw new StatisticsError("no_data", "there is no item to compare");
  const differ = b + c;
  const difference = (b - c) / n;
  const standardError = Math.sqrt(Math.max(0, differ - (b - c) ** 2 / n)) / n;
  const chiSquare = differ === 0 ? 0 : (b - c) ** 2 / differ;
  const correctedChiSquare = differ === 0 ? 0 : Math.max(0, Math.abs(b - c) - 1) ** 2 / differ;
  const few = Math.min(b, c);
  const tail = binomialCdf(few, differ, 0.5);
  const exactPValue = b === c ? 1 : Math.min(1, 2 * tail);
  return {
    difference,
    standardError,
    interval: normalInterval(difference, standardError, level, { min: -1, max: 1 }),
    chiSquare,
    pValue: chiSquareUpper(chiSquare, 1),
    correctedChiSquare,
    correctedPValue: chiSquareUpper(correctedChiSquare, 1),
    exactPValue,
    midPValue: differ === 0 ? 1 : Math.min(1, 2 * tail - binomialPmf(few, differ, 0.5)),
  };
}
