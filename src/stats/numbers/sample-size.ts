import { StatisticsError } from "../types.ts";
import { normalQuantile } from "./distributions.ts";
import { checkLevel } from "./intervals.ts";

/**
 * How many independent comparisons a win rate needs.
 *
 * Without `power`: so many that the interval at `level` is rate ± margin (n = z² p (1 - p) / m², Cochran 1977,
 * Sampling Techniques, section 4.4). With `power`: so many that a two-sided test at `level` tells a true `rate` from
 * `rate - margin` with that probability (Fleiss, Levin and Paik 2003, Statistical Methods for Rates and Proportions,
 * eq. 2.12, without continuity correction); rate 0.55 and margin 0.05 is the test against even odds.
 *
 * @throws StatisticsError `bad_option` unless 0 < rate < 1, 0 < margin, 0 < rate - margin (with power) and
 * 0 < power < 1.
 */
export function sampleSize({
  rate,
  margin,
  power,
  level = 0.95,
}: {
  rate: number;
  margin: number;
  power?: number;
  level?: number;
}): number {
  checkLevel(level);
  const refuse = (told: string): never => {
    throw new StatisticsError("bad_option", told);
  };
  if (!(rate > 0 && rate < 1)) refuse(`a rate lies between 0 and 1, not ${rate}`);
  if (!(margin > 0 && margin < 1)) refuse(`a margin lies between 0 and 1, not ${margin}`);
  const z = normalQuantile((1 + level) / 2);
  if (power === undefined) return whole((z * z * rate * (1 - rate)) / margin ** 2);
  if (!(power > 0 && power < 1)) refuse(`power lies between 0 and 1, not ${power}`);
  const other = rate - margin;
  if (!(other > 0)) refuse("the margin must leave a rate above 0 to tell from");
  const spread = z * Math.sqrt(other * (1 - other)) + normalQuantile(power) * Math.sqrt(rate * (1 - rate));
  return whole((Math.max(0, spread) / margin) ** 2);
}

/** Rounds up, but not for the last bits of a sum that comes out even. */
const whole = (n: number) => Math.max(1, Math.ceil(n * (1 - 1e-12)));
