import { expect, test } from "vitest";
import { countWords, WordLimits, writtenText } from "./words.ts";

test.each([
  ["", 0],
  ["One word, and another.", 4],
  ["It doesn't cost 3.14 euros", 5],
  ["a well-known state", 4],
  ["Yes — no !", 2],
  ["¿Cuánto cuesta el café?", 4],
  ["كم عدد الكلمات هنا؟", 4],
  ["この文は短いです", 5],
])("%s has %i words", (text, words) => {
  expect(countWords(text)).toBe(words);
});

test("a text with signs alone has no word, and one word is the least where one is asked for", () => {
  const least = (minimumWords: number) => writtenText(WordLimits.parse({ minimumWords }), "Blank");
  expect(["?!", "Yes!"].map((text) => least(1).safeParse(text).success)).toEqual([false, true]);
  expect(least(0).safeParse("?!").success).toBe(true);
});

test("a long text is counted in a time that grows with its length alone", () => {
  expect(countWords("word ".repeat(200_000))).toBe(200_000); // would take hours where time grows with the square
  expect(countWords("漢字".repeat(10_000))).toBeGreaterThan(5_000);
});
