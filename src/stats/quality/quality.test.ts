import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { acceptanceSampling } from "./acceptance-sampling.ts";
import { controlChart } from "./control-chart.ts";
import { judgeCorrected } from "./judge-corrected.ts";
import { passAtK } from "./pass-at-k.ts";
import { remainingDefects } from "./remaining-defects.ts";
import { retest } from "./retest.ts";
import { rubricScore } from "./rubric-score.ts";

const code = (c: string) => expect.objectContaining({ code: c });

describe("pass@k", () => {
  test("equals the share of k-subsets with a pass", () => {
    const at = (samples: number, correct: number, k: number) =>
      passAtK([{ prompt: "p", samples, correct }], { k }).estimate;
    expect(at(5, 2, 2)).toBeCloseTo(1 - 3 / 10, 14);
    expect(at(10, 3, 1)).toBeCloseTo(0.3, 14);
    expect(at(4, 2, 3)).toBe(1);
    expect(at(200, 0, 100)).toBe(0);
  });

  test("the error is clustered by prompt", () => {
    const rows = [1, 3, 4, 0].map((correct, i) => ({ prompt: `p${i}`, samples: 5, correct }));
    const once = passAtK(rows, { k: 1 });
    // Without repeats: the standard deviation over the root of n.
    const mean = 0.4;
    const squares = [0.2, 0.6, 0.8, 0].reduce((sum, x) => sum + (x - mean) ** 2, 0);
    expect(once.standardError).toBeCloseTo(Math.sqrt(squares / 3 / 4), 14);
    const repeated = passAtK([...rows, ...rows, ...rows], { k: 1 });
    expect(repeated.standardError).toBeCloseTo(once.standardError!, 14);
    expect(repeated).toMatchObject({ prompts: 4, rows: 12 });
  });

  test("what cannot be is refused", () => {
    const one = { prompt: "p", samples: 3, correct: 1 };
    expect(passAtK([one], { k: 2 })).toMatchObject({ standardError: null, interval: null });
    expect(() => passAtK([], { k: 1 })).toThrow(code("no_data"));
    expect(() => passAtK([one], { k: 4 })).toThrow(code("bad_value"));
    expect(() => passAtK([one], { k: 0 })).toThrow(code("bad_option"));
    expect(() => passAtK([{ ...one, correct: 5 }], { k: 1 })).toThrow(code("bad_value"));
  });
});

describe("judge-corrected rate", () => {
  test("published: herds with brucellosis and Helicobacter in children", () => {
    const herd = judgeCorrected({ positives: 23, n: 150, tpr: 0.96, tnr: 0.89 });
    expect(herd.estimate).toBeCloseTo(0.051, 3);
    expect(herd.interval.low).toBe(0);
    expect(herd.interval.high).toBeCloseTo(0.13, 2);
    const children = judgeCorrected({ positives: 6, n: 151, tpr: 0.964, tnr: 0.927 });
    expect(children).toMatchObject({ estimate: 0, interval: { low: 0 } });
    expect(children.unclipped).toBeLessThan(0);
  });

  test("a perfect judge changes nothing; a measured one widens", () => {
    const perfect = judgeCorrected({ positives: 30, n: 100, tpr: 1, tnr: 1 });
    expect(perfect.estimate).toBeCloseTo(0.3, 14);
    expect(perfect.standardError).toBeCloseTo(Math.sqrt((0.3 * 0.7) / 100), 14);
    const known = judgeCorrected({ positives: 30, n: 100, tpr: 0.8, tnr: 0.9 });
    const measured = judgeCorrected({
      positives: 30,
      n: 100,
      tpr: { hits: 40, n: 50 },
      tnr: { hits: 45, n: 50 },
    });
    expect(measured.estimate).toBeCloseTo(known.estimate, 14);
    // The formulas of Rogan and Gladen and of Lang and Reiczigel, worked apart.
    expect(measured.standardError).toBeCloseTo(0.0818110296, 10);
    expect(measured.interval.low).toBeCloseTo(0.1138957694, 10);
    expect(measured.interval.high).toBeCloseTo(0.4491633537, 10);
  });

  test("a judge at chance identifies nothing", () => {
    expect(() => judgeCorrected({ positives: 1, n: 9, tpr: 0.4, tnr: 0.6 })).toThrow(code("not_identified"));
    expect(() => judgeCorrected({ positives: 0, n: 0, tpr: 1, tnr: 1 })).toThrow(code("no_data"));
    expect(() => judgeCorrected({ positives: 5, n: 4, tpr: 1, tnr: 1 })).toThrow(code("bad_value"));
  });
});

