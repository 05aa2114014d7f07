import { describe, expect, test } from "vitest";
import { createRandom, shuffle } from "../numbers/random.ts";
import { calibration, type Verdict } from "./calibration.ts";
import { manyFacetRasch } from "./many-facet-rasch.ts";
import { raterSeverity, type Score } from "./rater-severity.ts";
import { reliabilityCurve } from "./reliability-curve.ts";

const code = (c: string) => expect.objectContaining({ code: c });

/** Each item by two of four raters; the strict one never meets the best author's last item. */
function simulateScores(seed: number, round: (x: number) => number): Score[] {
  const random = createRandom(seed);
  const severity = [1, 0.3, -0.4, -0.9];
  return Array.from({ length: 60 }, (_, u) => {
    const author = `author ${u % 3}`;
    const quality = 3 + (u % 3) * 0.5 + 0.6 * random.normal();
    return [u % 4, (u + 1 + (u % 3)) % 4].map((r) => ({
      item: `u${u}`,
      rater: `r${r}`,
      author,
      value: round(quality - severity[r]! + 0.3 * random.normal()),
    }));
  }).flat();
}

describe("rater severity", () => {
  test("without error, quality and severity come back exactly", () => {
    const severity = { ann: 0.5, bob: -0.2, eve: -0.3 };
    const quality = { u: 3, v: 4.5, w: 1 };
    const cells = [
      ["u", "ann"],
      ["u", "bob"],
      ["v", "bob"],
      ["v", "eve"],
      ["w", "ann"],
      ["w", "eve"],
    ] as const;
    const scores = cells.map(([item, rater]) => ({ item, rater, value: quality[item] - severity[rater] }));
    const found = raterSeverity(scores);
    for (const { name, estimate } of found.raters) {
      expect(estimate).toBeCloseTo(severity[name as keyof typeof severity], 12);
    }
    for (const { name, estimate } of found.items) {
      expect(estimate).toBeCloseTo(quality[name as keyof typeof quality], 12);
    }
    expect(found.df).toBe(1);
  });

  test("a balanced layout is the two-way analysis of variance", () => {
    const rows = [
      [5, 3, 4],
      [4, 3, 2],
      [2, 1, 2],
      [5, 4, 3],
    ];
    const scores = rows.flatMap((row, u) =>
      row.map((value, r) => ({ item: `u${u}`, rater: `r${r}`, value })),
    );
    const found = raterSeverity(scores);
    // Means of raters 4, 2.75, 2.75 about 3.1667; residual sum of squares by hand 3.5 on 6 degrees of freedom.
    expect(found.raters.map(({ estimate }) => estimate)).toEqual([
      expect.closeTo(-5 / 6, 12),
      expect.closeTo(5 / 12, 12),
      expect.closeTo(5 / 12, 12),
    ]);
    expect(found.df).toBe(6);
    const residual = found.residual;
    expect(found.raters[0]!.standardError).toBeCloseTo(residual * Math.sqrt((1 / 4) * (2 / 3)), 12);
    expect(found.f).toBeCloseTo((4 * (25 / 36 + 2 * (25 / 144))) / 2 / residual ** 2, 10);
  });

  test("a lenient pair of raters does not make a good author", () => {
    const scores = simulateScores(4, (x) => x);
    const found = raterSeverity(shuffle([...scores], createRandom(1)));
    const order = found.raters.sort((a, b) => b.estimate - a.estimate).map(({ name }) => name);
    expect(order).toEqual(["r0", "r1", "r2", "r3"]);
    const authors = found.authors.sort((a, b) => a.estimate - b.estimate).map(({ name }) => name);
    expect(authors).toEqual(["author 0", "author 1", "author 2"]);
    expect(found.pValue).toBeLessThan(1e-10);
  });

  test("raters without a common item cannot be compared", () => {
    const apart = [
      { item: "u", rater: "a", value: 1 },
      { item: "u", rater: "b", value: 2 },
      { item: "v", rater: "c", value: 3 },
      { item: "v", rater: "d", value: 3 },
    ];
    expect(() => raterSeverity(apart)).toThrow(code("not_identified"));
    expect(() => raterSeverity(apart.slice(0, 2))).toThrow(code("too_few_items"));
    expect(() => raterSeverity(apart.slice(0, 1))).toThrow(code("too_few_raters"));
    expect(() => raterSeverity([])).toThrow(code("no_data"));
  });
});

