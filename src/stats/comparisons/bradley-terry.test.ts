import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Comparison } from "../types.ts";
import { allowedRanks } from "./allowed-ranks.ts";
import { bradleyTerry, ELO_SCALE } from "./bradley-terry.ts";

/** Votes as rows of weight: [a, b, wins of a, wins of b, ties]. */
type Row = [a: string, b: string, winsA: number, winsB: number, ties?: number];
const votes = (rows: Row[]): Comparison[] =>
  rows.flatMap(([a, b, winsA, winsB, ties = 0]) => [
    { a, b, outcome: "a" as const, weight: winsA },
    { a, b, outcome: "b" as const, weight: winsB },
    { a, b, outcome: "tie" as const, weight: ties },
  ]);
const round = (x: number | null, digits: number) => Number(x!.toFixed(digits));
const strengths = (fit: ReturnType<typeof bradleyTerry>, digits: number) =>
  Object.fromEntries(
    fit.items.map((i) => [i.item, [round(i.strength, digits), round(i.standardError, digits)]]),
  );

const teams = ["Milwaukee", "Detroit", "Toronto", "New York", "Boston", "Cleveland", "Baltimore"];
// Agresti 2002, table 10.10: home team in rows, wins-losses at home against the teams in the order above.
const home = [
  ["-", "4-3", "4-2", "4-3", "6-1", "4-2", "6-0"],
  ["3-3", "-", "4-2", "4-3", "6-0", "6-1", "4-3"],
  ["2-5", "4-3", "-", "2-4", "4-3", "4-2", "6-0"],
  ["3-3", "5-1", "2-5", "-", "4-3", "4-2", "6-1"],
  ["5-1", "2-5", "3-3", "4-2", "-", "5-2", "6-0"],
  ["2-5", "3-3", "3-4", "4-3", "4-2", "-", "2-4"],
  ["2-5", "1-5", "1-6", "2-4", "1-6", "3-4", "-"],
];
const baseball = votes(
  home.flatMap((row, i) =>
    row.flatMap((cell, j): Row[] => {
      const [won, lost] = cell.split("-").map(Number);
      return cell === "-" ? [] : [[teams[i]!, teams[j]!, won!, lost!]];
    }),
  ),
);

describe("published results", () => {
  test("baseball, American League East 1987 (Agresti 2002, p. 438)", () => {
    const fit = bradleyTerry(baseball, { anchor: "Baltimore" });
    expect(strengths(fit, 4)).toEqual({
      Baltimore: [0, 0],
      Boston: [1.1077, 0.3339],
      Cleveland: [0.6839, 0.3319],
      Detroit: [1.4364, 0.3396],
      Milwaukee: [1.5814, 0.3433],
      "New York": [1.2476, 0.3359],
      Toronto: [1.2945, 0.3367],
    });
    expect(round(fit.deviance.value, 3)).toBe(44.053);
    expect(fit.deviance.degreesOfFreedom).toBe(36);
    // Agresti pools the two grounds: G² = 15.7 on 15 degrees of freedom.
    expect(round(fit.pooledDeviance!.value, 1)).toBe(15.7);
    expect(fit.pooledDeviance!.degreesOfFreedom).toBe(15);
    expect(fit.gradientNorm).toBeLessThanOrEqual(1e-10);
    expect(fit.converged).toBe(true);
  });

  test("baseball with the advantage of playing at home", () => {
    const fit = bradleyTerry(baseball, { anchor: "Baltimore", orderEffect: true });
    expect([round(fit.order!.estimate, 4), round(fit.order!.standardError, 4)]).toEqual([0.3023, 0.1309]);
    expect(round(fit.deviance.value, 3)).toBe(38.643);
    expect(fit.deviance.degreesOfFreedom).toBe(35);
  });

  test("citations between journals of statistics (Stigler 1994)", () => {
    const fit = bradleyTerry(
      votes([
        ["Biometrika", "Comm Statist", 730, 33],
        ["Biometrika", "JASA", 498, 320],
        ["Biometrika", "JRSS-B", 221, 284],
        ["Comm Statist", "JASA", 68, 813],
        ["Comm Statist", "JRSS-B", 17, 276],
        ["JASA", "JRSS-B", 142, 325],
      ]),
      { anchor: "Biometrika" },
    );
    const found = strengths(fit, 4);
    expect(found["Comm Statist"]![0]).toBe(-2.9491);
    expect(found.JASA![0]).toBe(-0.4796);
    expect(found["JRSS-B"]![0]).toBe(0.269);
    expect(round(fit.deviance.value, 3)).toBe(4.293);
  });

  test("four players (Wikipedia), geometric mean 1", () => {
    const fit = bradleyTerry(
      votes([
        ["A", "B", 2, 3],
        ["A", "D", 1, 4],
        ["B", "C", 5, 3],
        ["C", "D", 1, 3],
      ]),
    );
    const found = Object.fromEntries(fit.items.map((i) => [i.item, round(Math.exp(i.strength!), 3)]));
    expect(found).toEqual({ A: 0.64, B: 1.043, C: 0.66, D: 2.27 });
  });

  test("chocolate puddings with ties (Davidson 1970, example 2)", () => {
    const rows = [
      "1 2 19 22 16, 1 3 16 19 12, 2 3 19 19 10, 1 4 18 23 13, 2 4 23 19 9, 3 4 19 20 15, 1 5 13 19 18, 2 5 16 20 12",
      "3 5 16 15 17, 4 5 17 14 16, 1 6 18 21 12, 2 6 22 20 12, 3 6 13 18 10, 4 6 14 19 18, 5 6 11 21 12",
    ];
    const puddings = rows
      .join(", ")
      .split(", ")
      .map((row): Row => {
        const [a, b, winsA, winsB, ties] = row.split(" ");
        return [a!, b!, Number(winsA), Number(winsB), Number(ties)];
      });
    const fit = bradleyTerry(votes(puddings), { ties: "davidson", anchor: "1" });
    const total = fit.items.reduce((sum, i) => sum + Math.exp(i.strength!), 0);
    const worth = fit.items.map((i) => [i.item, round(Math.exp(i.strength!) / total, 4)]).sort();
    expect(Object.fromEntries(worth)).toEqual({
      1: 0.1388,
      2: 0.173,
      3: 0.1617,
      4: 0.1654,
      5: 0.1587,
      6: 0.2024,
    });
    expect(round(fit.tie!.nu, 4)).toBe(0.7468);
    expect([round(fit.tie!.log!.estimate, 4), round(fit.tie!.log!.standardError, 4)]).toEqual([
      -0.2919, 0.0825,
    ]);
    expect(strengths(fit, 4)).toMatchObject({
      2: [0.2202, 0.1872],
      5: [0.1339, 0.1927],
      6: [0.3771, 0.1924],
    });
  });

  test("a small network in which D only loses (Turner et al. 2020, section 2.3)", () => {
    const fit = bradleyTerry(
      votes([
        ["A", "B", 1, 1],
        ["A", "C", 0, 1],
        ["B", "C", 1, 0],
        ["A", "D", 1, 0],
      ]),
      { anchor: "A" },
    );
    expect(fit.items[0]!.item).toBe("B");
    expect(fit.items.slice(0, 3).map((i) => [round(i.strength, 4), round(i.standardError, 4)])).toEqual([
      [0.8392, 1.3596],
      [0.4196, 1.5973],
      [0, 0],
    ]);
    const last = fit.items[3]!;
    expect(last).toMatchObject({ item: "D", strength: -Infinity, status: "only losses", losses: 1 });
    expect(last.interval.low).toBe(-Infinity);
    expect(last.interval.high).toBeGreaterThan(1);
    expect(fit.onlyLosses).toEqual(["D"]);
  });
});

