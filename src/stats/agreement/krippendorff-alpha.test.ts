import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createRandom, shuffle } from "../numbers/random.ts";
import type { Label } from "../types.ts";
import { labelsByRater, simulateLabels } from "./build-labels.case.ts";
import { indexLabels } from "./index-labels.ts";
import { krippendorffAlpha } from "./krippendorff-alpha.ts";

const LEVELS = ["nominal", "ordinal", "interval", "ratio"] as const;

const SECTION_C = labelsByRater([
  [1, 2, 3, 3, 2, 1, 4, 1, 2, null, null, null],
  [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, null, 3],
  [null, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, null],
  [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, null],
]);
const WIKIPEDIA = labelsByRater([
  [null, null, null, null, null, 3, 4, 1, 2, 1, 1, 3, 3, null, 3],
  [1, null, 2, 1, 3, 3, 4, 3, null, null, null, null, null, null, null],
  [null, null, 2, 1, 3, 4, 4, null, 2, 1, 1, 3, 3, null, 4],
]);

/** The definition, pair by pair: coincidences and the four metrics written out. */
function byDefinition(labels: Label<number>[], level: (typeof LEVELS)[number]): number {
  const units = [...new Set(labels.map((l) => l.item))]
    .map((item) => labels.filter((l) => l.item === item))
    .filter((unit) => unit.length > 1);
  const all = units.flat().map((l) => l.value);
  const count = (g: number) => all.filter((v) => v === g).length;
  const difference = (c: number, k: number) => {
    const [low, high] = [Math.min(c, k), Math.max(c, k)];
    if (level === "nominal") return Number(c !== k);
    if (level === "interval") return (c - k) ** 2;
    if (level === "ratio") return c + k === 0 ? 0 : ((c - k) / (c + k)) ** 2;
    const between = all.filter((v) => v >= low && v <= high).length;
    return c === k ? 0 : (between - (count(c) + count(k)) / 2) ** 2;
  };
  let observed = 0;
  for (const unit of units) {
    for (const a of unit) for (const b of unit) observed += difference(a.value, b.value) / (unit.length - 1);
  }
  let expected = 0;
  for (const a of all) for (const b of all) expected += difference(a, b) / (all.length - 1);
  return 1 - observed / expected;
}

describe("published values", () => {
  test("Krippendorff 2011, section C", () => {
    const printed = { nominal: 0.743, ordinal: 0.815, interval: 0.849, ratio: 0.797 };
    for (const level of LEVELS) {
      expect(krippendorffAlpha(SECTION_C, { level }).alpha, level).toBeCloseTo(printed[level], 3);
    }
    const nominal = krippendorffAlpha(SECTION_C, { level: "nominal" });
    expect(nominal.alpha).toBeCloseTo(0.743421052632, 12);
    expect(nominal).toMatchObject({ units: 11, values: 40, unpaired: 1 });
  });

  test("Wikipedia's example", () => {
    expect(krippendorffAlpha(WIKIPEDIA, { level: "nominal" }).alpha).toBeCloseTo(0.691358, 6);
    expect(krippendorffAlpha(WIKIPEDIA, { level: "interval" }).alpha).toBeCloseTo(0.810845, 6);
    expect(krippendorffAlpha(WIKIPEDIA, { level: "nominal" })).toMatchObject({ units: 12, values: 26 });
  });

  test("standard errors (Gwet 2014)", () => {
    const nominal = krippendorffAlpha(SECTION_C, { level: "nominal" });
    expect(nominal.standardError).toBeCloseTo(0.14557, 5);
    expect(nominal.interval.low).toBeCloseTo(0.41906, 5);
    expect(nominal.interval.high).toBe(1);
    expect(krippendorffAlpha(SECTION_C, { level: "interval" }).standardError).toBeCloseTo(0.12913, 5);
    expect(krippendorffAlpha(SECTION_C, { level: "ratio" }).standardError).toBeCloseTo(0.14, 3);
  });
});

