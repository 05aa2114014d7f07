import { expect, test } from "vitest";
import { appliesTo, RuleScope } from "./index.ts";

test("a rule applies where its condition holds, at its stages", () => {
  const german = { of: "attribute", name: "language", equals: "de" };
  const at = (scope: object, stage = "answer", language = "de") =>
    appliesTo(RuleScope.parse(scope), stage, { language });
  expect(at({})).toBe(true);
  expect(at({ where: german })).toBe(true);
  expect(at({ where: german }, "answer", "fr")).toBe(false);
  expect(at({ stages: ["review"] })).toBe(false);
  expect(at({ where: german, stages: ["review"] }, "review")).toBe(true);
  expect(at({ where: { of: "state", equals: "done" } })).toBe(false);
});