describe("input that determines no ordinary answer", () => {
  const code = (run: () => unknown) => {
    try {
      run();
    } catch (error) {
      return (error as { code?: string }).code;
    }
    return "none";
  };
  const twoParts = votes([
    ["A", "B", 2, 1],
    ["C", "D", 1, 3],
  ]);

  test("a graph in parts is refused, or each part is centred by itself", () => {
    expect(code(() => bradleyTerry(twoParts))).toBe("not_identified");
    const fit = bradleyTerry(twoParts, { parts: "separate" });
    expect(fit.parts).toEqual([
      ["A", "B"],
      ["C", "D"],
    ]);
    const at = Object.fromEntries(fit.items.map((i) => [i.item, i.strength!]));
    expect(at.A! - at.B!).toBeCloseTo(Math.log(2), 12);
    expect(at.D! + at.C!).toBeCloseTo(0, 12);
    expect(fit.items.every((i) => i.rank.worst <= 2)).toBe(true);
  });

  test("nothing, only ties, an unknown anchor, an item against itself, a bad weight", () => {
    expect(code(() => bradleyTerry([]))).toBe("no_data");
    const tied = votes([["A", "B", 0, 0, 4]]);
    expect(code(() => bradleyTerry(tied, { ties: "exclude" }))).toBe("no_data");
    expect(code(() => bradleyTerry(tied, { ties: "davidson" }))).toBe("not_identified");
    expect(bradleyTerry(tied).items.map((i) => i.strength)).toEqual([0, 0]);
    expect(code(() => bradleyTerry(tied, { anchor: "Z" }))).toBe("bad_option");
    expect(code(() => bradleyTerry(votes([["A", "A", 1, 1]])))).toBe("bad_value");
    expect(code(() => bradleyTerry(votes([["A", "B", Number.NaN, 1]])))).toBe("bad_value");
  });

  test("the first shown always wins: the order effect has no estimate", () => {
    const rows = votes([
      ["A", "B", 3, 0],
      ["B", "A", 3, 0],
    ]);
    expect(code(() => bradleyTerry(rows, { orderEffect: true }))).toBe("not_identified");
    expect(bradleyTerry(rows).items.map((i) => i.strength)).toEqual([0, 0]);
  });

  test("an item that only wins is infinite, bounded below, and finite with a penalty", () => {
    const rows = votes([
      ["A", "B", 40, 0],
      ["B", "C", 5, 5],
    ]);
    const fit = bradleyTerry(rows);
    expect(fit.items[0]).toMatchObject({ item: "A", strength: Infinity, status: "only wins" });
    // 40 log p = -1.92: the strength at which 40 wins of 40 are just credible.
    const p = Math.exp(-3.841458820694124 / 80);
    expect(fit.items[0]!.interval.low).toBeCloseTo(Math.log(p / (1 - p)), 9);
    expect(fit.items[0]!.rank).toEqual({ best: 1, worst: 1 });
    expect(fit.onlyWins).toEqual(["A"]);
    const penalised = bradleyTerry(rows, { l2: 0.1 });
    expect(penalised.items.every((i) => Number.isFinite(i.strength))).toBe(true);
    expect(penalised.gradientNorm).toBeLessThanOrEqual(1e-10);
  });
});

