import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { noGoldenData, readGolden } from "../golden.case.ts";
import { createRandom, shuffle } from "../numbers/random.ts";
import { type Label, StatisticsError } from "../types.ts";
import { brennanPrediger } from "./brennan-prediger.ts";
import {
  labelsByItem,
  labelsByRater,
  labelsOfCounts,
  labelsOfTable,
  simulateLabels,
} from "./build-labels.case.ts";
import { cohenKappa } from "./cohen-kappa.ts";
import { fleissKappa } from "./fleiss-kappa.ts";
import { gwetAC } from "./gwet-ac.ts";
import { percentAgreement } from "./percent-agreement.ts";
import { scottPi } from "./scott-pi.ts";

const ABSTRACTORS = labelsOfTable([
  [13, 0, 0],
  [0, 20, 7],
  [0, 4, 56],
]);
/** Gwet 2014's example of four raters with missing ratings (Krippendorff 2011, section C). */
const FOUR = labelsByRater([
  [1, 2, 3, 3, 2, 1, 4, 1, 2, null, null, null],
  [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, null, null],
  [null, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, 3],
  [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, null],
]);
const BEN_GERRY = labelsByItem([
  ..."ab aa bb bb db cc cc cc ee d- dd ad"
    .split(" ")
    .map((pair) => [...pair].map((v) => (v === "-" ? null : v))),
]);

describe("Cohen's kappa", () => {
  test("SAS, three categories: plain and linear", () => {
    const labels = labelsOfTable([
      [0, 4, 1],
      [0, 8, 0],
      [0, 1, 5],
    ]);
    const plain = cohenKappa(labels);
    expect(plain.kappa).toBeCloseTo(0.4842, 4);
    expect(plain.standardError).toBeCloseTo(0.138, 4);
    expect(plain.interval.low).toBeCloseTo(0.2137, 4);
    expect(plain.interval.high).toBeCloseTo(0.7547, 4);
    expect(plain.standardErrorNull).toBeCloseTo(0.1484, 4);
    expect(plain.z).toBeCloseTo(3.2626, 4);
    expect(plain.pValue).toBeCloseTo(0.0011, 4);
    const linear = cohenKappa(labels, { weights: "linear" });
    expect(linear.kappa).toBeCloseTo(0.4701, 4);
    expect(linear.standardError).toBeCloseTo(0.1457, 4);
    expect(linear.interval.low).toBeCloseTo(0.1845, 4);
    expect(linear.interval.high).toBeCloseTo(0.7558, 4);
    expect(linear.standardErrorNull).toBeCloseTo(0.1426, 4);
    expect(linear.z).toBeCloseTo(3.2971, 4);
  });

  test("weights by name, by agreement and by disagreement are one thing", () => {
    const labels = simulateLabels(3, { items: 40, raters: 2, categories: 4 });
    const gaps = [0, 1, 2, 3].map((i) => [0, 1, 2, 3].map((j) => (i - j) ** 2));
    const near = gaps.map((row) => row.map((gap) => 10 - gap));
    const { kappa, z } = cohenKappa(labels, { weights: "quadratic" });
    for (const weights of [gaps, near]) {
      expect(cohenKappa(labels, { weights }).kappa).toBeCloseTo(kappa, 12);
      expect(cohenKappa(labels, { weights }).z).toBeCloseTo(z, 10);
    }
  });

  test.skipIf(noGoldenData)("three people on 999 pairs of responses", () => {
    type Row = { idx: number } & Record<"annotator1" | "annotator2" | "annotator3", number>;
    const rows = JSON.parse(readGolden("judges/pandalm-testset-v1.json")) as Row[];
    const raters = ["annotator1", "annotator2", "annotator3"] as const;
    const labels = rows.flatMap((row) =>
      raters.map((rater) => ({ item: `${row.idx}`, rater, value: row[rater] })),
    );
    const kappa = (first: string, second: string) => cohenKappa(labels, { raters: [first, second] }).kappa;
    const found = [
      kappa("annotator1", "annotator2"),
      kappa("annotator1", "annotator3"),
      kappa("annotator2", "annotator3"),
    ].map((k) => k.toFixed(4));
    expect(found.sort()).toEqual(["0.8520", "0.8617", "0.8789"]);
  });

  test("degenerate tables are told apart", () => {
    const same = labelsOfTable([[5]]);
    expect(() => cohenKappa(same)).toThrow(expect.objectContaining({ code: "no_variation" }));
    const lazy = cohenKappa(labelsOfTable([[3, 2]].concat([[0, 0]])));
    expect(lazy).toMatchObject({ kappa: 0, standardErrorNull: 0, z: 0, pValue: 1 });
    expect(() => cohenKappa([])).toThrow(expect.objectContaining({ code: "no_data" }));
    expect(() => cohenKappa(FOUR)).toThrow(expect.objectContaining({ code: "too_few_raters" }));
    const twice = [...ABSTRACTORS, ABSTRACTORS[0]!];
    expect(() => cohenKappa(twice)).toThrow(expect.objectContaining({ code: "duplicate_label" }));
  });
});

