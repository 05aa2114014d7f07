import { groupRows, indexLabels, type LabelTable, numericValues } from "../agreement/index-labels.ts";
import { factorise, invert } from "../numbers/cholesky.ts";
import { fUpper } from "../numbers/distributions.ts";
import { checkLevel, studentInterval } from "../numbers/intervals.ts";
import { type Interval, type Label, StatisticsError } from "../types.ts";

/** A score, and who made the item where that is asked about. */
export type Score = Label<number> & { author?: string };

export type Facet = {
  name: string;
  /** In the units of the scores; for a rater, how far below the average rater. */
  estimate: number;
  standardError: number;
  interval: Interval;
  scores: number;
};

export type RaterSeverity = {
  /** Positive is strict. They sum to 0. */
  raters: Facet[];
  /** What each item would get from the average rater. */
  items: Facet[];
  /** The mean of each author's items; empty where no score names an author. */
  authors: Facet[];
  /** Standard deviation of a score about item and rater, and its degrees of freedom. */
  residual: number;
  df: number;
  /** Do raters differ at all? */
  f: number;
  pValue: number;
};

/**
 * Raters' severity apart from items' quality, so that a strict reviewer does not make a bad writer.
 *
 * The additive many-facet model: score = item - severity + error, by least squares, for any pattern of who scored
 * what. Source: Scheffé 1959, The Analysis of Variance, chapter 4 (two-way layout with unequal numbers); the facets
 * are those of Linacre 1989, Many-Facet Rasch Measurement, on the scale of the scores instead of logits (for ordinal
 * scores see `manyFacetRasch`). Intervals are t, exact for normal errors of one variance. Items with one score say
 * nothing of severity, but get their fair score.
 *
 * Takes O(scores × scores per item + raters³).
 *
 * @throws StatisticsError `no_data`; `too_few_raters`; `not_identified` where raters fall into groups that share no
 *   item; `too_few_items` where no degree of freedom is left; `bad_value` (not finite, two authors of one item).
 */
export function raterSeverity(
  scores: readonly Score[],
  { level = 0.95 }: { level?: number } = {},
): RaterSeverity {
  checkLevel(level);
  if (scores.length === 0) throw new StatisticsError("no_data", "there are no scores");
  const table = indexLabels<number>(scores);
  const numbers = numericValues(table);
  const y = Float64Array.from(table.value, (code) => numbers[code]!);
  const raters = table.raters.length;
  if (raters < 2) throw new StatisticsError("too_few_raters", "one rater is neither strict nor lenient");
  const df = y.length - table.items.length - raters + 1;
  const { inverse, right, means, counts, groups } = normalEquations(table, y);
  const severity = new Float64Array(raters);
  for (let r = 0; r < raters; r++) {
    for (let k = 0; k < raters; k++) severity[r]! += inverse[r * raters + k]! * right[k]!;
  }
  if (df < 1)
    throw new StatisticsError("too_few_items", "no score is left to tell how much scores vary by chance");
  const quality = means.map((mean, u) => {
    let lift = 0;
    for (let i = groups.start[u]!; i < groups.start[u + 1]!; i++)
      lift += severity[table.rater[groups.rows[i]!]!]!;
    return mean + lift / counts[u]!;
  });
  let squares = 0;
  let byItem = 0;
  for (let i = 0; i < y.length; i++) {
    squares += (y[i]! - quality[table.item[i]!]! + severity[table.rater[i]!]!) ** 2;
    byItem += (y[i]! - means[table.item[i]!]!) ** 2;
  }
  const variance = squares / df;
  const f = (byItem - squares) / (raters - 1) / variance;
  const facet = (name: string, estimate: number, spread: number, count: number): Facet => {
    const standardError = Math.sqrt(Math.max(0, spread) * variance);
    return {
      name,
      estimate,
      standardError,
      interval: studentInterval(estimate, standardError, df, level),
      scores: count,
    };
  };
  const given = groupRows(table.rater, raters);
  const itemFacet = (name: string, items: readonly number[]) => {
    const { spread, count } = meanSpread(table, groups, counts, inverse, items);
    return facet(name, items.reduce((sum, u) => sum + quality[u]!, 0) / items.length, spread, count);
  };
  return {
    raters: table.raters.map((name, r) =>
      facet(name, severity[r]!, inverse[r * raters + r]!, given.start[r + 1]! - given.start[r]!),
    ),
    items: table.items.map((name, u) => itemFacet(name, [u])),
    authors: [...itemsByAuthor(scores, table)].map(([name, items]) => itemFacet(name, items)),
    residual: Math.sqrt(variance),
    df,
    f: variance === 0 ? (byItem > 0 ? Number.POSITIVE_INFINITY : 0) : f,
    pValue: variance === 0 ? (byItem > 0 ? 0 : 1) : fUpper(f, raters - 1, df),
  };
}

