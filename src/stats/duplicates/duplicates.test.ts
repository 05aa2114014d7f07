import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createRandom } from "../numbers/random.ts";
import { StatisticsError } from "../types.ts";
import { cosineDuplicates } from "./cosine-duplicates.ts";
import { distinctN } from "./distinct-n.ts";
import { greedyDiverse } from "./greedy-diverse.ts";
import { minHash, minHashSimilarity } from "./min-hash.ts";
import { nearDuplicates } from "./near-duplicates.ts";
import { selfSimilarity } from "./self-similarity.ts";
import { jaccard, shingles } from "./shingles.ts";
import { stratifiedSplit } from "./stratified-split.ts";

const random = createRandom(5);
const word = () => `w${random.integer(3000)}`;
const words = (n: number) => Array.from({ length: n }, word);
/** 400 texts, a third of them edits of earlier ones. */
const texts: string[] = [];
for (let i = 0; i < 400; i++) {
  const source = i % 3 === 0 && i > 0 ? texts[random.integer(i)]!.split(" ") : words(80);
  if (i % 3 === 0) for (let e = random.integer(4); e > 0; e--) source[random.integer(source.length)] = word();
  texts.push(source.join(" "));
}
const sets = texts.map((text) => shingles(text));

describe("shingles", () => {
  test("case, punctuation and spacing do not count; accents and scripts do", () => {
    expect(shingles("The quick,  brown FOX!")).toEqual(shingles("the quick brown fox"));
    expect(shingles("café au lait")).not.toEqual(shingles("cafe au lait"));
    expect(shingles("今日は良い天気", 2).length).toBe(6);
    expect(shingles("one two three four five six", 5).length).toBe(2);
    expect(shingles("… !").length).toBe(0);
    expect(jaccard(shingles("a b c", 1), shingles("b c d", 1))).toBe(0.5);
  });
});

describe("minHash", () => {
  test("estimates the Jaccard similarity without bias, with the binomial error", () => {
    let bias = 0;
    let squares = 0;
    let pairs = 0;
    const signatures = texts.slice(0, 120).map((text) => minHash(text, { permutations: 256 }));
    for (let i = 0; i < 120; i++) {
      for (let j = i + 1; j < 120; j++) {
        const exact = jaccard(sets[i]!, sets[j]!);
        if (exact < 0.1) continue;
        const error = minHashSimilarity(signatures[i]!, signatures[j]!) - exact;
        bias += error;
        squares += (error * error) / ((exact * (1 - exact)) / 256 + 1e-9);
        pairs++;
      }
    }
    expect(pairs).toBeGreaterThan(15);
    expect(Math.abs(bias / pairs)).toBeLessThan(0.03);
    expect(squares / pairs).toBeLessThan(3);
    expect(minHashSimilarity(minHash(""), minHash(""))).toBe(0);
    expect(() => minHash("a", { permutations: 0 })).toThrow(StatisticsError);
  });
});

test("the signature of a union is the smaller of both, place by place", () => {
  const options = { permutations: 131, width: 1 };
  const [x, y] = [words(30).join(" "), words(30).join(" ")];
  const [first, second] = [minHash(x, options), minHash(y, options)];
  expect(minHash(`${x} ${y}`, options)).toEqual(first.map((value, i) => Math.min(value, second[i]!)));
});

describe("nearDuplicates", () => {
  test.each([0.5, 0.8, 1])("finds exactly the pairs of brute force at %d", (threshold) => {
    const expected: string[] = [];
    for (let a = 0; a < texts.length; a++) {
      for (let b = a + 1; b < texts.length; b++)
        if (jaccard(sets[a]!, sets[b]!) >= threshold) expected.push(`${a} ${b}`);
    }
    const found = nearDuplicates(texts, { threshold });
    // Copies are linked to their first only, so brute force may know more pairs; the clusters are the same.
    const group = new Map(found.clusters.flatMap((c) => c.map((i) => [i, c[0]!] as const)));
    for (const pair of expected) {
      const [a, b] = pair.split(" ").map(Number);
      expect(group.get(a!)).toBe(group.get(b!));
      expect(group.has(a!)).toBe(true);
    }
    for (const { a, b, similarity } of found.pairs) {
      expect(similarity).toBe(jaccard(sets[a]!, sets[b]!));
      expect(similarity).toBeGreaterThanOrEqual(threshold);
    }
  });

  test("a thousand copies cost a thousand links; texts without words are alone", () => {
    const copies = nearDuplicates([...new Array<string>(1000).fill("the same old text again"), "", ""]);
    expect(copies.pairs.length).toBe(999);
    expect(copies.clusters.map((c) => c.length)).toEqual([1000]);
    expect(nearDuplicates([])).toEqual({ pairs: [], clusters: [] });
  });
});

