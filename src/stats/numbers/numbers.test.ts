import fc from "fast-check";
import { describe, expect, test } from "vitest";
import * as d from "./distributions.ts";
import { drawBinomial } from "./draw-binomial.ts";
import { holm } from "./holm.ts";
import {
  clopperPearsonInterval,
  newcombeInterval,
  normalInterval,
  percentileInterval,
  quantileOfSorted,
  studentInterval,
  wilsonInterval,
} from "./intervals.ts";
import { minimize } from "./minimize.ts";
import { createRandom, shuffle } from "./random.ts";
import { sampleSize } from "./sample-size.ts";
import { digamma, logGamma } from "./special-functions.ts";

/** Relative agreement, where toBeCloseTo would let a small tail pass. */
function near(found: number, truth: number, digits = 1e-14): void {
  expect(Math.abs(found / truth - 1), `${found} is not ${truth}`).toBeLessThan(digits);
}

test("distributions agree with values computed with 40 digits", () => {
  near(d.normalCdf(-1.96), 0.024997895148220435);
  near(d.normalCdf(-10), 7.619853024160525e-24, 1e-13);
  near(d.normalCdf(2.5), 0.9937903346742238);
  near(d.normalQuantile(0.975), 1.9599639845400543);
  near(d.normalQuantile(0.001), -3.0902323061678136);
  near(d.normalQuantile(1e-20), -9.262340089798407);
  near(d.chiSquareUpper(10.5, 3), 0.014760897143990669);
  near(d.chiSquareUpper(1200, 1000), 1.2255942330622905e-5, 1e-13);
  near(d.betaCdf(0.3, 2.5, 4), 0.35219758590676725);
  near(d.betaCdf(0.1, 500, 5000), 0.9890313008162549);
  near(d.studentCdf(-2.2, 5), 0.039546948951591186);
  near(d.studentCdf(-8, 30), 3.1329112378503795e-9, 1e-13);
  near(d.fUpper(4.5, 3, 12), 0.02457347884095369);
  near(d.binomialPmf(30, 100, 0.25), 0.045753807610486724);
  near(d.binomialCdf(30, 100, 0.25), 0.8962127610439132);
  near(d.hypergeometricPmf(3, 50, 10, 12), 0.2702863253945546);
  near(d.poissonCdf(7, 4.2), 0.9360566602725789);
  near(d.studentQuantile(0.975, 7), 2.3646242515927853);
  near(d.chiSquareQuantile(0.95, 4), 9.487729036781158);
  near(d.betaQuantile(0.025, 3, 9), 0.060217734172906635);
  near(d.fQuantile(0.95, 4, 20), 2.8660814020156584);
  near(digamma(0.25), -4.2274535333762655);
  near(logGamma(0.1), 2.252712651734206);
  near(logGamma(1e6), 12815504.569147613);
});

test("quantiles invert their distributions, also far out", () => {
  // Below 1 the density is infinite at the ends, where no double lies near enough.
  const df = fc.double({ min: 1, max: 500, noNaN: true });
  const p = fc.oneof(
    fc.double({ min: 1e-12, max: 1e-3, noNaN: true }),
    fc.double({ min: 0.001, max: 0.999, noNaN: true }),
  );
  fc.assert(
    fc.property(p, df, df, (q, a, b) => {
      near(d.normalCdf(d.normalQuantile(q)), q, 1e-11);
      near(d.studentCdf(d.studentQuantile(q, a), a), q, 1e-11);
      near(d.chiSquareCdf(d.chiSquareQuantile(q, a), a), q, 1e-11);
      near(d.betaCdf(d.betaQuantile(q, a, b), a, b), q, 1e-10);
      near(d.fCdf(d.fQuantile(q, a, b), a, b), q, 1e-10);
    }),
  );
});

test("the ends of distributions are ends", () => {
  expect(d.normalQuantile(0)).toBe(Number.NEGATIVE_INFINITY);
  expect(d.studentQuantile(0.5, 3)).toBe(0);
  expect([d.betaQuantile(0, 2, 3), d.betaQuantile(1, 2, 3)]).toEqual([0, 1]);
  expect([d.binomialCdf(-1, 5, 0.2), d.binomialCdf(5, 5, 0.2), d.binomialUpper(5, 5, 0.2)]).toEqual([
    0, 1, 0,
  ]);
  expect([d.binomialPmf(0, 5, 0), d.binomialPmf(5, 5, 1)]).toEqual([1, 1]);
  expect(d.hypergeometricCdf(2, 10, 2, 10)).toBe(1);
});