describe("rubric score", () => {
  const weights = { correct: 5, cites: 3, invents: -4 };

  test("earned over possible, clipped", () => {
    const verdict = (item: string, value: boolean, rater = "r") => ({ item, rater, value });
    const good = rubricScore(
      [verdict("correct", true), verdict("cites", false), verdict("invents", false)],
      weights,
    );
    expect(good).toMatchObject({ score: 5 / 8, interval: null });
    const bad = rubricScore(
      [verdict("correct", false), verdict("cites", false), verdict("invents", true)],
      weights,
    );
    expect(bad).toMatchObject({ score: 0, unclipped: -0.5 });
    const two = [true, false].flatMap((met, r) => [
      verdict("correct", true, `r${r}`),
      verdict("cites", met, `r${r}`),
      verdict("invents", false, `r${r}`),
    ]);
    expect(rubricScore(two, weights)).toMatchObject({
      score: 6.5 / 8,
      raters: [{ score: 1 }, { score: 5 / 8 }],
    });
    expect(rubricScore(two, weights).interval).not.toBeNull();
  });

  test("rubric and verdicts must fit", () => {
    const one = { item: "correct", rater: "r", value: true };
    expect(() => rubricScore([one], weights)).toThrow(code("bad_option"));
    expect(() => rubricScore([{ ...one, item: "else" }], weights)).toThrow(code("bad_value"));
    expect(() => rubricScore([one], { correct: -1 })).toThrow(code("bad_option"));
    expect(() => rubricScore([], weights)).toThrow(code("no_data"));
  });
});

describe("acceptance sampling", () => {
  test("published plans", () => {
    const defects = { acceptable: 0.05, rejectable: 0.15 };
    const plan = acceptanceSampling({ defects, risks: { producer: 0.05, consumer: 0.075 } });
    expect(plan).toMatchObject({ n: 80, c: 7 });
    const risks = { producer: 0.05, consumer: 0.2 };
    expect(acceptanceSampling({ defects, risks })).toMatchObject({ n: 52, c: 5 });
    expect(acceptanceSampling({ lot: 500, defects, risks })).toMatchObject({ n: 51, c: 5 });
  });

  test("keeps both risks, in any lot", () => {
    const share = fc.double({ min: 0.01, max: 0.5, noNaN: true });
    fc.assert(
      fc.property(fc.integer({ min: 50, max: 5000 }), share, share, (lot, p, gap) => {
        const defects = { acceptable: p / 2, rejectable: Math.min(1, p / 2 + 0.03 + gap) };
        const plan = acceptanceSampling({ lot, defects });
        expect(plan.n).toBeLessThanOrEqual(lot);
        expect(plan.producerRisk).toBeLessThanOrEqual(0.05);
        expect(plan.consumerRisk).toBeLessThanOrEqual(0.1);
      }),
    );
    const none = { acceptable: 0.1, rejectable: 0.1 };
    expect(() => acceptanceSampling({ defects: none })).toThrow(code("bad_option"));
    const close = { acceptable: 0.1, rejectable: 0.11 };
    expect(() => acceptanceSampling({ lot: 5, defects: close })).toThrow(code("bad_option"));
  });
});

