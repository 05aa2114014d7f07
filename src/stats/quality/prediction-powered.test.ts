import { describe, expect, test } from "vitest";
import { StatisticsError } from "../types.ts";
import { predictionPowered } from "./prediction-powered.ts";

describe("predictionPowered", () => {
  const human = [1, 0, 1, 1, 0, 1, 0, 0, 1, 1];
  const judged = [1, 0, 1, 0, 0, 1, 0, 1, 1, 1];
  const judge = [1, 1, 0, 1, 0, 1, 1, 1, 0, 0, 1, 1, 0, 1, 1, 1, 0, 1, 1, 0];
  const pairs = human.map((h, i) => ({ human: h, judge: judged[i]! }));

  test("the figures of the authors' package on one small sample", () => {
    const tuned = predictionPowered(pairs, judge);
    expect(tuned.estimate).toBeCloseTo(0.61942584, 8);
    expect(tuned.interval.low).toBeCloseTo(0.35312147, 8);
    expect(tuned.interval.high).toBeCloseTo(0.8857302, 7);
    const plain = predictionPowered(pairs, judge, { lambda: 1 });
    expect(plain.interval.low).toBeCloseTo(0.30283178, 8);
    expect(plain.interval.high).toBeCloseTo(0.99716822, 8);
  });

  test("without the judge it is the human mean; a judge who never varies is ignored", () => {
    const alone = predictionPowered(pairs, judge, { lambda: 0 });
    expect([alone.estimate, alone.standardError]).toEqual([
      alone.humanOnly.estimate,
      alone.humanOnly.standardError,
    ]);
    const constant = predictionPowered(
      pairs.map((row) => ({ ...row, judge: 1 })),
      [1, 1, 1],
    );
    expect([constant.lambda, constant.estimate]).toEqual([0, 0.6]);
    expect(() => predictionPowered(pairs.slice(0, 1), judge)).toThrow(StatisticsError);
    expect(() => predictionPowered(pairs, [Number.NaN])).toThrow("row 1");
  });
});
