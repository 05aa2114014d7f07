import { StatisticsError } from "../types.ts";

export type MeasurementLevel = "nominal" | "ordinal" | "interval" | "ratio";

/**
 * Krippendorff's squared difference between values, by code. Nominal values differ or not; ordinal and interval ones
 * lie on a line (`place`, for ordinal the mean rank among the pairable values), so that sums over all pairs need no
 * pairs; ratio values need them.
 */
export type Metric =
  | { kind: "nominal" }
  | { kind: "line"; place: Float64Array }
  | { kind: "pairs"; difference: (c: number, k: number) => number };

/** Source: Krippendorff 2019, Content Analysis, 4th edition, section 12.3.4. */
export function differenceMetric(level: MeasurementLevel, size: Float64Array, total: Float64Array): Metric {
  if (level === "nominal") return { kind: "nominal" };
  if (level === "ordinal") return { kind: "line", place: meanRanks(total) };
  if (level === "interval") return { kind: "line", place: centred(size, total) };
  if (size.some((x) => x < 0)) throw new StatisticsError("bad_value", "a ratio scale has no negative values");
  return {
    kind: "pairs",
    difference: (c, k) => {
      const sum = size[c]! + size[k]!;
      return sum === 0 ? 0 : ((size[c]! - size[k]!) / sum) ** 2;
    },
  };
}

/** Counts below each code plus half its own: the difference of two is the ordinal metric's sum of marginals. */
export function meanRanks(total: Float64Array): Float64Array {
  let below = 0;
  return total.map((count) => {
    below += count;
    return below - count / 2;
  });
}

/** Values minus their mean, so that sums of squares keep their digits. */
function centred(size: Float64Array, total: Float64Array): Float64Array {
  let n = 0;
  let sum = 0;
  for (let c = 0; c < size.length; c++) {
    n += total[c]!;
    sum += total[c]! * size[c]!;
  }
  return size.map((x) => x - sum / n);
}

/** Sum of differences over all ordered pairs of values, `total[c]` of each. */
export function allPairs(metric: Metric, total: Float64Array): number {
  let n = 0;
  for (let c = 0; c < total.length; c++) n += total[c]!;
  if (metric.kind === "nominal") {
    let same = 0;
    for (let c = 0; c < total.length; c++) same += total[c]! * total[c]!;
    return n * n - same;
  }
  if (metric.kind === "line") {
    let first = 0;
    let second = 0;
    for (let c = 0; c < total.length; c++) first += total[c]! * metric.place[c]!;
    const mean = first / n;
    for (let c = 0; c < total.length; c++) second += total[c]! * (metric.place[c]! - mean) ** 2;
    return 2 * n * second;
  }
  let sum = 0;
  for (let c = 0; c < total.length; c++) {
    if (total[c] === 0) continue;
    for (let k = 0; k < c; k++) sum += total[c]! * total[k]! * metric.difference(c, k);
  }
  return 2 * sum;
}

/** Mean difference of each code from a value drawn from the totals. */
export function meanDifferences(metric: Metric, total: Float64Array): Float64Array {
  let n = 0;
  for (let c = 0; c < total.length; c++) n += total[c]!;
  if (metric.kind === "nominal") return total.map((count) => 1 - count / n);
  if (metric.kind === "line") {
    let mean = 0;
    let square = 0;
    for (let c = 0; c < total.length; c++) mean += (total[c]! * metric.place[c]!) / n;
    for (let c = 0; c < total.length; c++) square += (total[c]! * (metric.place[c]! - mean) ** 2) / n;
    return metric.place.map((x) => (x - mean) ** 2 + square);
  }
  return total.map((_, c) => {
    let sum = 0;
    for (let k = 0; k < total.length; k++) sum += total[k]! * metric.difference(c, k);
    return sum / n;
  });
}