describe("many-facet Rasch", () => {
  test("finds the order of the raters, about a mean of 0", () => {
    const scores = simulateScores(9, (x) => Math.max(1, Math.min(5, Math.round(x))));
    const found = manyFacetRasch(scores);
    expect(found.converged && found.gradient <= 1e-8).toBe(true);
    const order = found.raters.sort((a, b) => b.logit - a.logit).map(({ name }) => name);
    expect(order).toEqual(["r0", "r1", "r2", "r3"]);
    expect(found.raters.reduce((sum, { logit }) => sum + logit, 0)).toBeCloseTo(0, 8);
    expect(found.thresholds.reduce((sum, { logit }) => sum + logit, 0)).toBeCloseTo(0, 8);
    for (const { fair } of found.items) {
      expect(fair).toBeGreaterThan(1);
      expect(fair).toBeLessThan(5);
    }
  });

  test("at the optimum, expected totals are observed totals, but for the prior", () => {
    const scores = simulateScores(9, (x) => Math.max(1, Math.min(5, Math.round(x))));
    const flat = manyFacetRasch(scores, { spread: 1e4, maxIterations: 20000, tolerance: 1e-6 });
    const rater = flat.raters[1]!;
    const own = scores.filter((s) => s.rater === rater.name);
    const expected = own.reduce((sum, s) => {
      const item = flat.items.find(({ name }) => name === s.item)!;
      const weights = [0, ...flat.thresholds.map(({ logit }) => item.logit - rater.logit - logit)];
      const odds = weights.map((_, k) => Math.exp(weights.slice(0, k + 1).reduce((t, w) => t + w, 0)));
      return sum + odds.reduce((t, o, k) => t + o * (k + 1), 0) / odds.reduce((t, o) => t + o, 0);
    }, 0);
    expect(expected).toBeCloseTo(
      own.reduce((sum, s) => sum + s.value, 0),
      3,
    );
  });

  test("degenerate", () => {
    const one = { item: "u", rater: "a", value: 1 };
    expect(() => manyFacetRasch([])).toThrow(code("no_data"));
    expect(() => manyFacetRasch([one])).toThrow(code("too_few_raters"));
    expect(() => manyFacetRasch([one, { ...one, rater: "b" }])).toThrow(code("no_variation"));
  });
});

describe("calibration", () => {
  const human = (item: string, value: string, rater = "h") => ({ item, rater, value });
  const judge: Verdict[] = [
    { item: "1", value: "a", first: "a", longer: "a", confidence: 0.9 },
    { item: "2", value: "a", first: "a", longer: "b", confidence: 0.8 },
    { item: "3", value: "b", first: "a", longer: "b", confidence: 0.55 },
    { item: "4", value: "a", first: "a", longer: "a", confidence: 0.6 },
    { item: "9", value: "a" },
  ];
  const people = [
    human("1", "a"),
    human("2", "b"),
    human("3", "b"),
    human("4", "a"),
    human("4", "a", "i"),
    human("4", "b", "j"),
    human("8", "b"),
  ];

  test("counts, kappa and biases by hand", () => {
    const found = calibration(judge, people);
    expect(found).toMatchObject({
      items: 4,
      tied: 0,
      unmatched: 2,
      agreement: 0.75,
      confusion: [
        [2, 0],
        [1, 1],
      ],
    });
    expect(found.kappa!.kappa).toBeCloseTo(0.5, 12);
    expect(found.perCategory[0]).toMatchObject({ recall: { hits: 2, n: 2 }, precision: { hits: 2, n: 3 } });
    expect(found.orderBias).toMatchObject({ judge: 0.75, human: 0.5, difference: 0.25, items: 4 });
    expect(found.lengthBias).toMatchObject({ judge: 0.75, human: 1, difference: -0.25 });
    expect(found.reliability!.brier).toBeCloseTo((0.1 ** 2 + 0.8 ** 2 + 0.45 ** 2 + 0.4 ** 2) / 4, 12);
  });

  test("people who disagree evenly give no truth", () => {
    const split = [...people, human("1", "b", "i")];
    expect(calibration(judge, split)).toMatchObject({ items: 3, tied: 1 });
    expect(calibration([judge[0]!], [people[0]!])).toMatchObject({ kappa: null, orderBias: null });
    expect(() => calibration(judge, [human("8", "a")])).toThrow(code("no_data"));
    expect(() => calibration([judge[0]!, judge[0]!], people)).toThrow(code("duplicate_label"));
  });

  test("reliability: a confidence on a border belongs below", () => {
    const curve = reliabilityCurve([
      { confidence: 0.3, right: true },
      { confidence: 0.31, right: false },
      { confidence: 0, right: false },
      { confidence: 1, right: true },
    ]);
    expect(curve.bins.map(({ from, count }) => [from, count])).toEqual([
      [0, 1],
      [0.2, 1],
      [0.3, 1],
      [0.9, 1],
    ]);
    expect(curve.calibrationError).toBeCloseTo((0.7 + 0.31) / 4, 12);
    expect(() => reliabilityCurve([{ confidence: 2, right: true }])).toThrow(code("bad_value"));
  });
});