describe("intervals", () => {
  test("Wilson's of 81 in 263 and of 0 in 20 (Newcombe 1998, table I)", () => {
    const many = wilsonInterval(81, 263);
    expect([many.low.toFixed(4), many.high.toFixed(4)]).toEqual(["0.2553", "0.3662"]);
    const none = wilsonInterval(0, 20);
    expect([none.low, none.high.toFixed(4)]).toEqual([0, "0.1611"]);
    expect(() => wilsonInterval(0, 0)).toThrow(expect.objectContaining({ code: "no_data" }));
  });

  test("Newcombe's of the difference of 56 in 70 and 48 in 80 (Newcombe 1998, table II, method 10)", () => {
    const { low, high } = newcombeInterval({ successes: 48, n: 80 }, { successes: 56, n: 70 });
    expect([low.toFixed(4), high.toFixed(4)]).toEqual(["0.0524", "0.3339"]);
  });

  test("Clopper and Pearson's of the same (Newcombe 1998, table I)", () => {
    const many = clopperPearsonInterval(81, 263);
    expect([many.low.toFixed(4), many.high.toFixed(4)]).toEqual(["0.2527", "0.3676"]);
    expect(clopperPearsonInterval(20, 20).high).toBe(1);
    expect(clopperPearsonInterval(0, 20).high.toFixed(4)).toBe("0.1684");
  });

  test("normal, t and percentile", () => {
    expect(normalInterval(0.9, 0.1, 0.95, { max: 1 })).toMatchObject({ high: 1, level: 0.95 });
    near(studentInterval(0, 1, 7).high, 2.3646242515927853);
    expect(quantileOfSorted([1, 2, 3, 4], 0.5)).toBe(2.5);
    expect(percentileInterval([4, 1, 3, 2, 5], 0.5)).toMatchObject({ low: 2, high: 4 });
    expect(() => normalInterval(0, 1, 1)).toThrow(expect.objectContaining({ code: "bad_option" }));
  });
});

describe("random numbers", () => {
  test("a seed is a stream; other seeds are others", () => {
    const draw = (seed: number) => Array.from({ length: 5 }, createRandom(seed).uniform);
    expect(draw(1)).toEqual(draw(1));
    expect(draw(1)).not.toEqual(draw(2));
    expect(draw(1)).not.toEqual(draw(1.5));
    expect(shuffle([1, 2, 3, 4, 5, 6, 7], createRandom(3)).toSorted()).toEqual([1, 2, 3, 4, 5, 6, 7]);
  });

  test("uniform, normal, integer and binomial have their moments", () => {
    const random = createRandom(5);
    const n = 40_000;
    const moments = (draw: () => number) => {
      const values = Array.from({ length: n }, draw);
      const mean = values.reduce((sum, x) => sum + x, 0) / n;
      return [mean, values.reduce((sum, x) => sum + (x - mean) ** 2, 0) / n] as const;
    };
    const within = ([mean, variance]: readonly [number, number], m: number, v: number) => {
      expect(Math.abs(mean - m)).toBeLessThan(5 * Math.sqrt(v / n));
      expect(Math.abs(variance / v - 1)).toBeLessThan(0.05);
    };
    within(moments(random.uniform), 0.5, 1 / 12);
    within(moments(random.normal), 0, 1);
    within(
      moments(() => random.integer(6)),
      2.5,
      35 / 12,
    );
    within(
      moments(() => drawBinomial(7, 0.2, random)),
      1.4,
      1.12,
    );
    within(
      moments(() => drawBinomial(200, 0.3, random)),
      60,
      42,
    );
    within(
      moments(() => drawBinomial(1e6, 0.9, random)),
      9e5,
      9e4,
    );
  });

  test("the binomial sampler follows the whole distribution", () => {
    const random = createRandom(6);
    const [n, p, draws] = [60, 0.35, 60_000];
    const seen = new Float64Array(n + 1);
    for (let i = 0; i < draws; i++) seen[drawBinomial(n, p, random)]!++;
    let chi = 0;
    let cells = 0;
    for (let k = 0; k <= n; k++) {
      const expected = draws * d.binomialPmf(k, n, p);
      if (expected < 5) continue;
      chi += (seen[k]! - expected) ** 2 / expected;
      cells++;
    }
    expect(d.chiSquareUpper(chi, cells - 1)).toBeGreaterThan(1e-4);
  });
});

test("L-BFGS finds Rosenbrock's valley floor, and says when it did not", () => {
  const rosenbrock = (at: Float64Array, slope: Float64Array) => {
    const [x, y] = [at[0]!, at[1]!];
    slope[0] = -2 * (1 - x) - 400 * x * (y - x * x);
    slope[1] = 200 * (y - x * x);
    return (1 - x) ** 2 + 100 * (y - x * x) ** 2;
  };
  const start = Float64Array.of(-1.2, 1);
  const found = minimize(start, rosenbrock, { tolerance: 1e-9 });
  expect(found.converged).toBe(true);
  near(found.at[0]!, 1, 1e-8);
  expect(minimize(start, rosenbrock, { maxIterations: 3 }).converged).toBe(false);
});

test("a point whose two sides add up to a little more than 1 has a tail all the same", () => {
  near(
    d.betaCdf(
      d.betaQuantile(1e-12, 499.99999999999955, 499.9999999999665),
      499.99999999999955,
      499.9999999999665,
    ),
    1e-12,
    1e-10,
  );
});

test("holm", () => {
  const found = holm([0.01, 0.04, 0.03, 0.005]);
  for (const [n, p] of [0.03, 0.06, 0.06, 0.02].entries()) near(found.adjusted[n]!, p, 1e-12);
  expect(found.rejected).toEqual([true, false, false, true]);
  expect(holm([])).toEqual({ adjusted: [], rejected: [] });
  expect(() => holm([1.2])).toThrow("p-value");
});

test("sampleSize: 385 for ±5 points, 194 to tell 60 % from even odds with power 0.8", () => {
  expect(sampleSize({ rate: 0.5, margin: 0.05 })).toBe(385);
  expect(sampleSize({ rate: 0.5, margin: 0.05, level: 0.99 })).toBe(664);
  expect(sampleSize({ rate: 0.6, margin: 0.1, power: 0.8 })).toBe(194);
  expect(() => sampleSize({ rate: 0, margin: 0.1 })).toThrow("rate");
  expect(() => sampleSize({ rate: 0.1, margin: 0.2, power: 0.8 })).toThrow("margin");
});
