import { expect, test } from "vitest";
import type { FoundEntry } from "#contract/guide-files.ts";
import { EntryContent } from "#guide/entry.ts";
import { asKind, type Entries, joined, moved, paragraphsOf, split, without } from "./import-state.ts";

const entry = (id: string, parent: string | null, kind = "rule", text = `${id} says.`): FoundEntry => ({
  id,
  parent,
  isKnown: false,
  number: null,
  source: text,
  content: EntryContent.parse({ kind, title: id, [kind === "rule" ? "statement" : "definition"]: text }),
});
const entries: Entries = [
  entry("A", null, "section"),
  entry("a1", "A"),
  entry("a2", "A", "rule", "one\n\n```\nx\n\ny\n```\n\nand three"),
  entry("B", null, "section"),
  entry("b1", "B"),
  entry("C", null),
];
const shape = (list: Entries) => list.map(({ id, parent }) => `${parent ?? ""}/${id}`).join(" ");

test("entries of a file are moved with what is in them, joined, split and dropped", () => {
  expect(shape(moved(entries, "B", "up"))).toBe("/B B/b1 /A A/a1 A/a2 /C");
  expect(shape(moved(entries, "A", "down"))).toBe("/B B/b1 /A A/a1 A/a2 /C");
  expect(shape(moved(entries, "B", "in"))).toBe("/A A/a1 A/a2 A/B B/b1 /C");
  expect(shape(moved(entries, "a1", "out"))).toBe("/A A/a2 /a1 /B B/b1 /C");
  expect(moved(entries, "A", "up")).toBe(entries);
  expect(moved(entries, "a1", "in")).toBe(entries);
  expect(shape(without(entries, "A"))).toBe("/B B/b1 /C");

  const both = joined(entries, "a2");
  expect(shape(both)).toBe("/A A/a1 /B B/b1 /C");
  expect(both[1]!.content).toMatchObject({
    statement: "a1 says.\n\n**a2**\n\none\n\n```\nx\n\ny\n```\n\nand three",
  });
  expect(joined(entries, "B")).toBe(entries);

  expect(paragraphsOf(entries[2]!.content)).toEqual(["one", "```\nx\n\ny\n```", "and three"]);
  const parts = split(entries, "a2", 2, "new");
  expect(shape(parts)).toBe("/A A/a1 A/a2 A/new /B B/b1 /C");
  expect(parts[3]!.content).toMatchObject({ title: "and three", statement: "and three" });

  expect(asKind(entries, "A", "rule")).toBe(entries);
  expect(asKind(entries, "C", "term")[5]!.content).toMatchObject({ kind: "term", definition: "C says." });
});
