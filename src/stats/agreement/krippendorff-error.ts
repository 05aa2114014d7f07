import { type MeasurementLevel, type Metric, meanDifferences } from "./difference-metric.ts";
import type { Units } from "./pairable-units.ts";

/**
 * The standard error of Krippendorff's alpha by linearisation: how far each unit pulls the ratio of observed to
 * expected disagreement. Source: Gwet 2014, Handbook of Inter-Rater Reliability, section 5.3; for the ordinal metric
 * the same with the derivative of the ranks by the shares, which fixed weights do not have.
 *
 * @param within what `withinUnits` gives; @param observed its mean per label.
 */
export function alphaError(
  level: MeasurementLevel,
  metric: Metric,
  units: Units,
  within: Float64Array,
  observed: number,
): number {
  const { start, code, total } = units;
  const n = code.length;
  const count = within.length;
  const pull = meanDifferences(metric, total);
  let expected = 0;
  for (let c = 0; c < total.length; c++) expected += (total[c]! / n) * pull[c]!;
  const ratio = observed / expected;
  // What one label with code c adds to observed - ratio × expected, beyond its unit's own disagreement.
  const label = pull.map((distance) => -2 * ratio * distance);
  let mean = -2 * ratio * expected;
  if (level === "ordinal" && metric.kind === "line") {
    const shift = rankShift(metric.place, units, ratio);
    for (let c = 0; c < label.length; c++) {
      label[c]! += shift[c]!;
      mean += (total[c]! / n) * shift[c]!;
    }
  }
  const perUnit = n / count;
  let squares = 0;
  for (let u = 0; u < count; u++) {
    const m = start[u + 1]! - start[u]!;
    // Gwet weighs a unit's size by the agreement that is corrected for a small number of labels.
    let own = within[u]! - observed * (perUnit + (1 - 1 / n) * (m - perUnit));
    for (let i = start[u]!; i < start[u + 1]!; i++) own += label[code[i]!]!;
    squares += (own - mean * m) ** 2;
  }
  return Math.sqrt(squares / (count * (count - 1))) / (expected * perUnit);
}

/**
 * How a label with code c moves observed - ratio × expected through the ranks: every rank above c by one, its own by
 * a half (in shares: 1 / n and 1 / 2n).
 */
function rankShift(place: Float64Array, units: Units, ratio: number): Float64Array {
  const { start, code, total } = units;
  const n = code.length;
  const slope = new Float64Array(place.length);
  for (let u = 0; u < start.length - 1; u++) {
    const m = start[u + 1]! - start[u]!;
    let sum = 0;
    for (let i = start[u]!; i < start[u + 1]!; i++) sum += place[code[i]!]!;
    for (let i = start[u]!; i < start[u + 1]!; i++) {
      slope[code[i]!]! += (m * place[code[i]!]! - sum) / (m - 1);
    }
  }
  // The mean of mean ranks is n / 2.
  for (let c = 0; c < place.length; c++) slope[c]! -= ratio * total[c]! * (place[c]! - n / 2);
  const out = new Float64Array(place.length);
  let above = 0;
  for (let c = place.length - 1; c >= 0; c--) {
    out[c] = 4 * (above + slope[c]! / 2);
    above += slope[c]!;
  }
  return out;
}