describe("Fleiss' kappa", () => {
  test.skipIf(noGoldenData)("Fleiss 1971: 30 patients, 6 psychiatrists", () => {
    type Example = { id: string; data: { units_x_raters: number[][] } };
    const examples = JSON.parse(readGolden("agreement/examples.json")) as Example[];
    const rows = examples.find((e) => e.id === "fleiss_1971_psychiatric")!.data.units_x_raters;
    const found = fleissKappa(labelsByItem(rows));
    expect(found.kappa).toBeCloseTo(0.4302445, 7);
    expect(found.z).toBeCloseTo(17.65183, 5);
    // Fleiss 1971, table 3, to three digits.
    expect(found.perCategory.map((c) => c.kappa!.toFixed(3))).toEqual([
      "0.245",
      "0.245",
      "0.520",
      "0.471",
      "0.566",
    ]);
  });

  test("worked example of 10 items, 14 raters, 5 categories", () => {
    const counts = [
      [0, 0, 0, 0, 14],
      [0, 2, 6, 4, 2],
      [0, 0, 3, 5, 6],
      [0, 3, 9, 2, 0],
      [2, 2, 8, 1, 1],
      [7, 7, 0, 0, 0],
      [3, 2, 6, 3, 0],
      [2, 5, 3, 2, 2],
      [6, 5, 2, 1, 0],
      [0, 2, 2, 3, 7],
    ];
    const labels = labelsOfCounts(counts);
    expect(fleissKappa(labels).kappa).toBeCloseTo(0.21, 3);
  });

  test("missing ratings (Gwet 2014)", () => {
    const found = fleissKappa(FOUR);
    expect(found.kappa).toBeCloseTo(0.76117, 5);
    expect(found.expected).toBeCloseTo(0.23872, 5);
    expect(found.standardError).toBeCloseTo(0.15302, 5);
    expect(found.interval.low).toBeCloseTo(0.42438, 5);
    expect(found.interval.high).toBe(1);
    expect(fleissKappa(FOUR, { weights: "quadratic" }).standardError).toBeCloseTo(0.14603, 5);
    expect(fleissKappa(FOUR, { weights: "ordinal" }).kappa).toBeCloseTo(0.85021, 5);
    expect(fleissKappa(BEN_GERRY).kappa).toBeCloseTo(0.649, 3);
    expect(fleissKappa(BEN_GERRY).standardError).toBeCloseTo(0.191, 3);
  });

  test("a category that nobody used has no kappa of its own", () => {
    const found = fleissKappa(BEN_GERRY, { categories: [..."abcdef"] });
    expect(found.perCategory[5]).toMatchObject({ category: "f", kappa: null, z: null });
    expect(found.kappa).toBeCloseTo(fleissKappa(BEN_GERRY).kappa, 12);
  });
});

