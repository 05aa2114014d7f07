import { expect, test } from "vitest";
import type { VersionEntry } from "#contract/guides.ts";
import { findEntries } from "./find-entries.ts";

const entry = (id: string, title: string) =>
  ({
    id,
    number: id,
    content: { kind: "rule", title, statement: "", isNot: "", why: "", whenInDoubt: "" },
  }) as unknown as VersionEntry;

test("a rule is found by the words of a ruling on it, together with its own", () => {
  const entries = [entry("1", "Short lists"), entry("2", "Plain words")];
  const rulings = [{ rule: "1", text: "A table is no list.", question: "Do tables count?" }];
  const found = (asked: string) => findEntries(entries, asked, rulings).map(({ id }) => id);
  expect(found("table")).toEqual(["1"]);
  expect(found("short tables count")).toEqual(["1"]);
  expect(found("plain table")).toEqual([]);
  expect(found("")).toEqual(["1", "2"]);
});
