import type { Metric } from "./difference-metric.ts";
import type { Units } from "./pairable-units.ts";

/** For each unit, the sum of differences over its ordered pairs, divided by its number of labels less one. */
export function withinUnits(metric: Metric, units: Units): Float64Array {
  const { start, code } = units;
  const out = new Float64Array(start.length - 1);
  const tally = new Int32Array(metric.kind === "nominal" ? units.total.length : 0);
  for (let u = 0; u < out.length; u++) {
    const from = start[u]!;
    const to = start[u + 1]!;
    const m = to - from;
    let sum = 0;
    if (metric.kind === "nominal") {
      // Counting each label against those before it gives half the equal pairs.
      let equal = 0;
      for (let i = from; i < to; i++) equal += tally[code[i]!]!++;
      for (let i = from; i < to; i++) tally[code[i]!] = 0;
      sum = m * (m - 1) - 2 * equal;
    } else if (metric.kind === "line") {
      let mean = 0;
      for (let i = from; i < to; i++) mean += metric.place[code[i]!]!;
      mean /= m;
      for (let i = from; i < to; i++) {
        const gap = metric.place[code[i]!]! - mean;
        sum += gap * gap;
      }
      sum *= 2 * m;
    } else {
      for (let i = from; i < to; i++) {
        for (let j = from; j < i; j++) sum += 2 * metric.difference(code[i]!, code[j]!);
      }
    }
    out[u] = sum / (m - 1);
  }
  return out;
}