describe("cosineDuplicates", () => {
  test("the hyperplanes of a large set find what all pairs find", () => {
    const points = Array.from({ length: 2300 }, () => Array.from({ length: 24 }, () => random.normal()));
    for (let i = 0; i < 60; i++) points.push(points[i]!.map((x) => x + 0.2 * random.normal()));
    const found = cosineDuplicates(points, { threshold: 0.95 });
    const planted = Array.from({ length: 60 }, (_, i) => [i, 2300 + i] as const);
    const cosine = ([i, j]: readonly [number, number]) => {
      const dot = (x: number[], y: number[]) => x.reduce((sum, v, k) => sum + v * y[k]!, 0);
      return (
        dot(points[i]!, points[j]!) / Math.sqrt(dot(points[i]!, points[i]!) * dot(points[j]!, points[j]!))
      );
    };
    const due = planted.filter((pair) => cosine(pair) >= 0.95);
    expect(due.length).toBeGreaterThan(30);
    expect(found.pairs.map(({ a, b }) => [a, b])).toEqual(due);
  });

  test("zeros are alone, copies are 1, ragged input is refused", () => {
    expect(
      cosineDuplicates([
        [0, 0],
        [0, 0],
        [3, 1],
        [6, 2],
      ]).pairs,
    ).toEqual([{ a: 2, b: 3, similarity: 1 }]);
    expect(() => cosineDuplicates([[1], [1, 2]])).toThrow("vector 2");
  });
});

describe("diversity", () => {
  test("distinctN by hand", () => {
    const found = distinctN(["a b a b", "B a"], 2);
    expect(found).toEqual({ n: 2, ratio: 0.5, distinct: 2, total: 4 });
    expect(distinctN(["a"], 2).ratio).toBeNull();
    expect(() => distinctN(["a"], 0)).toThrow(StatisticsError);
  });

  test("selfSimilarity is the mean over pairs", () => {
    expect(
      selfSimilarity([
        [1, 0],
        [0, 2],
        [3, 3],
      ]).mean,
    ).toBeCloseTo(Math.SQRT2 / 3, 12);
    expect(selfSimilarity(["one two", "one two", "one two"]).mean).toBeCloseTo(1, 12);
    expect(selfSimilarity(["one", "two"]).mean).toBe(0);
    expect(() => selfSimilarity(["one"])).toThrow(StatisticsError);
  });

  test("greedyDiverse starts in the middle and goes far", () => {
    const angle = (degrees: number) => [
      Math.cos((degrees * Math.PI) / 180),
      Math.sin((degrees * Math.PI) / 180),
    ];
    const found = greedyDiverse([0, 40, 44, 50, 90].map(angle), { size: 3 });
    expect(found.chosen).toEqual([2, 4, 0]);
    expect(found.radius).toBeCloseTo(1 - Math.cos((6 * Math.PI) / 180), 12);
    expect(greedyDiverse([[1, 2]], { size: 9 })).toEqual({ chosen: [0], distances: [0], radius: 0 });
    expect(() => greedyDiverse([], { size: 1 })).toThrow(StatisticsError);
  });
});

describe("stratifiedSplit", () => {
  const rows = texts.map((text, i) => ({ id: `r${i}`, stratum: `s${i % 4}`, text }));
  const shares = { train: 0.8, test: 0.2 };

  test("keeps shares per stratum and near-duplicates together, whatever the order of rows", () => {
    const found = stratifiedSplit(rows, { shares, seed: 1 });
    for (const { train, test: held } of Object.values(found.counts)) {
      expect(Math.abs(held! / (train! + held!) - 0.2)).toBeLessThan(0.03);
    }
    const part = new Map(rows.map((row, i) => [row.id, found.parts[i]]));
    expect(found.together.length).toBeGreaterThan(10);
    for (const group of found.together) expect(new Set(group.map((id) => part.get(id))).size).toBe(1);
    for (const { a, b } of nearDuplicates(texts).pairs) expect(found.parts[a]).toBe(found.parts[b]);

    const backwards = stratifiedSplit(rows.toReversed(), { shares, seed: 1 });
    expect(backwards.parts.toReversed()).toEqual(found.parts);
    expect(stratifiedSplit(rows, { shares, seed: 2 }).parts).not.toEqual(found.parts);
  });

  test("groups stay whole in any random plan", () => {
    const plan = fc.array(fc.tuple(fc.nat(5), fc.nat(2)), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(plan, (some) => {
        const made = some.map(([group, stratum], i) => ({
          id: `${i}`,
          group: `${group}`,
          stratum: `${stratum}`,
        }));
        const { parts } = stratifiedSplit(made, { shares: { a: 0.5, b: 0.25, c: 0.25 }, seed: 9 });
        made.forEach((row, i) => {
          made.forEach((other, j) => {
            if (row.group === other.group) expect(parts[i]).toBe(parts[j]);
          });
        });
      }),
      { numRuns: 50, seed: 6 },
    );
    expect(() => stratifiedSplit(rows, { shares: { a: 0.7 }, seed: 1 })).toThrow("sum to 1");
    expect(() => stratifiedSplit([{ id: "x" }, { id: "x" }], { shares, seed: 1 })).toThrow("twice");
  });
});
