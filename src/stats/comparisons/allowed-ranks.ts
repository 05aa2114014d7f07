/** The ranks that an item may have, 1 being the best. */
export type Rank = { best: number; worst: number };

/**
 * The ranks that intervals allow: an item ranks below those whose whole interval lies above its own, and above those
 * whose whole interval lies below. Overlapping intervals leave the order open, which is cautious: two items whose
 * difference is significant may still overlap. Source: the rank of the Chatbot Arena leaderboard (Chiang et al.
 * 2024, section 5), with its mirror image for the worst rank. O(n log n).
 */
export function allowedRanks(intervals: readonly { low: number; high: number }[]): Rank[] {
  const lows = Float64Array.from(intervals, (i) => i.low).sort();
  const highs = Float64Array.from(intervals, (i) => i.high).sort();
  const n = intervals.length;
  return intervals.map(({ low, high }) => ({
    best: 1 + (n - countUpTo(lows, high)),
    worst: n - countBelow(highs, low),
  }));
}

/** Gives each item the ranks that the intervals of all allow. */
export function rankByIntervals(items: { interval: { low: number; high: number }; rank: Rank }[]): void {
  const ranks = allowedRanks(items.map((item) => item.interval));
  items.forEach((item, i) => {
    item.rank = ranks[i]!;
  });
}

/** How many of the ascending values are ≤ x. */
function countUpTo(values: Float64Array, x: number): number {
  let low = 0;
  let high = values.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (values[middle]! <= x) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** How many of the ascending values are < x. */
function countBelow(values: Float64Array, x: number): number {
  let low = 0;
  let high = values.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (values[middle]! < x) low = middle + 1;
    else high = middle;
  }
  return low;
}
