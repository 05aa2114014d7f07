import { percentileInterval, studentInterval } from "../numbers/intervals.ts";
import { type Interval, StatisticsError } from "../types.ts";
import { allPairs, differenceMetric, type MeasurementLevel } from "./difference-metric.ts";
import { indexLabels, type Labels, type LabelTable } from "./index-labels.ts";
import { bootstrapAlpha } from "./krippendorff-bootstrap.ts";
import { alphaError } from "./krippendorff-error.ts";
import { pairableUnits } from "./pairable-units.ts";
import { placeCategories } from "./tally-items.ts";
import { withinUnits } from "./within-units.ts";

export type KrippendorffAlpha = {
  alpha: number;
  /** Mean difference within units and by chance, in the units of the metric (ordinal: squared ranks). */
  observedDisagreement: number;
  expectedDisagreement: number;
  standardError: number;
  interval: Interval;
  /** Items with two labels or more, and the labels on them. */
  units: number;
  values: number;
  /** Labels on items that have no other. */
  unpaired: number;
  /** Replicates in which all values were equal, so that alpha is undefined; they are left out. */
  undefinedReplicates?: number;
};

export type AlphaOptions<V> = {
  level: MeasurementLevel;
  /** All values in their order. Needed for an ordinal scale whose values are not numbers. */
  categories?: readonly V[];
  /** Resample units for the interval. */
  bootstrap?: { replicates?: number; seed?: number };
  confidence?: number;
};

/**
 * Krippendorff's alpha: agreement for any number of raters, missing labels and four levels of measurement.
 *
 * Source: Krippendorff 2011, "Computing Krippendorff's Alpha-Reliability"; metrics from Content Analysis, section
 * 12.3.4. The interval is t on units - 1 degrees of freedom with the standard error of Gwet 2014 (linearised over
 * units), extended to the ordinal metric, whose ranks depend on the data; or, with `bootstrap`, the percentiles of
 * resampled units (Zapf et al. 2016, BMC Medical Research Methodology 16:93). Both assume units drawn at random and,
 * like every such interval, are too short for few units or alpha near 1.
 *
 * Takes O(labels) time and 12 bytes a label beside the indexed labels; the ratio level adds O(values²), values being
 * the number of different ones.
 *
 * @throws StatisticsError `no_data`, `too_few_items` (fewer than two units), `no_variation` (all values equal),
 *   `duplicate_label`, `bad_value` (not a number, or negative at the ratio level), `bad_option`.
 */
export function krippendorffAlpha<V>(labels: Labels<V>, options: AlphaOptions<V>): KrippendorffAlpha {
  const { level, bootstrap, confidence = 0.95 } = options;
  const table = indexLabels(labels);
  if (table.item.length === 0) throw new StatisticsError("no_data", "there are no labels");
  const { size, position } = sizes(table, level, options.categories);
  const units = pairableUnits(table, position, size.length);
  const count = units.start.length - 1;
  if (count < 2) throw new StatisticsError("too_few_items", "fewer than two items have two labels");
  const metric = differenceMetric(level, size, units.total);
  const n = units.code.length;
  const within = withinUnits(metric, units);
  let apart = 0;
  for (let u = 0; u < count; u++) apart += within[u]!;
  const observed = apart / n;
  const all = allPairs(metric, units.total);
  if (!(all > 0))
    throw new StatisticsError("no_variation", "all values are equal, so chance agreement is certain");
  const expected = all / (n * (n - 1));
  const alpha = 1 - observed / expected;
  const standardError = alphaError(level, metric, units, within, observed);
  const result = {
    alpha,
    observedDisagreement: observed,
    expectedDisagreement: expected,
    standardError,
    interval: studentInterval(alpha, standardError, count - 1, confidence, { min: -1, max: 1 }),
    units: count,
    values: n,
    unpaired: table.item.length - n,
  };
  if (!bootstrap) return result;
  const { replicates = 1000, seed = 1 } = bootstrap;
  const drawn = bootstrapAlpha(level, size, units, replicates, seed);
  if (drawn.length === 0) throw new StatisticsError("no_variation", "no replicate has two different values");
  return {
    ...result,
    interval: percentileInterval(drawn, confidence),
    undefinedReplicates: replicates - drawn.length,
  };
}

/** The codes of the values and what each is worth as a number (its code, where only order or identity counts). */
function sizes<V>(table: LabelTable<V>, level: MeasurementLevel, listed?: readonly V[]) {
  if (!["nominal", "ordinal", "interval", "ratio"].includes(level)) {
    throw new StatisticsError("bad_option", `no such level of measurement: ${level}`);
  }
  const { categories, position } = placeCategories(table.values, listed);
  const numbers = categories.every((value) => typeof value === "number" && Number.isFinite(value));
  if (level === "ordinal" && !numbers && !listed) {
    throw new StatisticsError("bad_option", "an ordinal scale of words needs its order in `categories`");
  }
  if ((level === "interval" || level === "ratio") && !numbers) {
    throw new StatisticsError("bad_value", `the ${level} level needs numbers`);
  }
  const size = Float64Array.from(categories, (value, i) => (numbers ? Number(value) : i));
  return { size, position };
}
