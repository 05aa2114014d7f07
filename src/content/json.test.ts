import { expect, test } from "vitest";
import { canonical } from "./index.ts";

test("equal values are written alike, in whatever order their members stand, at any depth", () => {
  expect(canonical({ b: [{ d: 1, c: undefined, a: 2 }], a: "x" })).toBe('{"a":"x","b":[{"a":2,"d":1}]}');
  expect(canonical([{ a: 1, b: { d: 1, c: 2 } }])).toBe('[{"a":1,"b":{"c":2,"d":1}}]');
});
