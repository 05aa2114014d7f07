import { expect, test } from "vitest";
import { createRandom } from "../numbers/random.ts";
import type { Comparison } from "../types.ts";
import { indexComparisons } from "./index-comparisons.ts";
import { countPairs, poolCells } from "./pair-counts.ts";

/** Votes between so many items that a table of all pairs has to grow, or give way to a hash. */
function votes(items: number, count: number): Comparison[] {
  const random = createRandom(items);
  return Array.from({ length: count }, () => {
    const i = random.integer(items);
    const j = (i + 1 + random.integer(items - 1)) % items;
    return { a: `m${i}`, b: `m${j}`, outcome: (["a", "b", "tie"] as const)[random.integer(3)]! };
  });
}

test.each([5, 300, 700, 2000])("rows, columns and weights of 1 add up alike for %d items", (items) => {
  const rows = votes(items, 5000);
  const counts = countPairs(rows);
  expect(countPairs(indexComparisons(rows))).toEqual(counts);
  const weighted = countPairs(rows.map((row) => ({ ...row, weight: 1 })));
  expect({ ...weighted, squares: undefined }).toEqual({ ...counts, squares: undefined });
  expect(weighted.squares!.winsFirst).toEqual(counts.winsFirst);

  // By hand, for one pair of names.
  const { a, b } = rows[0]!;
  const [i, j] = [counts.items.indexOf(a), counts.items.indexOf(b)];
  const cell = counts.first.findIndex((first, c) => first === i && counts.second[c] === j);
  const wins = (outcome: string) =>
    rows.filter((r) => r.a === a && r.b === b && r.outcome === outcome).length;
  expect([counts.winsFirst[cell], counts.winsSecond[cell], counts.ties[cell]]).toEqual(
    ["a", "b", "tie"].map(wins),
  );
  expect([...counts.items]).toEqual([...counts.items].sort());

  const pooled = poolCells(counts, counts.items.length);
  const sum = (column: Float64Array) => column.reduce((total, x) => total + x, 0);
  expect(sum(pooled.winsFirst) + sum(pooled.winsSecond) + sum(pooled.ties)).toBe(5000);
  expect(pooled.first.every((first, c) => first < pooled.second[c]!)).toBe(true);
});

test("weights are summed, zero leaves a row out", () => {
  const counts = countPairs([
    { a: "x", b: "y", outcome: "a", weight: 2.5 },
    { a: "x", b: "y", outcome: "a", weight: 1 },
    { a: "y", b: "x", outcome: "a", weight: 0 },
  ]);
  expect([...counts.winsFirst]).toEqual([3.5]);
  expect([...counts.squares!.winsFirst]).toEqual([7.25]);
});
