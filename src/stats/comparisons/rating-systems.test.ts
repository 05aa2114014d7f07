import { describe, expect, test } from "vitest";
import { createRandom } from "../numbers/random.ts";
import { type Comparison, StatisticsError } from "../types.ts";
import { bradleyTerry } from "./bradley-terry.ts";
import { elo } from "./elo.ts";
import { lengthBias } from "./length-bias.ts";
import { lengthControlledWinRate } from "./length-controlled-win-rate.ts";
import { nextPair } from "./next-pair.ts";
import { positionBias } from "./position-bias.ts";
import { styleContrast, styleControlled } from "./style-controlled.ts";

describe("elo", () => {
  test("a worked example: 1613 against five opponents, k 32", () => {
    const opponents: [rating: number, outcome: "a" | "b" | "tie"][] = [
      [1609, "b"],
      [1477, "tie"],
      [1388, "a"],
      [1586, "a"],
      [1720, "b"],
    ];
    const total = opponents.reduce((sum, [rating, outcome]) => {
      const score = outcome === "a" ? 1 : outcome === "b" ? 0 : 0.5;
      return sum + 32 * (score - 1 / (1 + 10 ** ((rating - 1613) / 400)));
    }, 0);
    expect(Math.round(1613 + total)).toBe(1601);
    // One game at a time, from equal ratings: the winner takes half of k.
    const [first, second] = elo([{ a: "x", b: "y", outcome: "a" }]);
    expect([first!.rating, second!.rating, first!.interval]).toEqual([1016, 984, null]);
    const drawn = elo([
      { a: "x", b: "y", outcome: "a" },
      { a: "x", b: "y", outcome: "tie" },
    ]);
    const expected = 1 / (1 + 10 ** (-32 / 400));
    expect(drawn[0]!.rating).toBeCloseTo(1016 + 32 * (0.5 - expected), 10);
  });

  test("intervals by seed; nothing is refused", () => {
    const rows = Array.from(
      { length: 40 },
      (_, i): Comparison => ({
        a: `m${i % 3}`,
        b: `m${(i + 1) % 3}`,
        outcome: i % 4 === 0 ? "b" : "a",
      }),
    );
    const run = () => elo(rows, { bootstrap: { replicates: 50, seed: 5 } });
    expect(run()).toEqual(run());
    for (const { interval } of run()) expect(interval!.low).toBeLessThan(interval!.high);
    expect(() => elo([])).toThrow(StatisticsError);
  });
});

describe("position and length", () => {
  const row = (rater: string, a: string, b: string, outcome: "a" | "b" | "tie", item: string) => ({
    rater,
    a,
    b,
    outcome,
    item,
  });
  test("who is shown first, per rater, and pairs judged both ways", () => {
    const found = positionBias([
      row("ann", "x", "y", "a", "1"),
      row("ann", "y", "x", "a", "1"),
      row("ann", "x", "y", "a", "2"),
      row("ann", "y", "x", "b", "2"),
      row("bob", "x", "y", "b", "1"),
      row("bob", "y", "x", "tie", "1"),
      row("bob", "x", "y", "a", "1"),
    ]);
    expect(found.raters.map((r) => [r.rater, r.wins, r.losses, r.ties])).toEqual([
      ["ann", 3, 1, 0],
      ["bob", 1, 1, 1],
    ]);
    expect(found.overall).toMatchObject({ wins: 4, losses: 2, ties: 1 });
    expect(found.swapped).toEqual({ pairs: 3, consistent: 1, first: 1, second: 0 });
    expect(found.adjusted!.estimate).toBeGreaterThan(0);
    expect(positionBias([row("ann", "x", "y", "a", "1")])).toMatchObject({ adjusted: null, swapped: null });
  });

  test("the longer side: shares, and the slope per doubling of a closed form", () => {
    // Lengths 2 : 1 and 1 : 2 in balance: 30 of 40 to the longer, so the slope is log 3.
    const rows = [2, 1].flatMap((lengthA) =>
      Array.from({ length: 20 }, (_, i) => ({
        rater: "ann",
        lengthA,
        lengthB: 3 - lengthA,
        outcome: i < 15 === (lengthA === 2) ? ("a" as const) : ("b" as const),
      })),
    );
    const found = lengthBias(rows);
    expect(found.overall).toMatchObject({ wins: 30, losses: 10 });
    expect(found.slope!.estimate).toBeCloseTo(Math.log(3), 10);
    expect(lengthBias([{ rater: "ann", outcome: "a", lengthA: 5, lengthB: 5 }])).toMatchObject({
      overall: { pValue: 1 },
      slope: null,
    });
    expect(() => lengthBias([{ rater: "ann", outcome: "a", lengthA: 0, lengthB: 5 }])).toThrow("row 1");
  });

  test("a win rate with length held equal", () => {
    // The same balance as above around a tie in quality: the raw rate of 3 in 4 for the longer goes back to even.
    const longer = Array.from({ length: 40 }, (_, i) => ({
      outcome: i % 4 === 0 ? ("b" as const) : ("a" as const),
      lengthA: 200,
      lengthB: 100,
    }));
    const shorter = longer.map((r) => ({
      ...r,
      outcome: r.outcome === "a" ? ("b" as const) : ("a" as const),
    }));
    const rows = [...longer, ...shorter.slice(0, 20).map((r) => ({ ...r, lengthA: 100, lengthB: 200 }))];
    const found = lengthControlledWinRate(rows);
    expect(found.raw.rate).toBeCloseTo(35 / 60, 12);
    expect(found.rate).toBeCloseTo(0.5, 10);
    expect(found.lengthEffect.pValue).toBeLessThan(0.001);
    // 40 gaps of 100 and 20 of -100, with their sample standard deviation.
    const sd = Math.sqrt((60 * 100 ** 2 - 60 * (100 / 3) ** 2) / 59);
    expect(found.lengthEffect.estimate).toBeCloseTo(Math.log(3) / Math.tanh(100 / sd), 9);
    const level = lengthControlledWinRate(longer.map((r) => ({ ...r, lengthB: 200 })));
    expect(level.rate).toBeCloseTo(0.75, 10);
    expect(level.lengthEffect).toEqual({ estimate: 0, standardError: 0, pValue: 1 });
    expect(() => lengthControlledWinRate(longer.filter((r) => r.outcome === "a"))).toThrow("one side wins");
    expect(() => lengthControlledWinRate([])).toThrow(StatisticsError);
  });
});

