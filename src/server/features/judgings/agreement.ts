import type { Estimate } from "#contract/entities.ts";
import { Judgement } from "#contract/findings.ts";
import { gwetAC, type Interval, krippendorffAlpha, type Label, StatisticsError } from "#stats/index.ts";

export type JudgementLabel = Label<Judgement>;

/**
 * How far judgements of the same items agree beyond chance: Gwet's AC1, which stays stable where one judgement is far
 * more frequent than the others, and Krippendorff's alpha. Not known (null) where no two items were judged twice; alpha
 * also where all judgements are the same.
 */
export function agreementOf(labels: readonly JudgementLabel[]): { agreement: Estimate; alpha: Estimate } {
  const twice = new Map<string, number>();
  for (const { item } of labels) twice.set(item, (twice.get(item) ?? 0) + 1);
  const n = [...twice.values()].filter((count) => count > 1).length;
  return {
    agreement: known(n, () => {
      const { coefficient: value, interval } = gwetAC([...labels], { categories: Judgement.options });
      return { value, interval };
    }),
    alpha: known(n, () => {
      const { alpha: value, interval } = krippendorffAlpha([...labels], { level: "nominal" });
      return { value, interval };
    }),
  };
}

/** How often each judgement was given. */
export function countJudgements(given: readonly Judgement[]): Record<Judgement, number> {
  const counts = { broken: 0, kept: 0, "not-applicable": 0 };
  for (const judgement of given) counts[judgement]++;
  return counts;
}

function known(n: number, estimate: () => { value: number; interval: Interval }): Estimate {
  try {
    const { value, interval } = estimate();
    return { value, ...interval, n };
  } catch (error) {
    if (!(error instanceof StatisticsError)) throw error;
    return { value: null, low: null, high: null, level: 0.95, n, method: null };
  }
}