describe("the other coefficients", () => {
  test("two raters (Gwet 2014, table of abstractors)", () => {
    const pi = scottPi(ABSTRACTORS);
    expect(pi.pi).toBeCloseTo(0.79624, 5);
    expect(pi.standardError).toBeCloseTo(0.05905, 5);
    const ac = gwetAC(ABSTRACTORS);
    expect(ac.coefficient).toBeCloseTo(0.84933, 5);
    expect(ac.standardError).toBeCloseTo(0.04322, 5);
    expect(ac.interval.low).toBeCloseTo(0.76358, 5);
    expect(ac.interval.high).toBeCloseTo(0.93508, 5);
    expect(gwetAC(ABSTRACTORS, { weights: "quadratic" }).coefficient).toBeCloseTo(0.94024, 5);
    expect(gwetAC(ABSTRACTORS, { weights: "quadratic" }).standardError).toBeCloseTo(0.01792, 5);
    const bp = brennanPrediger(ABSTRACTORS);
    expect(bp.coefficient).toBeCloseTo(0.835, 5);
    expect(bp.standardError).toBeCloseTo(0.04693, 5);
    const cohen = cohenKappa(ABSTRACTORS);
    expect(cohen.kappa).toBeCloseTo(0.79641, 5);
    expect(cohen.standardError).toBeCloseTo(0.05891, 5);
    const share = percentAgreement(ABSTRACTORS);
    expect(share.agreement).toBeCloseTo(0.89, 10);
    expect(share.standardError).toBeCloseTo(0.03129, 5);
    expect(share.interval.method).toBe("wilson");
  });

  test("four raters with missing ratings (Gwet 2014)", () => {
    expect(gwetAC(FOUR)).toMatchObject({ items: 12, pairableItems: 11 });
    expect(gwetAC(FOUR).coefficient).toBeCloseTo(0.77544, 5);
    expect(gwetAC(FOUR).standardError).toBeCloseTo(0.14295, 5);
    expect(gwetAC(FOUR).pValue).toBeCloseTo(0.000208720984, 11);
    expect(gwetAC(FOUR, { weights: "linear" }).coefficient).toBeCloseTo(0.85874, 5);
    expect(gwetAC(FOUR, { weights: "ordinal" }).standardError).toBeCloseTo(0.1069, 5);
    expect(brennanPrediger(FOUR).coefficient).toBeCloseTo(0.77273, 5);
    expect(brennanPrediger(FOUR).standardError).toBeCloseTo(0.14472, 5);
    expect(percentAgreement(FOUR).agreement).toBeCloseTo(0.81818, 5);
  });

  test("free-marginal kappa of online calculators", () => {
    const labels = labelsOfCounts([
      [7, 1],
      [3, 5],
    ]);
    expect(brennanPrediger(labels).coefficient).toBeCloseTo(0.214286, 6);
    expect(fleissKappa(labels).kappa).toBeCloseTo(0.161905, 6);
  });

  test("one category only: undefined, unless the unused ones are listed", () => {
    const same = labelsByItem([
      ["a", "a"],
      ["a", "a"],
    ]);
    for (const method of [fleissKappa, gwetAC, brennanPrediger, scottPi]) {
      expect(() => method(same), method.name).toThrow(expect.objectContaining({ code: "no_variation" }));
    }
    expect(gwetAC(same, { categories: ["a", "b"] }).coefficient).toBe(1);
    expect(percentAgreement(same).agreement).toBe(1);
    expect(() => percentAgreement(same.slice(0, 1))).toThrow(StatisticsError);
    expect(() => gwetAC(FOUR, { categories: [1, 2] })).toThrow(
      expect.objectContaining({ code: "bad_value" }),
    );
  });
});

describe("what must not matter", () => {
  const methods: Record<string, (labels: Label[]) => number> = {
    percentAgreement: (l) => percentAgreement(l).agreement,
    fleissKappa: (l) => fleissKappa(l).kappa,
    gwetAC: (l) => gwetAC(l, { weights: "quadratic" }).coefficient,
    brennanPrediger: (l) => brennanPrediger(l).coefficient,
    fleissZ: (l) => fleissKappa(l).z!,
  };
  test.each(Object.entries(methods))("%s: order of rows, names of items and raters", (name, method) => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e6 }), (seed) => {
        const labels = simulateLabels(seed, { items: 12, raters: 4, categories: 3 });
        const renamed = labels.map((l) => ({
          ...l,
          item: `x${99 - Number(l.item.slice(1))}`,
          rater: `${l.rater}'`,
        }));
        const value = method(labels);
        expect(method(shuffle(renamed, createRandom(seed)))).toBeCloseTo(value, 10);
        // Twice the items tell the same, more surely.
        const double = [...labels, ...labels.map((l) => ({ ...l, item: `${l.item} again` }))];
        const grown = name === "fleissZ" ? value * Math.SQRT2 : value;
        expect(method(double)).toBeCloseTo(grown, 8);
      }),
      { numRuns: 30 },
    );
  });
});
