import { studentInterval } from "../numbers/intervals.ts";
import { type Interval, StatisticsError } from "../types.ts";
import type { SpanUnit } from "./span-alignment.ts";
import { type SpanGamma, spanGamma } from "./span-gamma.ts";
import { countMatches } from "./span-match.ts";

/** A stretch [start, end) of an item's text that a rater marked, with a category where there are several. */
export type Span = { item: string; rater: string; start: number; end: number; label?: string };

export type SpanOptions = {
  /** Share of overlap (intersection over union) from which two spans are the same; 0: any overlap. */
  overlap?: number;
  /** Who worked on an item, so that marking nothing counts; by default everyone who marked something in it. */
  raters?: Readonly<Record<string, readonly string[]>>;
  /** Length of each item's text, over which chance moves spans; by default from the first start to the last end. */
  lengths?: Readonly<Record<string, number>>;
  /** Weights of gamma (α, β and the cost of an empty partner) and of its sampling. */
  gamma?: { position?: number; category?: number; empty?: number; samples?: number; seed?: number };
  level?: number;
};

export type SpanAgreement = {
  /** 2 × matches / spans over all pairs of raters: the F1 of either against the other. */
  f1: number;
  /** By t over items; null for fewer than two items. */
  interval: Interval | null;
  matches: number;
  /** Spans counted once for every other rater. */
  spans: number;
  items: number;
  /** Null where chance would agree wholly (nothing to move). */
  gamma: SpanGamma | null;
};

/**
 * Agreement on marked spans: F1 at an overlap, and gamma.
 *
 * Source: F1 between raters as in Hripcsak and Rothschild 2005, JAMIA 12, 296-298; two spans match one to one where
 * their labels are equal and their overlap suffices, as many as can; its interval linearises the ratio over items.
 * Gamma: Mathet, Widlöcher and Métivier 2015 (see `spanGamma`). Assumes items drawn at random.
 *
 * @throws StatisticsError `no_data`, `too_few_raters` (no item with two raters), `bad_value` (an empty or reversed
 *   span, a span of a rater or beyond a length that the options exclude), `bad_option`.
 */
export function spanAgreement(spans: readonly Span[], options: SpanOptions = {}): SpanAgreement {
  const { overlap = 0, level = 0.95, gamma = {} } = options;
  if (!(overlap >= 0 && overlap <= 1))
    throw new StatisticsError("bad_option", "overlap lies between 0 and 1");
  const texts = gatherTexts(spans, options);
  const rows = texts.map(({ raters }) => {
    let matches = 0;
    let count = 0;
    for (let a = 0; a < raters.length; a++) {
      for (let b = 0; b < a; b++) {
        matches += countMatches(raters[a]!, raters[b]!, overlap);
        count += raters[a]!.length + raters[b]!.length;
      }
    }
    return { matches, count };
  });
  const matches = rows.reduce((sum, row) => sum + row.matches, 0);
  const count = rows.reduce((sum, row) => sum + row.count, 0);
  if (count === 0) throw new StatisticsError("no_data", "nobody marked anything where two raters worked");
  const f1 = (2 * matches) / count;
  const n = rows.length;
  const squares = rows.reduce((sum, row) => sum + (2 * row.matches - f1 * row.count) ** 2, 0);
  const error = Math.sqrt((squares * n) / (n - 1)) / count;
  const { position = 1, category = 1, empty = 1, samples = 30, seed = 1 } = gamma;
  if (!(position >= 0 && category >= 0 && empty > 0 && samples >= 1)) {
    throw new StatisticsError("bad_option", "gamma needs weights of 0 or more, a cost above 0 and a sample");
  }
  return {
    f1,
    interval: n > 1 ? studentInterval(f1, error, n - 1, level, { min: 0, max: 1 }) : null,
    matches,
    spans: count,
    items: n,
    gamma: spanGamma(texts, { position, category, empty }, { samples, seed, level }),
  };
}

function gatherTexts(spans: readonly Span[], { raters: listed, lengths }: SpanOptions) {
  const items = new Map<string, Map<string, SpanUnit[]>>();
  for (const [item, raters] of Object.entries(listed ?? {}))
    items.set(item, new Map(raters.map((r) => [r, []])));
  for (const { item, rater, start, end, label = "" } of spans) {
    if (!(start < end && Number.isFinite(start) && Number.isFinite(end))) {
      throw new StatisticsError("bad_value", `span ${start} to ${end} of "${item}" is empty or reversed`);
    }
    const length = lengths?.[item];
    if (length !== undefined && (start < 0 || end > length)) {
      throw new StatisticsError("bad_value", `span ${start} to ${end} is outside "${item}"`);
    }
    const text = items.get(item) ?? new Map<string, SpanUnit[]>();
    items.set(item, text);
    const units = text.get(rater);
    if (units) units.push({ start, end, label });
    else if (listed?.[item]) throw new StatisticsError("bad_value", `"${rater}" is not a rater of "${item}"`);
    else text.set(rater, [{ start, end, label }]);
  }
  if (items.size === 0) throw new StatisticsError("no_data", "there are no spans");
  const texts = [...items].flatMap(([item, byRater]) => {
    if (byRater.size < 2) return [];
    if (byRater.size > 30) throw new StatisticsError("bad_value", `more than 30 raters marked "${item}"`);
    // By name, so that the order of rows does not decide what chance draws.
    const raters = [...byRater].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, units]) => units);
    const all = raters.flat();
    const length = lengths?.[item];
    if (length !== undefined) return [{ item, raters, from: 0, to: length }];
    const from = all.reduce((low, unit) => Math.min(low, unit.start), Number.POSITIVE_INFINITY);
    const to = all.reduce((high, unit) => Math.max(high, unit.end), Number.NEGATIVE_INFINITY);
    return [{ item, raters, from, to }];
  });
  if (texts.length === 0) throw new StatisticsError("too_few_raters", "no item was marked by two raters");
  return texts.sort((a, b) => (a.item < b.item ? -1 : 1));
}
