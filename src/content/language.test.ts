import { expect, test } from "vitest";
import { directionOf, isLanguage } from "./index.ts";

test.each(["ar", "he", "syr", "dv", "nqo", "ff-Adlm", "rhg-Rohg", "mid-Mand", "smp", "az-Arab"])(
  "%s is written from right to left",
  (tag) => expect(directionOf(tag)).toBe("rtl"),
);

test.each(["en", "ja", "az", "ar-Latn", "no language"])("%s is written from left to right", (tag) =>
  expect(directionOf(tag)).toBe("ltr"),
);

test("a language is a well-formed tag", () => {
  expect(["de", "pt-BR", "zh-Hant-TW"].map(isLanguage)).toEqual([true, true, true]);
  expect(["", "german language", "d"].map(isLanguage)).toEqual([false, false, false]);
});
