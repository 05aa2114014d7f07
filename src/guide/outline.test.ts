import { expect, test } from "vitest";
import { inReadingOrder, numberEntries } from "./index.ts";

test("entries are read section by section and numbered as they are read", () => {
  const at = (id: string, parent: string | null, position: number) => ({ id, parent, position });
  const entries = [
    at("length", "style", 2),
    at("terms", null, 2),
    at("tone", "style", 1),
    at("style", null, 1),
    at("lists", "tone", 5),
    at("lost", "gone", 1),
    at("loop", "loop", 1),
  ];
  const ordered = inReadingOrder(entries);
  expect(ordered.map(({ id }) => id)).toEqual(["style", "tone", "lists", "length", "terms"]);
  expect([...numberEntries(ordered)]).toEqual([
    ["style", "1"],
    ["tone", "1.1"],
    ["lists", "1.1.1"],
    ["length", "1.2"],
    ["terms", "2"],
  ]);
});