describe("styleControlled", () => {
  const random = createRandom(11);
  const truth = [0, 0.4, 0.8, 1.2];
  const rows: Comparison[] = [];
  const length: number[] = [];
  for (let v = 0; v < 4000; v++) {
    const i = random.integer(4);
    const j = (i + 1 + random.integer(3)) % 4;
    const x = styleContrast(1 + random.integer(9), 1 + random.integer(9));
    const p = 1 / (1 + Math.exp(truth[j]! - truth[i]! - 1.5 * x));
    rows.push({ a: `m${i}`, b: `m${j}`, outcome: random.uniform() < p ? "a" : "b" });
    length.push(x);
  }

  test("finds strengths and effect; without covariates it is bradleyTerry", () => {
    const found = styleControlled(rows, { length }, { standardise: false });
    expect(found.converged).toBe(true);
    expect(found.covariates[0]!.interval.low).toBeLessThan(1.5);
    expect(found.covariates[0]!.interval.high).toBeGreaterThan(1.5);
    for (const { item, interval } of found.items) {
      const strength = truth[Number(item[1])]! - 0.6;
      expect(Math.abs((interval.low + interval.high) / 2 - strength)).toBeLessThan(
        interval.high - interval.low,
      );
    }
    for (const covariance of ["hessian", "sandwich"] as const) {
      const plain = bradleyTerry(rows, { covariance });
      const bare = styleControlled(rows, {}, { covariance });
      expect(bare.items.map((i) => i.item)).toEqual(plain.items.map((i) => i.item));
      bare.items.forEach((item, i) => {
        expect(item.strength).toBeCloseTo(plain.items[i]!.strength!, 10);
        expect(item.standardError).toBeCloseTo(plain.items[i]!.standardError, 10);
      });
    }
  });

  test("what it cannot tell it refuses", () => {
    const code = (run: () => unknown) => {
      try {
        run();
      } catch (error) {
        return (error as { code?: string }).code;
      }
      return "none";
    };
    expect(code(() => styleControlled([], {}))).toBe("no_data");
    expect(code(() => styleControlled(rows, { length: [1] }))).toBe("bad_value");
    expect(code(() => styleControlled(rows, { flat: rows.map(() => 1) }))).toBe("not_identified");
    expect(code(() => styleControlled([{ a: "x", b: "y", outcome: "a" }], {}))).toBe("not_identified");
  });
});

describe("nextPair", () => {
  test("asks where the answer is open and the strengths unsure", () => {
    const fit = bradleyTerry(
      [
        { a: "x", b: "y", outcome: "a", weight: 500 },
        { a: "x", b: "y", outcome: "b", weight: 500 },
        { a: "y", b: "z", outcome: "a", weight: 3 },
        { a: "y", b: "z", outcome: "b", weight: 3 },
      ],
      { l2: 0.1 },
    );
    const pair = nextPair(fit)!;
    expect([pair.a, pair.b]).toContain("z");
    expect(nextPair(fit, (a, b) => a !== "z" && b !== "z")).toMatchObject({ gain: expect.closeTo(0, 2) });
    expect(nextPair(fit, () => false)).toBeNull();
    expect(() => nextPair({ items: [], covariance: [] })).toThrow(StatisticsError);
  });

  test("an open outcome counts for more than an uncertain strength", () => {
    const items = [0, 0.1, 6].map((strength, i) => ({ item: `m${i}`, strength }));
    const covariance = [0.1, 0, 0, 0, 0.1, 0, 0, 0, 0.5];
    const p = 1 / (1 + Math.exp(-0.1));
    const gain = 0.5 * Math.log1p(p * (1 - p) * 0.2);
    expect(nextPair({ items, covariance })).toEqual({ a: "m0", b: "m1", gain: expect.closeTo(gain, 12) });
  });

  test("an item of unknown strength comes first", () => {
    const fit = bradleyTerry([
      { a: "x", b: "y", outcome: "a" },
      { a: "x", b: "y", outcome: "b" },
      { a: "y", b: "z", outcome: "a" },
    ]);
    expect(nextPair(fit)).toMatchObject({ gain: Infinity });
    expect(Object.values(nextPair(fit)!)).toContain("z");
  });
});
