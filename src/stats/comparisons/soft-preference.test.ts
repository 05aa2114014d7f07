import { describe, expect, test } from "vitest";
import { softPreference } from "./soft-preference.ts";

describe("soft preference", () => {
  test("posterior means and the chance that a leads", () => {
    const found = softPreference(["a", "a", "tie", "b"]);
    expect(found.posterior).toEqual({ a: 2.5 / 5.5, b: 1.5 / 5.5, tie: 1.5 / 5.5 });
    expect(softPreference({ wins: 3, losses: 3, ties: 9 }).probabilityAOverB).toBeCloseTo(0.5, 14);
    // With a uniform prior and 4 : 0, 1 - (1/2)^5.
    expect(softPreference(["a", "a", "a", "a"], { prior: 1 }).probabilityAOverB).toBeCloseTo(31 / 32, 14);
    const nothing = softPreference([]).posterior;
    expect(nothing.a).toBeCloseTo(1 / 3, 14);
  });
});
