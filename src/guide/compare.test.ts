import { expect, test } from "vitest";
import { type ComparedEntry, compareVersions, numberEntries, RuleContent } from "./index.ts";

/** A version in which each word is an entry, `x` in `parent` as "parent/x"; "x=y" is x saying y. */
function version(words: string): ComparedEntry[] {
  const placed = words.split(" ").map((word) => {
    const [place, says] = word.split("=");
    const [parent, id] = place!.includes("/") ? place!.split("/") : [null, place];
    return { id: id!, parent: parent ?? null, says: says ?? id! };
  });
  const numbers = numberEntries(placed);
  return placed.map(({ id, parent, says }) => ({
    id,
    parent,
    number: numbers.get(id)!,
    content: RuleContent.parse({ kind: "rule", title: id, statement: says }),
  }));
}

const told = (before: string, after: string, lineage: Parameters<typeof compareVersions>[2] = []) =>
  compareVersions(version(before), version(after), lineage).map(
    ({ id, kinds, others }) => `${id} ${kinds.join("+")}${others.map((other) => ` ${other}`).join("")}`,
  );

test("versions are compared by their entries' ids, and a number that shifts is no change", () => {
  expect(told("a b c", "a b c")).toEqual([]);
  expect(told("a b", "z a b=other")).toEqual(["z new", "b reworded"]);
  expect(told("a b c d", "b c d a")).toEqual(["a moved"]);
  expect(told("s s/a t", "s t t/a=new")).toEqual(["a reworded+moved"]);
  expect(told("a b", "a")).toEqual(["b retired"]);
});

test("splits and merges name what they came from", () => {
  expect(told("a", "a=half b", [{ kind: "split", from: "a", to: "b" }])).toEqual(["a reworded", "b split a"]);
  expect(told("a b", "a=both", [{ kind: "merged", from: "b", to: "a" }])).toEqual([
    "a merged+reworded b",
    "b retired a",
  ]);
  // A split of an earlier version is no news.
  expect(told("a b", "a b=x", [{ kind: "split", from: "a", to: "b" }])).toEqual(["b reworded"]);
});
