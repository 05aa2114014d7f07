import { expect, test } from "vitest";
import { searchParts } from "./search-words.ts";

test("words are searched as they are, and text without spaces by pairs of its letters", () => {
  expect(searchParts(" Short  Lists ")).toEqual({ words: ["short", "lists"], pairs: [] });
  expect(searchParts("句読点 list")).toEqual({ words: ["list"], pairs: ["句読", "読点"] });
});
