import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { labelsByItem, simulateLabels } from "../agreement/build-labels.case.ts";
import { noGoldenData, readGolden } from "../golden.case.ts";
import { createRandom, shuffle } from "../numbers/random.ts";
import type { Label } from "../types.ts";
import { dawidSkene } from "./dawid-skene.ts";
import { glad } from "./glad.ts";
import { mace } from "./mace.ts";
import { majorityVote } from "./majority-vote.ts";
import { weightedVote } from "./weighted-vote.ts";

/** 45 patients, five observers of whom the first saw each patient three times, four classes. */
function patients(): Label[] {
  const rows = readGolden("truth-inference/dawid-skene-1979.csv").trim().split(/\r?\n/).slice(1);
  return rows.map((row) => {
    const [item, rater, , value] = row.split(",") as [string, string, string, string];
    return { item, rater, value };
  });
}

describe("Dawid and Skene 1979", () => {
  test.skipIf(noGoldenData)("the paper's class shares and error rates", () => {
    const fit = dawidSkene(patients());
    expect(fit.converged).toBe(true);
    expect(fit.shares.map((p) => p.toFixed(4))).toEqual(["0.3996", "0.4220", "0.1118", "0.0667"]);
    const first = fit.raters[0]!;
    expect(first.rater).toBe("1");
    expect(first.confusion[0]!.map((p) => p.toFixed(3))).toEqual(["0.889", "0.111", "0.000", "0.000"]);
    // Three labels a patient: the row's support is three times the class's expected size.
    expect(first.support[0]! / (45 * fit.shares[0]!)).toBeCloseTo(3, 4);
    const truth = Object.fromEntries(fit.items.map(({ item, value }) => [item, value]));
    expect([truth[1], truth[2], truth[8], truth[36]]).toEqual(["1", "4", "3", "4"]);
  });

  test.skipIf(noGoldenData)("each iteration climbs, and the tolerance is reached or denied", () => {
    const labels = patients();
    const climb = [1, 2, 4, 8, 16].map((maxIterations) => dawidSkene(labels, { maxIterations }));
    for (let k = 1; k < climb.length; k++) {
      expect(climb[k]!.logLikelihood).toBeGreaterThan(climb[k - 1]!.logLikelihood);
    }
    expect(climb[0]!.converged).toBe(false);
    expect(dawidSkene(labels, { tolerance: 1e-14 }).logLikelihood).toBeCloseTo(-192.890881214, 8);
  });

  test("known items are not inferred but teach the raters", () => {
    const labels = labelsByItem([
      ["a", "b", "b"],
      ["a", "b", "b"],
      ["b", "a", "a"],
      ["a", "b", "b"],
    ]);
    const known = { "item 1": "a", "item 3": "b" };
    const fit = dawidSkene(labels, { known, smoothing: 0.01 });
    // The majority is wrong on both known items, so its raters are read the other way round.
    expect(fit.items.map(({ value }) => value)).toEqual(["a", "a", "b", "a"]);
    expect(() => dawidSkene(labels, { known: { "item 1": "z" } })).toThrow(
      expect.objectContaining({ code: "bad_value" }),
    );
  });

  test("many labels of one item do not vanish, one category is no question", () => {
    const many = Array.from({ length: 5000 }, (_, r) => ({
      item: "u",
      rater: `r${r % 50}`,
      value: `c${r % 3}`,
    }));
    const fit = dawidSkene(many);
    expect(fit.items[0]!.posterior.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 12);
    expect(Number.isFinite(fit.logLikelihood)).toBe(true);
    const same = dawidSkene([{ item: "u", rater: "r", value: "c" }]);
    expect(same).toMatchObject({ shares: [1], logLikelihood: 0, converged: true });
  });
});

