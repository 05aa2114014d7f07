import { expect, test } from "vitest";
import { citingAt, rulesFor, rulesIn } from "./cited-rules.ts";

const rule = (number: string, title: string, statement = "") => ({
  ...{ id: `id-${number}`, number, title, statement },
  severity: "major",
});
const rules = [
  rule("1.1", "Lists", "Number them where order matters."),
  rule("1.2", "Tone", "Plain and warm."),
  rule("1.10", "Sources"),
];
const numbers = (found: { number: string }[]) => found.map(({ number }) => number);

test("a text cites the rules whose numbers stand in it behind a #", () => {
  expect(numbers(rulesIn("Breaks #1.1, and #1.1 again; not 1.2 or #9.", rules))).toEqual(["1.1"]);
  expect(numbers(rulesIn("See #1.10.", rules))).toEqual(["1.10"]);
});

test("a # before the caret asks for rules by number or words, titles first", () => {
  expect(citingAt("It breaks #to", 13)).toEqual({ from: 10, query: "to" });
  expect(citingAt("It breaks #to", 5)).toBeNull();
  expect(citingAt("#1\nnext line", 12)).toBeNull();
  expect(numbers(rulesFor("1.1", rules))).toEqual(["1.1", "1.10"]);
  expect(numbers(rulesFor("1.1 ", rules))).toEqual(["1.1"]);
  expect(numbers(rulesFor("order matters", rules))).toEqual(["1.1"]);
  expect(numbers(rulesFor("", rules))).toHaveLength(3);
  expect(rulesFor("no such words", rules)).toEqual([]);
});
