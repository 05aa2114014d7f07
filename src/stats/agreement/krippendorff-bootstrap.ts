import { drawBinomial } from "../numbers/draw-binomial.ts";
import { createRandom, type Random } from "../numbers/random.ts";
import { allPairs, differenceMetric, type MeasurementLevel } from "./difference-metric.ts";
import type { Units } from "./pairable-units.ts";
import { withinUnits } from "./within-units.ts";

/**
 * Alpha of `replicates` samples of units with replacement. Units that hold the same values are one pattern, drawn by
 * its number: with few categories a replicate costs O(patterns), not O(labels). The result does not depend on the
 * order of rows.
 *
 * @returns one alpha per replicate, without those in which all values are equal.
 */
export function bootstrapAlpha(
  level: MeasurementLevel,
  size: Float64Array,
  units: Units,
  replicates: number,
  seed: number,
): Float64Array {
  const random = createRandom(seed);
  const { patterns, times } = unitPatterns(units);
  const count = units.start.length - 1;
  const fixed = level === "ordinal" ? null : differenceMetric(level, size, units.total);
  let within = fixed && withinUnits(fixed, patterns);
  const out = new Float64Array(replicates);
  let defined = 0;
  const drawn = new Int32Array(times.length);
  const total = new Float64Array(size.length);
  for (let r = 0; r < replicates; r++) {
    drawPatterns(times, count, drawn, random);
    total.fill(0);
    let n = 0;
    for (let p = 0; p < drawn.length; p++) {
      const times = drawn[p]!;
      if (times === 0) continue;
      n += times * (patterns.start[p + 1]! - patterns.start[p]!);
      for (let i = patterns.start[p]!; i < patterns.start[p + 1]!; i++) total[patterns.code[i]!]! += times;
    }
    const metric = fixed ?? differenceMetric(level, size, total);
    if (!fixed) within = withinUnits(metric, patterns);
    const all = allPairs(metric, total);
    if (!(all > 0)) continue;
    let observed = 0;
    for (let p = 0; p < drawn.length; p++) observed += drawn[p]! * within![p]!;
    out[defined++] = 1 - (observed * (n - 1)) / all;
  }
  return out.subarray(0, defined);
}

/** Draws `count` units, as numbers of each pattern. */
function drawPatterns(times: Int32Array, count: number, drawn: Int32Array, random: Random): void {
  if (times.length > count / 8) {
    // Nearly every unit is its own pattern: draw units one by one, by way of the cumulated numbers.
    drawn.fill(0);
    const owner = new Int32Array(count);
    for (let p = 0, u = 0; p < times.length; p++) for (let i = 0; i < times[p]!; i++) owner[u++] = p;
    for (let i = 0; i < count; i++) drawn[owner[random.integer(count)]!]!++;
    return;
  }
  let left = count;
  let mass = count;
  for (let p = 0; p < times.length; p++) {
    drawn[p] = drawBinomial(left, times[p]! / mass, random);
    left -= drawn[p]!;
    mass -= times[p]!;
  }
}

/** The different contents of units in a canonical order, and how many units hold each. */
function unitPatterns(units: Units): { patterns: Units; times: Int32Array } {
  const count = units.start.length - 1;
  const code = units.code.slice();
  for (let u = 0; u < count; u++) code.subarray(units.start[u]!, units.start[u + 1]!).sort();
  const order = Int32Array.from({ length: count }, (_, u) => u);
  const compare = (a: number, b: number) => {
    const length = units.start[a + 1]! - units.start[a]!;
    const longer = length - (units.start[b + 1]! - units.start[b]!);
    if (longer !== 0) return longer;
    for (let i = 0; i < length; i++) {
      const gap = code[units.start[a]! + i]! - code[units.start[b]! + i]!;
      if (gap !== 0) return gap;
    }
    return 0;
  };
  order.sort(compare);
  const start = [0];
  const found: number[] = [];
  const times: number[] = [];
  for (let k = 0; k < count; k++) {
    const u = order[k]!;
    if (k > 0 && compare(order[k - 1]!, u) === 0) {
      times[times.length - 1]!++;
      continue;
    }
    for (let i = units.start[u]!; i < units.start[u + 1]!; i++) found.push(code[i]!);
    start.push(found.length);
    times.push(1);
  }
  return {
    patterns: { start: Int32Array.from(start), code: Int32Array.from(found), total: units.total },
    times: Int32Array.from(times),
  };
}
