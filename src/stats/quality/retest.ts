import type { Weights } from "../agreement/category-weights.ts";
import { kappaOfTable } from "../agreement/cohen-kappa.ts";
import { compareValues } from "../agreement/index-labels.ts";
import { placeCategories } from "../agreement/tally-items.ts";
import { wilsonInterval } from "../numbers/intervals.ts";
import { type Interval, type Label, StatisticsError } from "../types.ts";

export type Retest<V> = {
  raters: {
    rater: string;
    /** Items labelled at least twice; each counts once, its first label against its last. */
    items: number;
    agreement: number;
    interval: Interval;
    /** Chance-corrected; null where rater and earlier self only ever used one and the same category. */
    kappa: number | null;
    kappaStandardError: number | null;
    changes: { item: string; from: V; to: V }[];
  }[];
  /** Over all raters together. */
  agreement: number;
  interval: Interval;
  items: number;
};

/**
 * How far each rater agrees with their own earlier labels.
 *
 * Test-retest agreement with Wilson's interval and Cohen's kappa between first and last label (Cohen 1960; see
 * `cohenKappa`). The interval over all raters takes items as independent, whoever labelled them. Assumes that the
 * rater does not remember the first label: agreement within a few days is an upper bound.
 *
 * @param labels in the order in which they were given; items labelled once are left out.
 * @throws StatisticsError `no_data` where nobody labelled an item twice; `bad_value`, `bad_option`.
 */
export function retest<V>(
  labels: readonly Label<V>[],
  options: { weights?: Weights; categories?: readonly V[]; level?: number } = {},
): Retest<V> {
  const { weights = "none", level = 0.95 } = options;
  const pairs = firstAndLast(labels);
  const used = new Set([...pairs.values()].flatMap((rows) => rows.flatMap(({ from, to }) => [from, to])));
  const { categories } = placeCategories([...used].sort(compareValues), options.categories);
  const at = new Map(categories.map((value, i) => [value, i]));
  const raters = [...pairs].map(([rater, rows]) => {
    const table = categories.map(() => categories.map(() => 0));
    for (const { from, to } of rows) table[at.get(from)!]![at.get(to)!]!++;
    const changes = rows.filter(({ from, to }) => from !== to);
    const same = rows.length - changes.length;
    return {
      rater,
      items: rows.length,
      agreement: same / rows.length,
      interval: wilsonInterval(same, rows.length, level),
      ...kappaOrNull(table, weights),
      changes,
    };
  });
  const items = raters.reduce((sum, r) => sum + r.items, 0);
  const same = items - raters.reduce((sum, r) => sum + r.changes.length, 0);
  return { raters, agreement: same / items, interval: wilsonInterval(same, items, level), items };
}

function kappaOrNull(table: number[][], weights: Weights) {
  try {
    const { kappa, standardError } = kappaOfTable(table, weights);
    return { kappa, kappaStandardError: standardError };
  } catch (error) {
    if (error instanceof StatisticsError && error.code === "no_variation") {
      return { kappa: null, kappaStandardError: null };
    }
    throw error;
  }
}

function firstAndLast<V>(labels: readonly Label<V>[]): Map<string, { item: string; from: V; to: V }[]> {
  const seen = new Map<string, Map<string, V[]>>();
  for (const { item, rater, value } of labels) {
    const items = seen.get(rater) ?? new Map<string, V[]>();
    seen.set(rater, items.set(item, [...(items.get(item) ?? []), value]));
  }
  const pairs = new Map<string, { item: string; from: V; to: V }[]>();
  for (const [rater, items] of seen) {
    const rows = [...items].flatMap(([item, values]) =>
      values.length > 1 ? [{ item, from: values[0]!, to: values.at(-1)! }] : [],
    );
    if (rows.length > 0) pairs.set(rater, rows);
  }
  if (pairs.size === 0) throw new StatisticsError("no_data", "nobody labelled an item twice");
  return pairs;
}
