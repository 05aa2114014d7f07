import { expect, test } from "vitest";
import type { DraftEntry } from "#contract/guide-drafts.ts";
import { liveEntries, stepFrom, withChanges } from "./draft-state.ts";

const entry = (id: string, kind: "section" | "rule", parent: string | null, position: number, rev = 1) =>
  ({ id, parent, position, rev, retired: null, content: { kind, title: id } }) as unknown as DraftEntry;
const mapOf = (entries: DraftEntry[]) => new Map(entries.map((one) => [one.id, one]));
const live = liveEntries(
  mapOf([
    entry("a", "section", null, 1),
    entry("a1", "rule", "a", 1),
    entry("a2", "rule", "a", 2),
    entry("b", "rule", null, 2),
    entry("c", "rule", null, 3),
  ]),
);
const step = (id: string, direction: "up" | "down" | "in" | "out") =>
  stepFrom(live, live.find((one) => one.id === id)!, direction);

test("an entry steps past its siblings, into the section before it and out behind its section", () => {
  expect(step("c", "up")).toEqual({ parent: null, after: "a" });
  expect(step("b", "up")).toEqual({ parent: null, after: null });
  expect(step("a", "up")).toBeNull();
  expect(step("a1", "down")).toEqual({ parent: "a", after: "a2" });
  expect(step("c", "down")).toBeNull();
  expect(step("c", "in")).toEqual({ parent: "a", after: "a2" });
  expect(step("a1", "in")).toBeNull();
  expect(step("a2", "out")).toEqual({ parent: null, after: "a" });
  expect(step("b", "out")).toBeNull();
});

test("an answer that was overtaken does not bring back an older state", () => {
  const now = mapOf([entry("a", "rule", null, 1, 5)]);
  expect(withChanges(now, [entry("a", "rule", null, 9, 4)])).toBe(now);
  expect(withChanges(now, [entry("a", "rule", null, 9, 6)]).get("a")?.position).toBe(9);
});