describe("remaining defects", () => {
  const ids = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => `d${from + i}`);

  test("Chapman's estimate and Seber's variance by hand", () => {
    // 40 and 30 found, 20 by both: 41 × 31 / 21 - 1.
    const found = remainingDefects(ids(0, 40), ids(20, 50));
    expect(found).toMatchObject({ found: 50, both: 20 });
    expect(found.total).toBeCloseTo((41 * 31) / 21 - 1, 12);
    expect(found.standardError).toBeCloseTo(Math.sqrt((41 * 31 * 20 * 10) / (21 ** 2 * 22)), 12);
    expect(found.interval.low).toBeGreaterThan(0);
    expect(found.interval.high).toBeGreaterThan(found.remaining);
  });

  test("same findings leave nothing; no findings say nothing", () => {
    expect(remainingDefects(ids(0, 5), ids(0, 5))).toMatchObject({
      remaining: 0,
      interval: { low: 0, high: 0 },
    });
    expect(remainingDefects(ids(0, 5), []).remaining).toBe(0);
    expect(() => remainingDefects([], [])).toThrow(code("no_data"));
  });
});

describe("control chart", () => {
  test("individuals: limits by the moving range (Montgomery, section 6.4)", () => {
    const chart = controlChart([10, 12, 11, 13, 12]);
    const sigma = ((2 + 1 + 2 + 1) / 4) * (Math.sqrt(Math.PI) / 2);
    expect(chart.center).toBeCloseTo(11.6, 12);
    expect(chart.points[0]!.high).toBeCloseTo(11.6 + 3 * sigma, 12);
    expect(chart.changed).toBe(false);
  });

  test("each rule fires where it should", () => {
    const calm = [0, 1, 0, 1, 0, 1, 0, 1, 0, 1];
    const sigma = Math.sqrt(Math.PI) / 2;
    const signalsOf = (...more: number[]) =>
      controlChart([...calm, ...more.map((x) => 0.5 + x * sigma)], { baseline: 10 }).signals;
    expect(signalsOf(3.1)).toEqual([{ index: 10, rule: "beyond 3 sigma", side: "above" }]);
    expect(signalsOf(-2.1, 0, -2.1)).toEqual([{ index: 12, rule: "2 of 3 beyond 2 sigma", side: "below" }]);
    expect(signalsOf(1.1, 1.1, 0.1, 1.1, 1.1)).toEqual([
      { index: 14, rule: "4 of 5 beyond 1 sigma", side: "above" },
    ]);
    expect(signalsOf(-0.1, ...Array(8).fill(0.2))).toEqual([
      { index: 18, rule: "8 on one side", side: "above" },
    ]);
  });

  test("proportions: limits follow the size", () => {
    const chart = controlChart(
      [
        { hits: 5, n: 100 },
        { hits: 20, n: 400 },
        { hits: 30, n: 100 },
      ],
      { baseline: 2 },
    );
    expect(chart.center).toBe(0.05);
    expect(chart.points[0]!.sigma).toBeCloseTo(2 * chart.points[1]!.sigma, 14);
    expect(chart.points[0]!.low).toBe(0);
    expect(chart.signals).toMatchObject([{ index: 2, rule: "beyond 3 sigma" }]);
  });

  test("no variation, no data", () => {
    expect(controlChart([4, 4, 4]).changed).toBe(false);
    expect(controlChart([4, 4, 4, 5], { baseline: 3 }).signals).toMatchObject([{ index: 3, side: "above" }]);
    expect(() => controlChart([])).toThrow(code("no_data"));
    expect(() => controlChart([1])).toThrow(code("too_few_items"));
    expect(() => controlChart([1, { hits: 1, n: 2 }])).toThrow(code("bad_value"));
  });
});

test("retest: first against last label, once an item", () => {
  const label = (item: string, value: string, rater = "ann") => ({ item, rater, value });
  const found = retest([
    ...["u1", "u2", "u3", "u4"].map((item) => label(item, "good")),
    label("u1", "good"),
    label("u2", "bad"),
    label("u3", "bad"),
    label("u3", "good"),
    label("u1", "good", "bob"),
    label("u9", "bad", "bob"),
    label("u9", "bad", "bob"),
  ]);
  expect(found).toMatchObject({ items: 4, agreement: 0.75 });
  expect(found.raters[0]).toMatchObject({
    rater: "ann",
    items: 3,
    agreement: 2 / 3,
    kappa: 0,
    changes: [{ item: "u2", from: "good", to: "bad" }],
  });
  expect(found.raters[1]).toMatchObject({ rater: "bob", items: 1, agreement: 1, kappa: null });
  expect(() => retest([label("u1", "good")])).toThrow(code("no_data"));
});
