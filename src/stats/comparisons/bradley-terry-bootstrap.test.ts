import { describe, expect, test } from "vitest";
import { drawBinomial, drawMultinomial } from "../numbers/multinomial.ts";
import { createRandom } from "../numbers/random.ts";
import type { Comparison } from "../types.ts";
import { bradleyTerry } from "./bradley-terry.ts";
import { bradleyTerryBootstrap } from "./bradley-terry-bootstrap.ts";

describe("multinomial draws", () => {
  test.each([
    [7, 0.3],
    [40, 0.5],
    [2000, 0.004],
    [5000, 0.31],
    [300, 0.93],
  ])("binomial(%d, %d) has the right mean, variance and skew", (n, p) => {
    const random = createRandom(n);
    const draws = Array.from({ length: 60_000 }, () => drawBinomial(n, p, random));
    const mean = draws.reduce((s, x) => s + x, 0) / draws.length;
    const variance = draws.reduce((s, x) => s + (x - mean) ** 2, 0) / draws.length;
    const sd = Math.sqrt(n * p * (1 - p));
    expect(Math.abs(mean - n * p)).toBeLessThan((4 * sd) / Math.sqrt(draws.length));
    expect(Math.abs(variance / (sd * sd) - 1)).toBeLessThan(0.03);
    const skew = draws.reduce((s, x) => s + ((x - mean) / sd) ** 3, 0) / draws.length;
    expect(Math.abs(skew - (1 - 2 * p) / sd)).toBeLessThan(0.05);
  });

  test("a draw keeps its total and leaves empty cells empty", () => {
    const into = new Float64Array(4);
    drawMultinomial(Float64Array.of(5, 0, 3, 2), 10, 1000, createRandom(1), into);
    expect(into.reduce((s, x) => s + x, 0)).toBe(1000);
    expect(into[1]).toBe(0);
    expect(into[0]).toBeGreaterThan(into[2]!);
  });
});

describe("bradleyTerryBootstrap", () => {
  const random = createRandom(3);
  const rows = Array.from({ length: 3000 }, (): Comparison => {
    const i = random.integer(5);
    const j = (i + 1 + random.integer(4)) % 5;
    const win = random.uniform() < 1 / (1 + Math.exp((j - i) / 2));
    return { a: `m${i}`, b: `m${j}`, outcome: random.uniform() < 0.2 ? "tie" : win ? "a" : "b" };
  });

  test("agrees with the sandwich, is centred on the fit and repeats by seed", () => {
    const fit = bradleyTerry(rows, { covariance: "sandwich" });
    const found = bradleyTerryBootstrap(rows, { replicates: 2000, seed: 1 });
    expect(found.undefinedReplicates).toBe(0);
    found.items.forEach((item, i) => {
      expect(item.item).toBe(fit.items[i]!.item);
      expect(item.strength).toBeCloseTo(fit.items[i]!.strength!, 12);
      expect(Math.abs(item.standardError / fit.items[i]!.standardError - 1)).toBeLessThan(0.08);
    });
    expect(bradleyTerryBootstrap(rows, { replicates: 2000, seed: 1 })).toEqual(found);
    const anchored = bradleyTerryBootstrap(rows, { replicates: 20, seed: 1, anchor: "m0", scale: 2 });
    expect(anchored.items.at(-1)).toMatchObject({ item: "m0", strength: 0, standardError: 0 });
  });

  test("replicates in which an item never loses are left out and counted", () => {
    const few: Comparison[] = ["a", "a", "a", "b"].map((outcome) => ({
      a: "x",
      b: "y",
      outcome: outcome as "a",
    }));
    const found = bradleyTerryBootstrap(few, { replicates: 1000, seed: 1 });
    // Of four votes, three for x: a replicate is one-sided with probability 0.75⁴ + 0.25⁴ = 0.32.
    expect(Math.abs(found.undefinedReplicates / 1000 - 0.3203)).toBeLessThan(0.05);
    expect(bradleyTerryBootstrap(few, { replicates: 100, seed: 1, l2: 0.5 }).undefinedReplicates).toBe(0);
    expect(() => bradleyTerryBootstrap(few.slice(0, 3), { replicates: 10, seed: 1 })).toThrow("set l2");
  });
});
