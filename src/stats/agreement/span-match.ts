import type { SpanUnit } from "./span-alignment.ts";

/**
 * How many spans of two raters can be paired one to one: equal labels, and an intersection over union of at least
 * `overlap` (any intersection where that is 0). A largest matching, found by augmenting paths (Kuhn 1955).
 */
export function countMatches(a: readonly SpanUnit[], b: readonly SpanUnit[], overlap: number): number {
  const partners = a.map((x) => b.flatMap((y, j) => (same(x, y, overlap) ? [j] : [])));
  const owner = new Int32Array(b.length).fill(-1);
  let matches = 0;
  for (let i = 0; i < a.length; i++) {
    const tried = new Uint8Array(b.length);
    const place = (k: number): boolean => {
      for (const j of partners[k]!) {
        if (tried[j]) continue;
        tried[j] = 1;
        if (owner[j]! < 0 || place(owner[j]!)) {
          owner[j] = k;
          return true;
        }
      }
      return false;
    };
    if (place(i)) matches++;
  }
  return matches;
}

function same(x: SpanUnit, y: SpanUnit, overlap: number): boolean {
  const common = Math.min(x.end, y.end) - Math.max(x.start, y.start);
  if (x.label !== y.label || !(common > 0)) return false;
  return common >= overlap * (x.end - x.start + y.end - y.start - common) * (1 - 1e-12);
}
