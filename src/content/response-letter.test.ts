import { expect, test } from "vitest";
import { letterOf } from "./index.ts";

test("the responses after the twenty-sixth have two letters, and three after the 702nd", () => {
  expect([0, 25, 26, 51, 52, 701, 702].map(letterOf)).toEqual(["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]);
});
