import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Ranking } from "../types.ts";
import { labelsByItem } from "./build-labels.case.ts";
import { type IntraclassModel, intraclassCorrelation } from "./intraclass-correlation.ts";
import { kendallTau } from "./kendall-tau.ts";
import { kendallW } from "./kendall-w.ts";
import { spearman } from "./spearman.ts";

const code = (c: string) => expect.objectContaining({ code: c });

describe("intraclass correlation", () => {
  /** Shrout and Fleiss 1979, table 2. */
  const SHROUT_FLEISS = labelsByItem([
    [9, 2, 5, 8],
    [6, 1, 3, 2],
    [8, 4, 6, 8],
    [7, 1, 2, 6],
    [10, 5, 6, 9],
    [6, 2, 4, 7],
  ]);

  test.each<[IntraclassModel, number, number, number]>([
    ["1", 0.17, -0.13, 0.72],
    ["2", 0.29, 0.02, 0.76],
    ["3", 0.71, 0.34, 0.95],
    ["1k", 0.44, -0.88, 0.91],
    ["2k", 0.62, 0.07, 0.93],
    ["3k", 0.91, 0.68, 0.99],
  ])("Shrout and Fleiss 1979, model %s", (model, icc, low, high) => {
    const found = intraclassCorrelation(SHROUT_FLEISS, { model });
    expect(found.icc).toBeCloseTo(icc, 2);
    expect(found.interval.low).toBeCloseTo(low, 2);
    expect(found.interval.high).toBeCloseTo(high, 2);
    expect(found.f).toBeCloseTo(model.startsWith("1") ? 1.79467849 : 11.02724796, 8);
    expect(found.pValue).toBeCloseTo(model.startsWith("1") ? 0.16476881 : 0.00013457, 8);
  });

  test("items that somebody skipped are left out and counted", () => {
    const more = [...SHROUT_FLEISS, { item: "item 7", rater: "rater 1", value: 3 }];
    const found = intraclassCorrelation(more, { model: "3" });
    expect(found).toMatchObject({ items: 6, dropped: 1, raters: 4 });
    expect(found.icc).toBeCloseTo(0.71484071, 8);
  });

  test("perfect, constant and thin data", () => {
    const perfect = labelsByItem([
      [1, 1],
      [2, 2],
      [4, 4],
    ]);
    for (const model of ["1", "2", "3", "2k"] as const) {
      expect(intraclassCorrelation(perfect, { model })).toMatchObject({
        icc: 1,
        pValue: 0,
        interval: { low: 1 },
      });
    }
    const icc = (rows: number[][]) => intraclassCorrelation(labelsByItem(rows), { model: "2" });
    expect(() =>
      icc([
        [1, 1],
        [1, 1],
      ]),
    ).toThrow(code("no_variation"));
    expect(() => icc([[1], [2]])).toThrow(code("too_few_raters"));
    expect(() => icc([[1, 2]])).toThrow(code("too_few_items"));
    expect(() => icc([])).toThrow(code("no_data"));
  });
});

