import { expect, test } from "vitest";
import { EMPTY, policyOf, toggled, wrongIn } from "./release-draft.ts";

const whole = { ...EMPTY, name: "Spring", formats: ["raw"] };

test("what is missing is named, and nothing else", () => {
  expect(wrongIn(whole)).toEqual({});
  expect(wrongIn({ ...EMPTY, filter: { ...EMPTY.filter, states: [] } })).toEqual({
    name: true,
    states: true,
    formats: true,
  });
});

test("a split adds up to 100 or is not sent", () => {
  const split = (train: string, validation: string, test_: string) => ({
    ...whole,
    split: { train, validation, test: test_ },
  });
  expect(policyOf(split("80", "10", "10"))?.split).toEqual({ train: 0.8, validation: 0.1, test: 0.1 });
  expect(policyOf(split("90.5", "", "9.5"))?.split).toEqual({ train: 0.905, validation: 0, test: 0.095 });
  for (const wrong of [split("80", "10", "20"), split("110", "-10", ""), split("a", "50", "50")]) {
    expect(policyOf(wrong)).toBeNull();
    expect(wrongIn(wrong)).toEqual({ split: true });
  }
  expect(policyOf(whole)?.split).toBeNull();
});

test("choosing twice takes a value away again", () => {
  expect(toggled(["a"], "b")).toEqual(["a", "b"]);
  expect(toggled(["a", "b"], "a")).toEqual(["b"]);
});
