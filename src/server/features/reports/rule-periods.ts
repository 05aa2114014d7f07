import type { MyRule, RulePeriod } from "#contract/reports.ts";
import { differenceOf, shareOf } from "./estimates.ts";

/** How often a rule was broken under one version of the guide. */
export interface UnderVersion {
  version: number;
  /** The revisions of the rule, or of those that it came from, in that version. */
  revisions: string[];
  broken: number;
  judged: number;
}

/**
 * Joins versions that say the same of a rule, and compares each text with the one before it.
 * @param versions oldest first
 */
export function periodsOf(versions: readonly UnderVersion[]): Pick<MyRule, "periods" | "changes"> {
  const joined: (Omit<RulePeriod, "share"> & { text: string })[] = [];
  for (const { version, revisions, broken, judged } of versions) {
    const text = revisions.join();
    const last = joined.at(-1);
    if (last?.text !== text) joined.push({ text, from: version, to: version, broken, judged });
    else Object.assign(last, { to: version, broken: last.broken + broken, judged: last.judged + judged });
  }
  const periods = joined.map(({ text: _, ...period }) => ({
    ...period,
    share: shareOf(period.broken, period.judged),
  }));
  const changes = periods.slice(1).map((after, n) => {
    const before = periods[n]!;
    const difference = differenceOf(before, after);
    return { version: after.from, before: before.share, after: after.share, difference };
  });
  return { periods, changes };
}