describe("Kendall's tau and Spearman's rho", () => {
  test("ties: the normal p-value", () => {
    const found = kendallTau([12, 2, 1, 12, 2], [1, 4, 7, 1, 0]);
    expect(found.tau).toBeCloseTo(-0.4714045207910316, 12);
    expect(found.pValue).toBeCloseTo(0.28274545993277467, 12);
    const rho = spearman([12, 2, 1, 12, 2], [1, 4, 7, 1, 0]);
    expect(rho.rho).toBeCloseTo(-0.5407380704358752, 12);
    expect(rho.pValue).toBeCloseTo(0.3467146139768869, 12);
  });

  test("no ties: all orders counted", () => {
    const found = kendallTau([2, 3, 1, 5, 4, 9, 7, 8], [1, 2, 3, 4, 6, 5, 9, 8]);
    expect(found).toMatchObject({ test: "exact", score: 14 });
    expect(found.pValue).toBeCloseTo(0.10868055555555556, 12);
    expect(kendallTau([1, 2, 3, 4], [1, 2, 3, 4]).pValue).toBeCloseTo(2 / 24, 12);
  });

  test("equals the definition by pairs", () => {
    const values = fc.array(fc.tuple(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 0, max: 5 })), {
      minLength: 2,
    });
    fc.assert(
      fc.property(values, (pairs) => {
        const x = pairs.map(([a]) => a);
        const y = pairs.map(([, b]) => b);
        if (new Set(x).size < 2 || new Set(y).size < 2) return;
        let [score, freeX, freeY] = [0, 0, 0];
        for (let i = 0; i < x.length; i++) {
          for (let j = 0; j < i; j++) {
            const [dx, dy] = [Math.sign(x[i]! - x[j]!), Math.sign(y[i]! - y[j]!)];
            score += dx * dy;
            freeX += Math.abs(dx);
            freeY += Math.abs(dy);
          }
        }
        const found = kendallTau(x, y);
        expect(found.score).toBe(score);
        expect(found.tau).toBeCloseTo(score / Math.sqrt(freeX * freeY), 12);
        expect(kendallTau(y, x).pValue).toBeCloseTo(found.pValue, 12);
      }),
    );
  });

  test("degenerate series", () => {
    for (const method of [kendallTau, spearman]) {
      expect(() => method([1, 1, 1], [1, 2, 3])).toThrow(code("no_variation"));
      expect(() => method([1, 2], [1])).toThrow(code("bad_value"));
      expect(() => method([1, Number.NaN, 2], [1, 2, 3])).toThrow(code("bad_value"));
      expect(() => method([], [])).toThrow(code("no_data"));
    }
    expect(spearman([1, 2, 3, 4], [1, 2, 3, 4])).toMatchObject({ rho: 1, pValue: 0 });
    expect(kendallTau([1, 2, 3, 4], [4, 3, 2, 1]).interval).toBeNull();
  });
});

describe("Kendall's W", () => {
  const rankings = (...rows: string[]): Ranking[] =>
    rows.map((row) => ({ tiers: row.split(" ").map((tier) => [...tier]) }));

  test("W by hand: ranks 1 2 3, 1 3 2, 1.5 1.5 3", () => {
    // Sums 3.5, 6.5, 8 about 6: 12 × 10.5 / (9 × 24 - 3 × 6).
    const found = kendallW(rankings("a b c", "a c b", "ab c"));
    expect(found.w).toBeCloseTo((12 * 10.5) / (9 * 24 - 3 * 6), 12);
    expect(found.chiSquare).toBeCloseTo(3 * 2 * found.w, 12);
  });

  test("its mean rho is the mean of Spearman's over pairs, without ties", () => {
    const rows = ["abcde", "badce", "ecbad"];
    const found = kendallW(rows.map((row) => ({ tiers: [...row].map((x) => [x]) })));
    const ranks = rows.map((row) => [..."abcde"].map((x) => row.indexOf(x)));
    const rhos = [
      [0, 1],
      [0, 2],
      [1, 2],
    ].map(([i, j]) => spearman(ranks[i!]!, ranks[j!]!).rho);
    expect(found.meanSpearman).toBeCloseTo((rhos[0]! + rhos[1]! + rhos[2]!) / 3, 12);
  });

  test("incomplete and empty rankings are refused", () => {
    expect(() => kendallW([])).toThrow(code("no_data"));
    expect(() => kendallW(rankings("a b"))).toThrow(code("too_few_raters"));
    expect(() => kendallW(rankings("a b", "a"))).toThrow(code("incomplete_design"));
    expect(() => kendallW(rankings("a b", "a c"))).toThrow(code("incomplete_design"));
    expect(() => kendallW(rankings("a b", "a b b"))).toThrow(code("incomplete_design"));
    expect(() => kendallW(rankings("ab", "ab"))).toThrow(code("no_variation"));
  });
});
