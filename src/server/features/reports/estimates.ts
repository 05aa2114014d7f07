import type { Estimate } from "#contract/entities.ts";
import { newcombeInterval, studentInterval, wilsonInterval } from "#stats/numbers/intervals.ts";

/** Below this many days with work a pace has no interval: it would be a guess with decimals. */
const ENOUGH_DAYS = 5;
const NO_ESTIMATE = { value: null, low: null, high: null, level: 0.95, n: 0, method: null };

interface Judged {
  broken: number;
  judged: number;
}

/** A share of decisions, with Wilson's interval. */
export function shareOf(successes: number, n: number): Estimate {
  if (n === 0) return NO_ESTIMATE;
  const { low, high, level, method } = wilsonInterval(successes, n);
  return { value: successes / n, low, high, level, n, method };
}

/** How much the share of the second group is above that of the first, with Newcombe's interval. */
export function differenceOf(first: Judged, second: Judged): Estimate {
  if (first.judged === 0 || second.judged === 0) return NO_ESTIMATE;
  const [one, other] = [first, second].map(({ broken, judged }) => ({ successes: broken, n: judged }));
  const { low, high, level, method } = newcombeInterval(one!, other!);
  const value = second.broken / second.judged - first.broken / first.judged;
  return { value, low, high, level, n: first.judged + second.judged, method };
}

/**
 * Items finished in a day, with Student's interval on the daily counts; and the days that `left` items would take.
 * @param daily one count for each calendar day since work began, days without work included; whole days only
 */
export function paceOf(daily: readonly number[], left: number): Estimate & { daysLeft: number | null } {
  const n = daily.length;
  if (n === 0) return { ...NO_ESTIMATE, daysLeft: null };
  const mean = daily.reduce((sum, count) => sum + count, 0) / n;
  const daysLeft = left === 0 ? 0 : mean > 0 ? left / mean : null;
  if (daily.filter((count) => count > 0).length < ENOUGH_DAYS) {
    return { ...NO_ESTIMATE, value: mean, n, daysLeft };
  }
  const variance = daily.reduce((sum, count) => sum + (count - mean) ** 2, 0) / (n - 1);
  const { low, high, level, method } = studentInterval(mean, Math.sqrt(variance / n), n - 1, 0.95, {
    min: 0,
  });
  return { value: mean, low, high, level, n, method: `${method} on daily counts`, daysLeft };
}