test("the ranks that intervals allow: touching ones leave the order open", () => {
  const intervals = [
    { low: 5, high: 6 },
    { low: 3, high: 5 },
    { low: 1, high: 2.9 },
    { low: -Infinity, high: Infinity },
  ];
  expect(allowedRanks(intervals)).toEqual([
    { best: 1, worst: 3 },
    { best: 1, worst: 3 },
    { best: 3, worst: 4 },
    { best: 1, worst: 4 },
  ]);
});

describe("laws", () => {
  const outcome = fc.constantFrom("a" as const, "b" as const, "tie" as const);
  const vote = fc
    .tuple(fc.nat(4), fc.nat(3), outcome)
    .map(([i, j, o]): Comparison => ({ a: `m${i}`, b: `m${j >= i ? j + 1 : j}`, outcome: o }));
  const modes = fc.record({
    ties: fc.constantFrom("half" as const, "davidson" as const),
    covariance: fc.constantFrom("hessian" as const, "sandwich" as const),
    orderEffect: fc.boolean(),
  });
  // One vote each way around a ring keeps every random graph connected in both directions.
  const ring = [0, 1, 2, 3, 4].flatMap((i): Comparison[] => [
    { a: `m${i}`, b: `m${(i + 1) % 5}`, outcome: "a" },
    { a: `m${i}`, b: `m${(i + 1) % 5}`, outcome: "b" },
    { a: `m${(i + 2) % 5}`, b: `m${i}`, outcome: "tie" },
  ]);
  const table = (fit: ReturnType<typeof bradleyTerry>) =>
    new Map(fit.items.map((i) => [i.item, [i.strength!, i.standardError] as const]));

  test("rows in any order, any names, votes twice, the other side shown first", () => {
    fc.assert(
      fc.property(fc.array(vote, { maxLength: 60 }), modes, (random, mode) => {
        const rows = [...ring, ...random];
        const fit = bradleyTerry(rows, mode);
        expect(fit.converged).toBe(true);
        const base = table(fit);
        const reversed = bradleyTerry(rows.toReversed(), mode);
        expect(reversed).toEqual(fit);

        const renamed = rows.map((r) => ({ ...r, a: `x${9 - Number(r.a[1])}`, b: `x${9 - Number(r.b[1])}` }));
        for (const [item, [strength, error]] of table(bradleyTerry(renamed, mode))) {
          const before = base.get(`m${9 - Number(item[1])}`)!;
          expect(strength).toBeCloseTo(before[0], 8);
          expect(error).toBeCloseTo(before[1], 8);
        }
        for (const [item, [strength, error]] of table(bradleyTerry([...rows, ...rows], mode))) {
          expect(strength).toBeCloseTo(base.get(item)![0], 8);
          expect(error).toBeCloseTo(base.get(item)![1] / Math.SQRT2, 8);
        }
        const flip = { a: "b", b: "a", tie: "tie" } as const;
        const swapped = rows.map((r): Comparison => ({ a: r.b, b: r.a, outcome: flip[r.outcome] }));
        const back = bradleyTerry(swapped, mode);
        for (const [item, [strength]] of table(back)) expect(strength).toBeCloseTo(base.get(item)![0], 8);
        if (fit.order) expect(back.order!.estimate).toBeCloseTo(-fit.order.estimate, 8);
      }),
      { numRuns: 60, seed: 4 },
    );
  });

  test("points, anchors and columns only change the units and the form", () => {
    const points = bradleyTerry(ring, { scale: ELO_SCALE, anchor: { strength: 1000 } });
    const mean = points.items.reduce((sum, i) => sum + i.strength!, 0) / 5;
    expect(mean).toBeCloseTo(1000, 9);
    const columns = bradleyTerry({
      items: ["B", "A"],
      a: Int32Array.of(0, 0, 1),
      b: Int32Array.of(1, 1, 0),
      outcome: Uint8Array.of(0, 1, 0),
    });
    expect(columns.items.map((i) => [i.item, i.wins])).toEqual([
      ["A", 2],
      ["B", 1],
    ]);
    expect(columns.items[0]!.strength! - columns.items[1]!.strength!).toBeCloseTo(Math.log(2), 12);
  });
});
