import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Comparison, Ranking } from "../types.ts";
import { bradleyTerry } from "./bradley-terry.ts";
import { plackettLuce } from "./plackett-luce.ts";

const order = (text: string): Ranking => ({ tiers: text.split(">").map((tier) => tier.split("=")) });
const round = (x: number) => Number(x.toFixed(4));

describe("plackettLuce", () => {
  // Turner et al. 2020, section 2.3: five pairs in which D only loses.
  const pairs = ["A>B", "C>A", "A>D", "B>A", "B>C"].map(order);

  test("published: a small network, with and without the ghost", () => {
    const fit = plackettLuce(pairs, { pseudo: 0.5, anchor: "A" });
    const published = { A: 0, B: 0.5184185, C: 0.1354707, D: -1.1537565 };
    for (const { item, strength } of fit.items) {
      // The published fit stops at a tolerance of 1e-7.
      expect(Math.abs(strength - published[item as "A"])).toBeLessThan(2e-7);
    }

    const inner = plackettLuce(pairs.toSpliced(2, 1), { anchor: "A" });
    expect(inner.items.map((i) => [i.item, round(i.strength), round(i.standardError)])).toEqual([
      ["B", 0.8392, 1.3596],
      ["C", 0.4196, 1.5973],
      ["A", 0, 0],
    ]);
    expect(round(-2 * inner.logLikelihood)).toBe(5.1356);
  });

  test("pairs with ties are the model of Davidson 1970", () => {
    const outcome = fc.constantFrom("a" as const, "b" as const, "tie" as const);
    const vote = fc
      .tuple(fc.nat(3), fc.nat(2), outcome)
      .map(([i, j, o]): Comparison => ({ a: `m${i}`, b: `m${j >= i ? j + 1 : j}`, outcome: o }));
    const ring = [0, 1, 2, 3].flatMap((i): Comparison[] =>
      (["a", "b", "tie"] as const).map((o) => ({ a: `m${i}`, b: `m${(i + 1) % 4}`, outcome: o })),
    );
    fc.assert(
      fc.property(fc.array(vote, { maxLength: 30 }), (votes) => {
        const rows = [...ring, ...votes];
        const pairsFit = bradleyTerry(rows, { ties: "davidson" });
        const fit = plackettLuce(
          rows.map(({ a, b, outcome: o }) =>
            order(o === "tie" ? `${a}=${b}` : o === "a" ? `${a}>${b}` : `${b}>${a}`),
          ),
        );
        expect(fit.converged).toBe(true);
        expect(fit.logLikelihood).toBeCloseTo(pairsFit.logLikelihood, 8);
        expect(fit.ties[0]!.delta).toBeCloseTo(pairsFit.tie!.nu, 8);
        for (const { item, strength, standardError } of fit.items) {
          const same = pairsFit.items.find((i) => i.item === item)!;
          expect(strength).toBeCloseTo(same.strength!, 8);
          expect(standardError).toBeCloseTo(same.standardError, 8);
        }
      }),
      { numRuns: 25, seed: 2 },
    );
  });

  test("the gradient and Hessian are those of the likelihood, with ties of two and three", () => {
    const rankings = ["a>b=c>d", "d>c>b>a", "b=c=d>a", "a=d>c", "c>a>b=d", "a>b>c>d"].map(order);
    const fit = plackettLuce(rankings);
    expect(fit.converged).toBe(true);
    expect(fit.gradientNorm).toBeLessThanOrEqual(1e-10);
    expect(fit.ties.map((t) => t.order)).toEqual([2, 3]);
    // The likelihood itself, by enumerating subsets, is smaller to both sides of every worth.
    const at = new Map(fit.items.map((i) => [i.item, i.strength]));
    const likelihood = (worth: Map<string, number>) => {
      let sum = 0;
      for (const { tiers } of rankings) {
        let left = tiers.flat();
        for (const tier of tiers) {
          const weight = (subset: string[]) =>
            Math.exp(subset.reduce((s, x) => s + worth.get(x)!, 0) / subset.length) *
            (subset.length === 1 ? 1 : fit.ties.find((t) => t.order === subset.length)!.delta);
          const subsets = Array.from({ length: 2 ** left.length - 1 }, (_, bits) =>
            left.filter((_, i) => ((bits + 1) >> i) & 1),
          ).filter((s) => s.length <= 3);
          sum += Math.log(weight(tier) / subsets.reduce((s, x) => s + weight(x), 0));
          left = left.slice(tier.length);
        }
      }
      return sum;
    };
    const best = likelihood(at);
    expect(best).toBeCloseTo(fit.logLikelihood, 10);
    for (const [item, strength] of at) {
      const moved = (by: number) => likelihood(new Map([...at, [item, strength + by]]));
      const slope = (moved(1e-4) - moved(-1e-4)) / 2e-4;
      expect(slope).toBeCloseTo(0, 6);
    }
  });

  test("degenerate input is refused by name", () => {
    const code = (run: () => unknown) => {
      try {
        run();
      } catch (error) {
        return (error as { code?: string }).code;
      }
      return "none";
    };
    expect(code(() => plackettLuce([]))).toBe("no_data");
    expect(code(() => plackettLuce([order("a")]))).toBe("no_data");
    expect(code(() => plackettLuce(pairs))).toBe("not_identified");
    expect(code(() => plackettLuce(["a>b", "b>a", "c>d", "d>c"].map(order)))).toBe("not_identified");
    expect(code(() => plackettLuce([order("a=b=c")]))).toBe("not_identified");
    expect(code(() => plackettLuce([order("a>b>a")]))).toBe("bad_value");
    expect(plackettLuce(["a>b", "c>d"].map(order), { pseudo: 0.5 }).items).toHaveLength(4);
  });
});
