import { type CohenKappa, kappaOfTable } from "../agreement/cohen-kappa.ts";
import { indexLabels, type Labels } from "../agreement/index-labels.ts";
import { placeCategories } from "../agreement/tally-items.ts";
import { studentInterval, wilsonInterval } from "../numbers/intervals.ts";
import { majorityVote } from "../truth/majority-vote.ts";
import { type Interval, type Label, StatisticsError } from "../types.ts";
import { type Reliability, reliabilityCurve } from "./reliability-curve.ts";

/** What a judge said of one item, and what may have swayed it. */
export type Verdict<V = string> = {
  item: string;
  value: V;
  /** Probability, by the judge, that `value` is right. */
  confidence?: number;
  /** The category that was shown first, or whose response is longer, where there is one. */
  first?: V;
  longer?: V;
};

/** How often judge and people choose a favoured side of the same items. */
export type SideBias = {
  judge: number;
  human: number;
  difference: number;
  standardError: number;
  interval: Interval;
  items: number;
};

export type Calibration<V> = {
  /** Items with a verdict and a human majority; ties among people and items on one side only are left out. */
  items: number;
  tied: number;
  unmatched: number;
  agreement: number;
  interval: Interval;
  /** Null where judge and people only ever used one and the same category. */
  kappa: Pick<CohenKappa<V>, "kappa" | "standardError" | "interval"> | null;
  categories: readonly V[];
  /** `confusion[i][j]`: items that people call i and the judge j. */
  confusion: number[][];
  /** Per category: of the items that people call it, those the judge does (its rate, for `judgeCorrected`), and of
   * those the judge calls it, the right ones. */
  perCategory: { category: V; recall: { hits: number; n: number }; precision: { hits: number; n: number } }[];
  /** Null without `first`, `longer` or `confidence`. */
  orderBias: SideBias | null;
  lengthBias: SideBias | null;
  reliability: Reliability | null;
};

/**
 * How well a judge stands in for people: agreement, kappa, confusion, its pull towards the side shown first and the
 * longer one beyond people's own, and whether its confidence can be believed.
 *
 * Sources: agreement by Wilson 1927; kappa by Cohen 1960 (see `cohenKappa`); biases as the paired difference in how
 * often the side is chosen, with t over items (the judge's preference compared with people's on the same items, so
 * that a side that deserves to win is no bias); reliability by DeGroot and Fienberg 1983 (see `reliabilityCurve`).
 * Assumes items drawn at random, and takes the majority of several people as the truth.
 *
 * @throws StatisticsError `no_data` (no item in common), `duplicate_label` (two verdicts on an item), `bad_value`
 *   (a confidence outside 0 … 1, a value not among `categories`), `bad_option`.
 */
export function calibration<V>(
  judge: readonly Verdict<V>[],
  human: Labels<V>,
  options: { categories?: readonly V[]; bins?: number; level?: number } = {},
): Calibration<V> {
  const { bins = 10, level = 0.95 } = options;
  const pairs = new Map<string, Verdict<V>>();
  for (const verdict of judge) {
    if (pairs.has(verdict.item)) {
      throw new StatisticsError("duplicate_label", `two verdicts on item "${verdict.item}"`);
    }
    pairs.set(verdict.item, verdict);
  }
  const table = indexLabels(human);
  if (judge.length === 0 || table.item.length === 0)
    throw new StatisticsError("no_data", "nothing to compare");
  const truths = majorityVote(table).items.filter(({ item }) => pairs.has(item));
  const rows = truths.flatMap(({ item, value, tied }) =>
    tied ? [] : [{ ...pairs.get(item)!, human: value }],
  );
  const n = rows.length;
  if (n === 0) throw new StatisticsError("no_data", "no item has a verdict and a human majority");
  const both: Label<V>[] = rows.flatMap(({ item, value, human: truth }) => [
    { item, rater: "judge", value },
    { item, rater: "human", value: truth },
  ]);
  const { categories } = placeCategories(indexLabels(both).values, options.categories);
  const at = new Map(categories.map((value, i) => [value, i]));
  const confusion = categories.map(() => categories.map(() => 0));
  for (const row of rows) confusion[at.get(row.human)!]![at.get(row.value)!]!++;
  const right = categories.reduce((sum, _, i) => sum + confusion[i]![i]!, 0);
  const confident = rows.flatMap(({ confidence, value, human: truth }) =>
    confidence === undefined ? [] : [{ confidence, right: value === truth }],
  );
  return {
    items: n,
    tied: truths.length - n,
    unmatched: judge.length + table.items.length - 2 * truths.length,
    agreement: right / n,
    interval: wilsonInterval(right, n, level),
    kappa: kappaOrNull(confusion, level),
    categories,
    confusion,
    perCategory: categories.map((category, i) => ({
      category,
      recall: { hits: confusion[i]![i]!, n: confusion[i]!.reduce((sum, x) => sum + x, 0) },
      precision: { hits: confusion[i]![i]!, n: confusion.reduce((sum, row) => sum + row[i]!, 0) },
    })),
    orderBias: sideBias(rows, "first", level),
    lengthBias: sideBias(rows, "longer", level),
    reliability: confident.length === 0 ? null : reliabilityCurve(confident, { bins, level }),
  };
}

function kappaOrNull(confusion: number[][], level: number) {
  try {
    const { kappa, standardError, interval } = kappaOfTable(confusion, "none", level);
    return { kappa, standardError, interval };
  } catch (error) {
    if (error instanceof StatisticsError && error.code === "no_variation") return null;
    throw error;
  }
}

function sideBias<V>(
  rows: readonly (Verdict<V> & { human: V })[],
  side: "first" | "longer",
  level: number,
): SideBias | null {
  const scored = rows.flatMap((row) =>
    row[side] === undefined
      ? []
      : [{ judge: Number(row.value === row[side]), human: Number(row.human === row[side]) }],
  );
  const n = scored.length;
  if (n < 2) return null;
  const judge = scored.reduce((sum, s) => sum + s.judge, 0) / n;
  const human = scored.reduce((sum, s) => sum + s.human, 0) / n;
  const difference = judge - human;
  const squares = scored.reduce((sum, s) => sum + (s.judge - s.human - difference) ** 2, 0);
  const standardError = Math.sqrt(squares / (n * (n - 1)));
  const interval = studentInterval(difference, standardError, n - 1, level, { min: -1, max: 1 });
  return { judge, human, difference, standardError, interval, items: n };
}