/** The equations for severities with the items eliminated, inverted under the condition that they sum to 0. */
function normalEquations(table: LabelTable<number>, y: Float64Array) {
  const raters = table.raters.length;
  const groups = groupRows(table.item, table.items.length);
  const counts = Int32Array.from(table.items, (_, u) => groups.start[u + 1]! - groups.start[u]!);
  const means = new Float64Array(table.items.length);
  for (let i = 0; i < y.length; i++) means[table.item[i]!]! += y[i]! / counts[table.item[i]!]!;
  // 1 / raters in every cell makes the matrix regular and takes the mean out of the solution.
  const matrix = new Float64Array(raters * raters).fill(1 / raters);
  const right = new Float64Array(raters);
  for (let u = 0; u < table.items.length; u++) {
    for (let i = groups.start[u]!; i < groups.start[u + 1]!; i++) {
      const r = table.rater[groups.rows[i]!]!;
      right[r]! -= y[groups.rows[i]!]! - means[u]!;
      matrix[r * raters + r]!++;
      for (let j = groups.start[u]!; j < groups.start[u + 1]!; j++) {
        matrix[r * raters + table.rater[groups.rows[j]!]!]! -= 1 / counts[u]!;
      }
    }
  }
  if (!factorise(matrix, raters)) {
    throw new StatisticsError(
      "not_identified",
      "some raters share no item with the others, even through third ones",
    );
  }
  const inverse = invert(matrix, raters);
  for (let k = 0; k < inverse.length; k++) inverse[k]! -= 1 / raters;
  return { inverse, right, means, counts, groups };
}

/** Variance of the mean quality of some items, in units of the residual variance. */
function meanSpread(
  table: LabelTable<number>,
  groups: { start: Int32Array; rows: Int32Array },
  counts: Int32Array,
  inverse: Float64Array,
  items: readonly number[],
): { spread: number; count: number } {
  const raters = table.raters.length;
  const share = new Map<number, number>();
  let spread = 0;
  let count = 0;
  for (const u of items) {
    count += counts[u]!;
    spread += 1 / counts[u]! / items.length ** 2;
    for (let i = groups.start[u]!; i < groups.start[u + 1]!; i++) {
      const r = table.rater[groups.rows[i]!]!;
      share.set(r, (share.get(r) ?? 0) + 1 / counts[u]! / items.length);
    }
  }
  for (const [r, a] of share) for (const [k, b] of share) spread += a * b * inverse[r * raters + k]!;
  return { spread, count };
}

function itemsByAuthor(scores: readonly Score[], table: LabelTable<number>): Map<string, number[]> {
  const author = new Map<number, string>();
  scores.forEach((score, i) => {
    if (score.author === undefined) return;
    const u = table.item[i]!;
    const known = author.get(u);
    if (known !== undefined && known !== score.author) {
      throw new StatisticsError("bad_value", `item "${score.item}" has two authors`);
    }
    author.set(u, score.author);
  });
  const found = new Map<string, number[]>();
  for (const [u, name] of author) {
    const list = found.get(name);
    if (list) list.push(u);
    else found.set(name, [u]);
  }
  return found;
}
