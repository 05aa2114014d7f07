import { normalTwoSided } from "../numbers/distributions.ts";
import { normalInterval } from "../numbers/intervals.ts";
import { type Interval, StatisticsError } from "../types.ts";
import { agreementWeights, type Weights } from "./category-weights.ts";
import { groupRows, indexLabels, type Labels, type LabelTable, refuseRepeats } from "./index-labels.ts";
import { placeCategories } from "./tally-items.ts";

export type CohenKappa<V> = {
  kappa: number;
  /** Weighted share of items on which both agree, and the same by chance. */
  observed: number;
  expected: number;
  /** Standard error about kappa itself, for the interval. */
  standardError: number;
  /** Standard error if the raters were independent, for the test. */
  standardErrorNull: number;
  interval: Interval;
  z: number;
  pValue: number;
  /** Items that both raters labelled. */
  items: number;
  raters: readonly [string, string];
  categories: readonly V[];
  /** Counts: `table[i][j]` items that the first rater gave category i and the second category j. */
  table: number[][];
};

/**
 * Cohen's kappa, plain or weighted, of two raters over the items that both labelled.
 *
 * Source: Cohen 1960, Educational and Psychological Measurement 20, 37-46; weighted Cohen 1968; both standard errors
 * Fleiss, Cohen and Everitt 1969, Psychological Bulletin 72, 323-327 (equations 8 and 9 of the weighted form).
 * Assumes independent items and independent raters; the interval is normal, clipped to -1 and 1. Where one rater
 * used a single category kappa is 0, and so are the null error and z.
 *
 * @param options.weights by position in `categories` (or in ascending order of those that occur), or a matrix.
 * @param options.raters which two, where the labels have more.
 * @throws StatisticsError `no_data` (no item labelled by both), `too_few_raters`, `no_variation` (both always used
 *   one and the same category), `duplicate_label`, `bad_value`, `bad_option`.
 */
export function cohenKappa<V>(
  labels: Labels<V>,
  options: {
    weights?: Weights;
    categories?: readonly V[];
    raters?: readonly [string, string];
    level?: number;
  } = {},
): CohenKappa<V> {
  const indexed = indexLabels(labels);
  if (indexed.item.length === 0) throw new StatisticsError("no_data", "there are no labels");
  const raters = options.raters ?? theTwo(indexed.raters);
  const { categories, table } = crossTable(indexed, raters, options.categories);
  return { ...kappaOfTable(table, options.weights, options.level), raters, categories, table };
}

function theTwo(raters: readonly string[]): readonly [string, string] {
  const [first, second, ...more] = raters;
  if (first === undefined || second === undefined || more.length > 0) {
    throw new StatisticsError("too_few_raters", `kappa compares two raters, not ${raters.length}: name them`);
  }
  return [first, second];
}

function crossTable<V>(
  table: LabelTable<V>,
  raters: readonly [string, string],
  listed?: readonly V[],
): { categories: readonly V[]; table: number[][] } {
  const [first, second] = raters.map((name) => table.raters.indexOf(name));
  const groups = groupRows(table.item, table.items.length);
  refuseRepeats(table, groups);
  const used = new Set<number>();
  const pairs: [number, number][] = [];
  for (let u = 0; u < table.items.length; u++) {
    let a = -1;
    let b = -1;
    for (let i = groups.start[u]!; i < groups.start[u + 1]!; i++) {
      const row = groups.rows[i]!;
      if (table.rater[row] === first) a = table.value[row]!;
      else if (table.rater[row] === second) b = table.value[row]!;
    }
    if (a < 0 || b < 0) continue;
    pairs.push([a, b]);
    used.add(a).add(b);
  }
  // Categories that the two did not use together must not stretch the weights, unless they are listed.
  const values = table.values.filter((_, code) => used.has(code));
  const { categories } = placeCategories(values, listed);
  const at = new Map(categories.map((value, i) => [value, i]));
  const counts = categories.map(() => categories.map(() => 0));
  for (const [a, b] of pairs) counts[at.get(table.values[a]!)!]![at.get(table.values[b]!)!]!++;
  return { categories, table: counts };
}

/** Kappa of a square table of counts; see `cohenKappa`. */
export function kappaOfTable(
  counts: readonly (readonly number[])[],
  weights: Weights = "none",
  level = 0.95,
): Omit<CohenKappa<unknown>, "raters" | "categories" | "table"> {
  const q = counts.length;
  const n = counts.flat().reduce((sum, count) => sum + count, 0);
  if (n === 0) throw new StatisticsError("no_data", "no item was labelled by both raters");
  const w = agreementWeights(weights, q);
  const rows = counts.map((row) => row.reduce((sum, count) => sum + count, 0) / n);
  const columns = counts.map((_, j) => counts.reduce((sum, row) => sum + row[j]!, 0) / n);
  const rowWeight = counts.map((_, i) => columns.reduce((sum, p, j) => sum + p * w[i * q + j]!, 0));
  const columnWeight = counts.map((_, j) => rows.reduce((sum, p, i) => sum + p * w[i * q + j]!, 0));
  const expected = rows.reduce((sum, p, i) => sum + p * rowWeight[i]!, 0);
  let observed = 0;
  for (let i = 0; i < q; i++) for (let j = 0; j < q; j++) observed += (counts[i]![j]! / n) * w[i * q + j]!;
  const room = 1 - expected;
  if (room < 1e-14) {
    throw new StatisticsError("no_variation", "both raters always used one and the same category");
  }
  const kappa = (observed - expected) / room;
  let spread = 0;
  let spreadNull = 0;
  for (let i = 0; i < q; i++) {
    for (let j = 0; j < q; j++) {
      const reach = rowWeight[i]! + columnWeight[j]!;
      spread += (counts[i]![j]! / n) * (w[i * q + j]! - reach * (1 - kappa)) ** 2;
      spreadNull += rows[i]! * columns[j]! * (w[i * q + j]! - reach) ** 2;
    }
  }
  const variance = (spread - (kappa - expected * (1 - kappa)) ** 2) / (n * room * room);
  const varianceNull = (spreadNull - expected * expected) / (n * room * room);
  const standardError = Math.sqrt(Math.max(0, variance));
  const standardErrorNull = varianceNull < 1e-15 ? 0 : Math.sqrt(varianceNull);
  const z = standardErrorNull === 0 ? 0 : kappa / standardErrorNull;
  return {
    kappa,
    observed,
    expected,
    standardError,
    standardErrorNull,
    interval: normalInterval(kappa, standardError, level, { min: -1, max: 1 }),
    z,
    pValue: normalTwoSided(z),
    items: n,
  };
}
