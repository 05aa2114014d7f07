import { expect, test } from "vitest";
import { lintGuide, RuleContent } from "./index.ts";

const owner = "00000000-0000-4000-8000-000000000001";
const example = (n: number, verdict: "good" | "bad") => ({
  id: `00000000-0000-4000-8000-00000000001${n}`,
  verdict,
  response: "x",
});
const told = (rules: Record<string, object>) =>
  lintGuide(
    Object.entries(rules).map(([id, more]) => ({
      id,
      content: RuleContent.parse({
        kind: "rule",
        title: "Be brief",
        statement: "At most ten lines.",
        owner,
        examples: [example(1, "good"), example(2, "bad")],
        ...more,
      }),
    })),
  ).map(({ entry, kind, words }) => [entry, kind, ...words].join(" "));

test("rules that are hard to judge by are named, with the words that make them so", () => {
  expect(told({ a: {} })).toEqual([]);
  expect(
    told({ a: { statement: "Use an appropriate length, if possible; appropriate means short." } }),
  ).toEqual(["a vague appropriate if possible"]);
  expect(told({ a: { title: "Be brief and kind", owner: null, examples: [] } })).toEqual([
    "a double",
    "a no-examples",
    "a no-owner",
  ]);
  expect(told({ a: { examples: [example(1, "good"), example(2, "good")] } })).toEqual(["a one-sided"]);
});

test("precedence that goes in a circle is named at each of its rules, and at no other", () => {
  const [a, b, c] = [1, 2, 3].map((n) => `00000000-0000-4000-8000-00000000002${n}`) as [
    string,
    string,
    string,
  ];
  expect(told({ [a]: { over: [b] }, [b]: { over: [a] }, [c]: { over: [a] } })).toEqual([
    `${a} circular`,
    `${b} circular`,
  ]);
});
