import { describe, expect, test } from "vitest";
import { StatisticsError } from "../types.ts";
import { bootstrap } from "./bootstrap.ts";
import { pairedBootstrap } from "./paired-bootstrap.ts";

const mean = (rows: readonly number[]) => rows.reduce((sum, x) => sum + x, 0) / rows.length;
const data = [2.1, 3.4, 1.9, 5.6, 4.4, 3.8, 2.7, 9.1, 3.3, 4.0];

describe("bootstrap", () => {
  test("percentile and BCa of a skewed sample, against scipy with 200,000 replicates", () => {
    const found = bootstrap(mean, data, { replicates: 40_000, seed: 1 });
    expect(found.estimate).toBeCloseTo(4.03, 12);
    expect(Math.abs(found.percentile.low - 2.96)).toBeLessThan(0.03);
    expect(Math.abs(found.percentile.high - 5.39)).toBeLessThan(0.03);
    expect(Math.abs(found.bca.low - 3.13)).toBeLessThan(0.04);
    expect(Math.abs(found.bca.high - 5.8)).toBeLessThan(0.04);
    // The spread of a mean of 10 draws is known exactly.
    const exact = Math.sqrt(mean(data.map((x) => (x - 4.03) ** 2)) / 10);
    expect(Math.abs(found.standardError / exact - 1)).toBeLessThan(0.02);
  });

  test("one seed, one result; another seed, another", () => {
    const run = (seed: number) => bootstrap(mean, data, { replicates: 100, seed });
    expect(run(7)).toEqual(run(7));
    expect(run(7).replicates).not.toEqual(run(8).replicates);
  });

  test("clusters are drawn whole", () => {
    const rows = data.flatMap((value, i) => [0, 1, 2, 3].map(() => ({ value, item: `item ${i}` })));
    const statistic = (some: readonly { value: number }[]) => mean(some.map((row) => row.value));
    const byItem = bootstrap(statistic, rows, { replicates: 4000, seed: 2, by: (row) => row.item });
    const byRow = bootstrap(statistic, rows, { replicates: 4000, seed: 2 });
    expect(byItem.units).toBe(10);
    expect(bootstrap(statistic, rows, { replicates: 4000, seed: 2, by: "item" })).toEqual(byItem);
    // Fourfold copies carry no news: rows as units would halve the error.
    expect(byItem.standardError / byRow.standardError).toBeGreaterThan(1.8);
  });

  test("a constant has no width; undefined replicates are counted; nothing is refused", () => {
    const same = bootstrap(mean, [2, 2, 2], { replicates: 50, seed: 1 });
    expect([same.bca.low, same.bca.high, same.standardError]).toEqual([2, 2, 0]);
    const fussy = (rows: readonly number[]) => {
      if (rows.every((x) => x === rows[0])) throw new StatisticsError("no_variation", "constant");
      return mean(rows);
    };
    expect(bootstrap(fussy, [1, 2, 3], { replicates: 500, seed: 1 }).undefinedReplicates).toBeGreaterThan(20);
    expect(() => bootstrap(mean, [], { replicates: 50, seed: 1 })).toThrow(StatisticsError);
    expect(() => bootstrap(() => Number.NaN, data, { replicates: 50, seed: 1 })).toThrow("NaN");
  });
});

describe("pairedBootstrap", () => {
  test("a sure difference has the smallest p, an even one the largest", () => {
    const better = pairedBootstrap(
      data.map((x) => x + 1),
      data,
      { replicates: 999, seed: 1 },
    );
    expect(better.difference).toBeCloseTo(1, 12);
    expect(better.pValue).toBeCloseTo(0.002, 12);
    expect(pairedBootstrap(data, data, { replicates: 999, seed: 1 }).pValue).toBe(1);
    expect(() => pairedBootstrap([1], [1, 2], { seed: 1 })).toThrow("1 scores");
  });
});