describe("votes", () => {
  test.skipIf(noGoldenData)("the majority of three people on 999 pairs", () => {
    type Row = { idx: number } & Record<string, number>;
    const rows = JSON.parse(readGolden("judges/pandalm-testset-v1.json")) as Row[];
    const labels = rows.flatMap((row) =>
      [1, 2, 3].map((k) => ({ item: `${row.idx}`, rater: `${k}`, value: row[`annotator${k}`]! })),
    );
    const { items } = majorityVote(labels);
    expect([0, 1, 2].map((v) => items.filter(({ value }) => value === v).length)).toEqual([105, 422, 472]);
  });

  test("a tie is said, and decided by the order of categories alone", () => {
    const labels = labelsByItem([
      ["b", "a"],
      ["c", "c", "a"],
    ]);
    const { items, raters } = majorityVote(labels);
    expect(items[0]).toEqual({ item: "item 1", value: "a", posterior: [0.5, 0.5, 0], tied: true });
    expect(items[1]).toMatchObject({ value: "c", tied: false });
    expect(raters.map(({ agreement }) => agreement)).toEqual([1, 1, 0]);
    expect(majorityVote(labels, { categories: ["c", "b", "a"] }).items[0]!.value).toBe("b");
  });

  test("weights overrule numbers; items without weight stay out", () => {
    const labels = labelsByItem([
      ["a", "b", "b"],
      [null, "b", null],
    ]);
    const weights = { "rater 1": 3, "rater 2": 0, "rater 3": 1 };
    expect(weightedVote(labels, weights)).toMatchObject({
      items: [{ item: "item 1", value: "a", posterior: [0.75, 0.25] }],
      undecided: ["item 2"],
    });
    expect(() => weightedVote(labels, { "rater 1": 1 })).toThrow(
      expect.objectContaining({ code: "bad_option" }),
    );
  });
});

describe("MACE and GLAD", () => {
  test.skipIf(noGoldenData)("agree with the reference implementation on the patients", () => {
    const labels = patients();
    const variational = mace(labels);
    expect(variational.items[6]!.posterior[0]).toBeCloseTo(0.974253337, 8);
    expect(variational.items[34]!.posterior[1]).toBeCloseTo(0.999794589, 8);
    const plain = mace(labels, { method: "em", smoothing: 0.0025 });
    const skills = [0.7849152, 0.66458372, 0.71230963, 0.84508967, 0.72274067];
    plain.raters.forEach(({ competence }, r) => {
      expect(competence).toBeCloseTo(skills[r]!, 7);
    });
    const found = glad(labels);
    expect(found.converged && found.gradient <= 1e-7).toBe(true);
    const abilities = [0.92212319, 0.43443074, 0.64221707, 0.90426638, 0.61239416];
    found.raters.forEach(({ ability }, r) => {
      expect(ability).toBeCloseTo(abilities[r]!, 6);
    });
  });

  test("find the rater who answers by habit", () => {
    const labels = simulateLabels(4, { items: 200, raters: 6, categories: 3 });
    const spam = Array.from({ length: 200 }, (_, u) => ({ item: `u${u}`, rater: "spammer", value: "c1" }));
    const all = [...labels, ...spam];
    const byCompetence = mace(all).raters.sort((a, b) => a.competence - b.competence);
    expect(byCompetence[0]).toMatchObject({ rater: "spammer" });
    expect(byCompetence[0]!.strategy[1]).toBeGreaterThan(0.8);
    const byAbility = glad(all).raters.sort((a, b) => a.ability - b.ability);
    expect(byAbility[0]!.rater).toBe("spammer");
  });

  test("one category is an error where the model needs a wrong one", () => {
    expect(() => glad([{ item: "u", rater: "r", value: "c" }])).toThrow(
      expect.objectContaining({ code: "no_variation" }),
    );
    expect(mace([{ item: "u", rater: "r", value: "c" }]).items[0]).toMatchObject({
      value: "c",
      posterior: [1],
    });
  });
});

test("neither the order of rows nor names matter", () => {
  const methods = { majorityVote, dawidSkene, mace, glad };
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 1e6 }),
      fc.constantFrom(...Object.values(methods)),
      (seed, method) => {
        const labels = simulateLabels(seed, { items: 25, raters: 5, categories: 3 });
        const renamed = labels.map((l) => ({
          ...l,
          item: `x${99 - Number(l.item.slice(1))}`,
          rater: `${l.rater}'`,
        }));
        const plain = new Map(
          method(labels).items.map((t) => [`x${99 - Number(t.item.slice(1))}`, t.posterior]),
        );
        for (const { item, posterior } of method(shuffle(renamed, createRandom(seed))).items) {
          posterior.forEach((p, c) => {
            expect(p).toBeCloseTo(plain.get(item)![c]!, 4);
          });
        }
      },
    ),
    { numRuns: 25, seed: 7 },
  );
});

test("no labels is a typed error", () => {
  for (const method of [majorityVote, dawidSkene, mace, glad]) {
    expect(() => method([])).toThrow(expect.objectContaining({ code: "no_data" }));
  }
});
