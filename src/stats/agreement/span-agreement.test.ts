import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createRandom, shuffle } from "../numbers/random.ts";
import { type Span, spanAgreement } from "./span-agreement.ts";
import { bestAlignment, dissimilarity, type SpanUnit } from "./span-alignment.ts";

const code = (c: string) => expect.objectContaining({ code: c });
const spans = (item: string, marks: Record<string, string>): Span[] =>
  Object.entries(marks).flatMap(([rater, list]) =>
    list.split(" ").map((mark) => {
      const [label, start, end] = mark.split(/[:-]/) as [string, string, string];
      return { item, rater, label, start: Number(start), end: Number(end) };
    }),
  );

/** Three annotators of one text, the example of the reference implementation of gamma. */
const TEXT = spans("text", {
  Alex: "1:2-9 2:11-17 5:24-30 6:32-36 6:36-44 7:44-60",
  Paul: "1:2-9 3:11-17 5:19-25 6:32-44",
  Suzan: "1:2-9 4:11-17 5:21-27 6:32-36 6:36-40 6:40-44",
});

describe("gamma", () => {
  test("the best alignment of three annotators", () => {
    const strong = spanAgreement(TEXT, { gamma: { position: 3, samples: 1 } }).gamma!;
    expect(strong.observedDisorder).toBeCloseTo(0.9606249, 6);
    expect(strong).toMatchObject({ alignments: 6, exact: true, interval: null });
    const even = spanAgreement(TEXT, { gamma: { samples: 1 } }).gamma!;
    expect(even.observedDisorder).toBeCloseTo(0.6535417, 6);
  });

  test("with chance: between .44 and .47, as the reference implementation has it", () => {
    const { gamma } = spanAgreement(TEXT, { gamma: { position: 3, samples: 400 } });
    expect(gamma!.gamma).toBeGreaterThan(0.44);
    expect(gamma!.gamma).toBeLessThan(0.47);
  });

  test("no alignment is better, tried one by one", () => {
    const costs = { position: 2, category: 1, empty: 1 };
    const unit = fc.record({
      start: fc.integer({ min: 0, max: 12 }),
      end: fc.integer({ min: 13, max: 20 }),
      label: fc.constantFrom("x", "y"),
    });
    const rater = fc.array(unit, { maxLength: 3 });
    fc.assert(
      fc.property(fc.tuple(rater, rater, rater), (raters) => {
        expect(bestAlignment(raters, costs).disorder).toBeCloseTo(leastDisorder(raters, costs), 10);
      }),
      { numRuns: 60 },
    );
  });
});

/** Every way to group one unit of each rater, or none, until none is left. */
function leastDisorder(
  raters: SpanUnit[][],
  costs: { position: number; category: number; empty: number },
): number {
  const first = raters.findIndex((list) => list.length > 0);
  if (first < 0) return 0;
  const choices = raters.map((list, r) => (r < first ? [-1] : r === first ? [0] : [-1, ...list.keys()]));
  let least = Number.POSITIVE_INFINITY;
  for (const a of choices[0]!) {
    for (const b of choices[1]!) {
      for (const c of choices[2]!) {
        const group = [a, b, c].map((k, r) => raters[r]![k]);
        let sum = 0;
        for (const [i, j] of [
          [0, 1],
          [0, 2],
          [1, 2],
        ] as const) {
          sum += group[i] && group[j] ? dissimilarity(group[i], group[j], costs) : costs.empty;
        }
        const rest = raters.map((list, r) => list.filter((_, k) => k !== [a, b, c][r]));
        least = Math.min(least, sum / 3 + leastDisorder(rest, costs));
      }
    }
  }
  return least;
}

describe("F1", () => {
  test("counts pairs of spans that overlap enough and have one label", () => {
    const two = spans("u", { ann: "x:0-10 x:20-30 y:40-50", bob: "x:0-9 y:20-30 y:45-55" });
    expect(spanAgreement(two).f1).toBeCloseTo(4 / 6, 14);
    expect(spanAgreement(two, { overlap: 0.9 })).toMatchObject({ matches: 1, spans: 6 });
    expect(spanAgreement(two, { overlap: 1 }).f1).toBe(0);
  });

  test("one long span cannot match two short ones, and pairing takes as many as it can", () => {
    expect(spanAgreement(spans("u", { a: "x:0-20", b: "x:0-10 x:10-20" })).f1).toBeCloseTo(2 / 3, 14);
    expect(spanAgreement(spans("u", { a: "x:0-10 x:12-15", b: "x:8-20 x:0-6" })).f1).toBe(1);
  });

  test("who marked nothing counts where it is known that they looked", () => {
    const marks = [...spans("u", { a: "x:0-5", b: "x:0-5" }), ...spans("v", { a: "x:0-5" })];
    expect(spanAgreement(marks)).toMatchObject({ f1: 1, items: 1 });
    const known = spanAgreement(marks, { raters: { u: ["a", "b"], v: ["a", "b"] } });
    expect(known).toMatchObject({ f1: 2 / 3, items: 2 });
    expect(known.interval!.low).toBe(0);
  });

  test("order of rows and names of raters do not matter", () => {
    const more = [...TEXT, ...spans("other", { Alex: "1:0-4 2:8-9", Suzan: "1:1-4" })];
    const found = spanAgreement(more);
    expect(spanAgreement(shuffle([...more], createRandom(3)))).toEqual(found);
    const renamed = more.map((s) => ({ ...s, rater: `${s.rater}-2` }));
    expect(spanAgreement(renamed)).toEqual(found);
  });
});

test("degenerate input", () => {
  const same = spanAgreement(spans("u", { a: "x:0-5", b: "x:0-5" }));
  expect(same).toMatchObject({ f1: 1, interval: null });
  expect(() => spanAgreement([])).toThrow(code("no_data"));
  expect(() => spanAgreement(spans("u", { a: "x:0-5" }))).toThrow(code("too_few_raters"));
  expect(() => spanAgreement(spans("u", { a: "x:5-5", b: "x:0-5" }))).toThrow(code("bad_value"));
  expect(() => spanAgreement(spans("u", { a: "x:0-5", b: "x:0-9" }), { lengths: { u: 8 } })).toThrow(
    code("bad_value"),
  );
  expect(() => spanAgreement([], { raters: { u: ["a", "b"] } })).toThrow(code("no_data"));
});
