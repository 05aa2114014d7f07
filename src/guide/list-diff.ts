/** A stretch of one list and what stands in its place in another: `from` to `to`, the end left out. */
export interface Hunk<T> {
  from: number;
  to: number;
  put: readonly T[];
}

/** Beyond this many comparisons everything between the common ends counts as changed. */
const MOST = 4_000_000;

/**
 * Where two lists differ, with as much as possible left in common.
 * @param same compares members; strict equality by default
 */
export function hunksBetween<T>(
  before: readonly T[],
  after: readonly T[],
  same: (one: T, other: T) => boolean = Object.is,
): Hunk<T>[] {
  let start = 0;
  while (start < before.length && start < after.length && same(before[start]!, after[start]!)) start++;
  let ends = 0;
  while (
    ends < Math.min(before.length, after.length) - start &&
    same(before[before.length - 1 - ends]!, after[after.length - 1 - ends]!)
  )
    ends++;
  const pairs = commonPairs(
    before.slice(start, before.length - ends),
    after.slice(start, after.length - ends),
    same,
  );
  const hunks: Hunk<T>[] = [];
  let [at, other] = [start, start];
  const close = (to: number, otherTo: number) => {
    if (to > at || otherTo > other) hunks.push({ from: at, to, put: after.slice(other, otherTo) });
  };
  for (const [one, two] of pairs) {
    close(start + one, start + two);
    [at, other] = [start + one + 1, start + two + 1];
  }
  close(before.length - ends, after.length - ends);
  return hunks;
}

/** The positions of a longest common subsequence, in order. */
function commonPairs<T>(
  one: readonly T[],
  two: readonly T[],
  same: (a: T, b: T) => boolean,
): [number, number][] {
  const [rows, columns] = [one.length, two.length];
  if (rows * columns > MOST) return [];
  const width = columns + 1;
  const lengths = new Uint32Array((rows + 1) * width);
  for (let r = rows - 1; r >= 0; r--) {
    for (let c = columns - 1; c >= 0; c--) {
      const at = r * width + c;
      lengths[at] = same(one[r]!, two[c]!)
        ? lengths[at + width + 1]! + 1
        : Math.max(lengths[at + width]!, lengths[at + 1]!);
    }
  }
  const pairs: [number, number][] = [];
  let [r, c] = [0, 0];
  while (r < rows && c < columns) {
    if (same(one[r]!, two[c]!)) pairs.push([r++, c++]);
    else if (lengths[(r + 1) * width + c]! >= lengths[r * width + c + 1]!) r++;
    else c++;
  }
  return pairs;
}