describe("properties", () => {
  const someLabels = fc.array(
    fc.record({
      item: fc.constantFrom(..."abcdefgh"),
      rater: fc.constantFrom("p", "q", "r"),
      value: fc.constantFrom(0, 1, 2, 3.5, 9),
    }),
    { minLength: 8, maxLength: 24 },
  );
  const once = (labels: Label<number>[]) => [...new Map(labels.map((l) => [l.item + l.rater, l])).values()];

  test("equals the definition, whatever the order of rows", () => {
    let compared = 0;
    fc.assert(
      fc.property(someLabels, fc.constantFrom(...LEVELS), (rows, level) => {
        const labels = once(rows);
        const expected = byDefinition(labels, level);
        if (!Number.isFinite(expected) || new Set(labels.map((l) => l.value)).size < 2) return;
        try {
          const found = krippendorffAlpha(shuffle([...labels], createRandom(7)), { level }).alpha;
          expect(found).toBeCloseTo(expected, 9);
          compared++;
        } catch (error) {
          expect(error).toMatchObject({ code: expect.stringMatching(/too_few_items|no_variation/) });
        }
      }),
    );
    expect(compared).toBeGreaterThan(50);
  });

  test("an interval scale may be stretched and moved, a ratio scale stretched", () => {
    const moved = SECTION_C.map((l) => ({ ...l, value: 1e6 + 3 * l.value }));
    const plain = krippendorffAlpha(SECTION_C, { level: "interval" });
    expect(krippendorffAlpha(moved, { level: "interval" }).alpha).toBeCloseTo(plain.alpha, 10);
    expect(krippendorffAlpha(moved, { level: "ordinal" }).alpha).toBeCloseTo(0.815, 3);
    const wide = SECTION_C.map((l) => ({ ...l, value: 7 * l.value }));
    expect(krippendorffAlpha(wide, { level: "ratio" }).alpha).toBeCloseTo(0.797, 3);
  });

  test("the bootstrap repeats itself, ignores the order of rows and agrees with the standard error", () => {
    const labels = simulateLabels(5, { items: 400, raters: 4, categories: 3 });
    const bootstrap = { replicates: 2000, seed: 11 };
    const options = { level: "nominal", bootstrap } as const;
    const { interval, standardError } = krippendorffAlpha(labels, options);
    expect(interval.method).toBe("percentile bootstrap");
    expect(krippendorffAlpha(shuffle([...labels], createRandom(2)), options).interval).toEqual(interval);
    expect((interval.high - interval.low) / (2 * 1.96 * standardError)).toBeCloseTo(1, 1);
  });

  test("the ordinal standard error agrees with the jackknife, where the ranks move with the data", () => {
    // Skewed, so that the ranks depend much on which units are there: without that part the error is 18 % short.
    const random = createRandom(1);
    const rows = Array.from({ length: 60 }, (_, u) => {
      const base = Math.floor(6 * random.uniform() ** 3);
      return ["p", "q", "r"].map((rater) => {
        const slip = random.uniform() < 0.5 ? 0 : random.integer(3) - 1;
        return { item: `u${u}`, rater, value: Math.max(0, base + slip) };
      });
    });
    const alpha = (units: typeof rows) => krippendorffAlpha(units.flat(), { level: "ordinal" });
    const without = rows.map((_, k) => alpha(rows.toSpliced(k, 1)).alpha);
    const mean = without.reduce((sum, a) => sum + a, 0) / rows.length;
    const squares = without.reduce((sum, a) => sum + (a - mean) ** 2, 0);
    const jackknife = Math.sqrt((squares * (rows.length - 1)) / rows.length);
    expect(Math.abs(alpha(rows).standardError / jackknife - 1)).toBeLessThan(0.03);
  });
});

test("degenerate input is a typed error", () => {
  const alpha = (rows: (number | null)[][], level: (typeof LEVELS)[number] = "nominal") =>
    krippendorffAlpha(labelsByRater(rows), { level });
  const code = (c: string) => expect.objectContaining({ code: c });
  expect(() => alpha([])).toThrow(code("no_data"));
  expect(() => alpha([[1, 2, 3]])).toThrow(code("too_few_items"));
  expect(() =>
    alpha([
      [1, 1],
      [1, 1],
    ]),
  ).toThrow(code("no_variation"));
  expect(() =>
    alpha([
      [1, Number.NaN],
      [1, 1],
    ]),
  ).toThrow(code("bad_value"));
  expect(() =>
    alpha(
      [
        [1, -1],
        [1, 1],
      ],
      "ratio",
    ),
  ).toThrow(code("bad_value"));
  const words = labelsByRater([
    ["low", "high"],
    ["low", "low"],
  ]);
  expect(() => krippendorffAlpha(words, { level: "ordinal" })).toThrow(code("bad_option"));
  expect(krippendorffAlpha(words, { level: "ordinal", categories: ["low", "high"] }).alpha).toBe(0);
  expect(() => krippendorffAlpha([...words, words[0]!], { level: "nominal" })).toThrow(
    code("duplicate_label"),
  );
});

test("labels indexed once serve several methods", () => {
  const table = indexLabels(SECTION_C);
  expect(krippendorffAlpha(table, { level: "ordinal" })).toEqual(
    krippendorffAlpha(SECTION_C, { level: "ordinal" }),
  );
});
