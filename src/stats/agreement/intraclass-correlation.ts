import { fQuantile, fUpper } from "../numbers/distributions.ts";
import { checkLevel } from "../numbers/intervals.ts";
import { type Interval, StatisticsError } from "../types.ts";
import { groupRows, indexLabels, type Labels, numericValues, refuseRepeats } from "./index-labels.ts";

/**
 * Which intraclass correlation, by the names of Shrout and Fleiss (McGraw and Wong): 1 each item has its own raters
 * (one-way), 2 raters are a sample, absolute agreement (A), 3 these raters, consistency (C); k for the mean of all
 * raters instead of one.
 */
export type IntraclassModel = "1" | "2" | "3" | "1k" | "2k" | "3k";

export type IntraclassCorrelation = {
  icc: number;
  interval: Interval;
  /** F test of no correlation: two-way models use the residual mean square, the one-way model that within items. */
  f: number;
  df1: number;
  df2: number;
  pValue: number;
  /** Items that every rater rated; the others are left out. */
  items: number;
  dropped: number;
  raters: number;
};

/**
 * Intraclass correlation of numeric ratings.
 *
 * Source: Shrout and Fleiss 1979, Psychological Bulletin 86, 420-428; intervals also McGraw and Wong 1996,
 * Psychological Methods 1, 30-46 (for model 2 Satterthwaite's approximation). Assumes normal effects with one
 * variance. An item that some rater did not rate is left out, and counted in `dropped`.
 *
 * @throws StatisticsError `no_data`, `too_few_raters`, `too_few_items` (fewer than two complete items),
 *   `no_variation` (all ratings equal), `bad_value`, `bad_option`, `duplicate_label`.
 */
export function intraclassCorrelation(
  labels: Labels<number>,
  options: { model: IntraclassModel; level?: number },
): IntraclassCorrelation {
  const { model, level = 0.95 } = options;
  checkLevel(level);
  const { rows, dropped, raters: k } = completeItems(labels);
  const n = rows.length;
  const { between, within, raters, residual } = meanSquares(rows, k);
  const oneWay = model.startsWith("1");
  const error = oneWay ? within : residual;
  if (between === 0 && within === 0) throw new StatisticsError("no_variation", "all ratings are equal");
  const df1 = n - 1;
  const df2 = oneWay ? n * (k - 1) : (n - 1) * (k - 1);
  const f = error === 0 ? Number.POSITIVE_INFINITY : between / error;
  const one = single(model, between, error, raters, n, k);
  const bounds = model.startsWith("2")
    ? agreementBounds(one, between, raters, residual, n, k, level)
    : ratioBounds(f, df1, df2, k, level);
  // The mean of k raters is as reliable as Spearman and Brown say, estimate and bounds alike.
  const lift = (r: number) => (model.endsWith("k") ? (k * r) / (1 + (k - 1) * r) : r);
  return {
    icc: lift(one),
    interval: {
      low: lift(bounds.low),
      high: lift(bounds.high),
      level,
      method: oneWay ? "F (one-way)" : "F (two-way)",
    },
    f,
    df1,
    df2,
    pValue: fUpper(f, df1, df2),
    items: n,
    dropped,
    raters: k,
  };
}

function single(model: string, between: number, error: number, raters: number, n: number, k: number): number {
  if (model.startsWith("2"))
    return (between - error) / (between + (k - 1) * error + (k * (raters - error)) / n);
  if (model.startsWith("1") || model.startsWith("3")) return (between - error) / (between + (k - 1) * error);
  throw new StatisticsError("bad_option", `no such model: ${model}`);
}

/** Bounds for models 1 and 3, where the F ratio carries everything. */
function ratioBounds(f: number, df1: number, df2: number, k: number, level: number) {
  if (f === Number.POSITIVE_INFINITY) return { low: 1, high: 1 };
  const p = (1 + level) / 2;
  const low = f / fQuantile(p, df1, df2);
  const high = f * fQuantile(p, df2, df1);
  return { low: (low - 1) / (low + k - 1), high: (high - 1) / (high + k - 1) };
}

/** Bounds for model 2, with Satterthwaite's degrees of freedom. */
function agreementBounds(
  icc: number,
  between: number,
  raters: number,
  residual: number,
  n: number,
  k: number,
  level: number,
) {
  if (residual === 0 && raters === 0) return { low: 1, high: 1 };
  const a = (k * icc) / (n * (1 - icc));
  const b = 1 + (k * icc * (n - 1)) / (n * (1 - icc));
  const v =
    (a * raters + b * residual) ** 2 /
    ((a * raters) ** 2 / (k - 1) + (b * residual) ** 2 / ((n - 1) * (k - 1)));
  const p = (1 + level) / 2;
  const below = fQuantile(p, n - 1, v);
  const above = fQuantile(p, v, n - 1);
  const rest = k * raters + (k * n - k - n) * residual;
  return {
    low: (n * (between - below * residual)) / (below * rest + n * between),
    high: (n * (above * between - residual)) / (rest + n * above * between),
  };
}

function meanSquares(rows: readonly Float64Array[], k: number) {
  const n = rows.length;
  const grand = rows.reduce((sum, row) => sum + row.reduce((s, x) => s + x, 0), 0) / (n * k);
  const means = rows.map((row) => row.reduce((sum, x) => sum + x - grand, 0) / k);
  const columns = Array.from(
    { length: k },
    (_, r) => rows.reduce((sum, row) => sum + row[r]! - grand, 0) / n,
  );
  const largest = rows.reduce((top, row) => row.reduce((t, x) => Math.max(t, Math.abs(x)), top), 0);
  let between = 0;
  let within = 0;
  let residual = 0;
  rows.forEach((row, u) => {
    between += k * means[u]! ** 2;
    row.forEach((x, r) => {
      within += (x - grand - means[u]!) ** 2;
      residual += (x - grand - means[u]! - columns[r]!) ** 2;
    });
  });
  // Squares of rounding errors are no variation.
  const real = (x: number) => (x > 1e-26 * n * k * largest ** 2 ? x : 0);
  return {
    between: real(between) / (n - 1),
    within: real(within) / (n * (k - 1)),
    raters: real(columns.reduce((sum, c) => sum + n * c ** 2, 0)) / (k - 1),
    residual: real(residual) / ((n - 1) * (k - 1)),
  };
}

function completeItems(labels: Labels<number>) {
  const table = indexLabels(labels);
  if (table.item.length === 0) throw new StatisticsError("no_data", "there are no labels");
  const numbers = numericValues(table);
  const groups = groupRows(table.item, table.items.length);
  refuseRepeats(table, groups);
  const k = table.raters.length;
  if (k < 2) throw new StatisticsError("too_few_raters", "one rater correlates with nobody");
  const rows: Float64Array[] = [];
  for (let u = 0; u < table.items.length; u++) {
    if (groups.start[u + 1]! - groups.start[u]! < k) continue;
    const row = new Float64Array(k);
    for (let i = groups.start[u]!; i < groups.start[u + 1]!; i++) {
      row[table.rater[groups.rows[i]!]!] = numbers[table.value[groups.rows[i]!]!]!;
    }
    rows.push(row);
  }
  if (rows.length < 2)
    throw new StatisticsError("too_few_items", "fewer than two items were rated by every rater");
  return { rows, dropped: table.items.length - rows.length, raters: k };
}
