import { expect, test } from "vitest";
import { toDrawn, toSource } from "./source-offsets.ts";

test("what is drawn is found in its source, past entities and escapes, and the other way round", () => {
  const [source, drawn] = ["Tom &amp; \\*Jerry\\* 🎣 سلام", "Tom & *Jerry* 🎣 سلام"];
  for (const words of ["Tom", "Jerry", "🎣", "سلام"]) {
    const at = drawn.indexOf(words);
    const [start, end] = toSource(source, drawn, at, at + words.length);
    expect(source.slice(start, end)).toBe(words);
    expect(toDrawn(source, drawn, start, end)).toEqual([at, at + words.length]);
  }
  expect(toSource("same", "same", 1, 3)).toEqual([1, 3]);
});
