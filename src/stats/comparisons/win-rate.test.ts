import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { StatisticsError } from "../types.ts";
import { compareWinRates } from "./compare-win-rates.ts";
import { confidenceSequence } from "./confidence-sequence.ts";
import { mcNemar } from "./mcnemar.ts";
import { signTest } from "./sign-test.ts";
import { type Outcome, winRate } from "./win-rate.ts";

const golden = process.env.GOLDEN_DIR ?? "../shared/golden";
const round = (x: number, digits: number) => Number(x.toFixed(digits));

describe("winRate", () => {
  test("the standard error of an AlpacaEval run: 44 wins, 56 losses", () => {
    const found = winRate({ wins: 44, losses: 56, ties: 0 });
    expect([found.rate * 100, found.n]).toEqual([44, 100]);
    expect(found.standardError! * 100).toBeCloseTo(4.988876515698589, 13);
    expect(found.interval.low).toBeCloseTo(0.3467202663015, 12);
    expect(found.interval.high).toBeCloseTo(0.5377189534832, 12);
  });

  test("ties count half or not at all", () => {
    const outcomes: Outcome[] = ["a", "a", "b", "tie", "tie"];
    expect(winRate(outcomes)).toMatchObject({ rate: 0.6, n: 5, wins: 2, losses: 1, ties: 2 });
    // Scores 1, 1, 0, ½, ½ have a sample variance of 0.175.
    expect(winRate(outcomes).standardError).toBeCloseTo(Math.sqrt(0.175 / 5), 14);
    const decided = winRate(outcomes, { ties: "exclude" });
    expect([decided.rate, decided.n]).toEqual([2 / 3, 3]);
    expect(decided.standardError).toBeCloseTo(Math.sqrt(2 / 27), 14);
  });

  test("one outcome has no spread; none, a negative count and a foreign word are refused", () => {
    expect(winRate(["a"]).standardError).toBeNull();
    expect(winRate(["a"]).interval.low).toBeGreaterThan(0);
    expect(() => winRate([])).toThrow(StatisticsError);
    expect(() => winRate(["tie"], { ties: "exclude" })).toThrow("no outcome counts");
    expect(() => winRate({ wins: -1, losses: 2, ties: 0 })).toThrow("wins is a count");
    expect(() => winRate(["a", "left" as Outcome])).toThrow("row 2");
  });

  test.skipIf(!existsSync(join(golden, "judges")))("PandaLM: the majority of three annotators", () => {
    const text = readFileSync(join(golden, "judges/pandalm-testset-v1.json"), "utf8");
    const rows = JSON.parse(text) as { annotator1: number; annotator2: number; annotator3: number }[];
    const majority = rows.map((row): Outcome => {
      const [x, y, z] = [row.annotator1, row.annotator2, row.annotator3];
      return (["tie", "a", "b"] as const)[x === y || x === z ? x : y === z ? y : x]!;
    });
    const { wins, losses, ties, rate } = winRate(majority);
    expect([ties, wins, losses]).toEqual([105, 422, 472]);
    expect(rate).toBeCloseTo((422 + 52.5) / 999, 14);
  });
});

describe("comparing rates", () => {
  test("Newcombe 1998, table II, 56/70 against 48/80", () => {
    const found = compareWinRates({ wins: 56, losses: 14, ties: 0 }, { wins: 48, losses: 32, ties: 0 });
    expect([round(found.interval.low, 4), round(found.interval.high, 4)]).toEqual([0.0524, 0.3339]);
    expect(found.z).toBeCloseTo(2.6501719512585, 12);
    expect(found.pValue).toBeCloseTo(0.00804508136819656, 14);
  });

  test("Agresti 2002, section 10.1: approval of the Prime Minister, asked twice", () => {
    const found = mcNemar({ both: 794, onlyFirst: 150, onlySecond: 86, neither: 570 });
    expect([round(found.difference, 2), round(found.standardError, 4)]).toEqual([0.04, 0.0095]);
    expect([round(found.interval.low, 2), round(found.interval.high, 2)]).toEqual([0.02, 0.06]);
    expect(round(found.chiSquare, 2)).toBe(17.36);
    expect(found.pValue).toBeCloseTo(3.099293441045e-5, 16);
    expect(found.correctedChiSquare).toBeCloseTo(16.81779661016949, 12);
    expect(found.exactPValue).toBeCloseTo(3.7159361395713866e-5, 16);
    expect(found.midPValue).toBeLessThan(found.exactPValue);
    expect(mcNemar({ both: 3, onlyFirst: 0, onlySecond: 0, neither: 1 })).toMatchObject({
      pValue: 1,
      exactPValue: 1,
      midPValue: 1,
    });
    expect(() => mcNemar({ both: 0, onlyFirst: 0, onlySecond: 0, neither: 0 })).toThrow(StatisticsError);
  });

  test("signTest is the exact binomial test without ties", () => {
    expect(signTest({ wins: 15, losses: 5, ties: 3 }).pValue).toBeCloseTo(0.04138946533203125, 15);
    expect(signTest(["tie"])).toMatchObject({ pValue: 1, interval: { low: 0, high: 1 } });
  });
});

describe("stopping", () => {
  test("confidenceSequence: bounds by hand, nested, and in no hurry", () => {
    // After 10 wins in a row m^10 · 11 = 0.05 at the lower bound.
    const wins = confidenceSequence(new Array<Outcome>(10).fill("a"));
    expect(wins.interval.low).toBeCloseTo((0.05 / 11) ** 0.1, 12);
    expect(wins.interval.high).toBe(1);
    expect(wins.decidedAt).toBe(8);
    expect(confidenceSequence([])).toMatchObject({
      rate: null,
      interval: { low: 0, high: 1 },
      decidedAt: null,
    });
    expect(() => confidenceSequence([2])).toThrow("row 1");
    fc.assert(
      fc.property(fc.array(fc.constantFrom<Outcome>("a", "b", "tie"), { maxLength: 80 }), (outcomes) => {
        const { low, high, interval } = confidenceSequence(outcomes);
        for (let i = 1; i < outcomes.length; i++) {
          expect(low[i]).toBeGreaterThanOrEqual(low[i - 1]!);
          expect(high[i]).toBeLessThanOrEqual(high[i - 1]!);
          expect(low[i]).toBeLessThanOrEqual(high[i]!);
        }
        const flipped = outcomes.map((o): Outcome => (o === "a" ? "b" : o === "b" ? "a" : "tie"));
        expect(confidenceSequence(flipped).interval.high).toBeCloseTo(1 - interval.low, 12);
      }),
      { numRuns: 50, seed: 3 },
    );
  });
});
