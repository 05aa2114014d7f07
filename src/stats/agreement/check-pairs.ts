import { StatisticsError } from "../types.ts";

/** Refuses series of different length, too short ones and values that are not numbers. */
export function checkPairs(x: ArrayLike<number>, y: ArrayLike<number>, least: number): void {
  if (x.length !== y.length) {
    throw new StatisticsError(
      "bad_value",
      `two series of one length are needed, not ${x.length} and ${y.length}`,
    );
  }
  if (x.length < least) {
    throw new StatisticsError(
      x.length === 0 ? "no_data" : "too_few_items",
      `at least ${least} pairs are needed`,
    );
  }
  for (let i = 0; i < x.length; i++) {
    if (Number.isNaN(x[i]) || Number.isNaN(y[i])) {
      throw new StatisticsError("bad_value", `pair ${i + 1} is not a pair of numbers`);
    }
  }
}
