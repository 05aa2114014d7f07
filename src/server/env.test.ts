import { expect, test } from "vitest";
import { readSettings } from "./env.ts";

test("a port that cannot be is named, wherever it was said", () => {
  expect(() => readSettings(["--port", "x1"], {})).toThrow("from 0 to 65535, not x1");
  expect(() => readSettings([], { PORT: "x2" })).toThrow("from 0 to 65535, not x2");
});
