import { expect, test } from "vitest";
import { missingSignatures, type SignedSection, toSign } from "./sign-off.ts";

const live = [
  { id: "style", parent: null, revision: "style1" },
  { id: "brief", parent: "style", revision: "brief1" },
  { id: "deep", parent: "style", revision: "deep1" },
  { id: "inner", parent: "deep", revision: "inner1" },
  { id: "law", parent: null, revision: "law1" },
];
const demanded = [{ section: "style", capacities: ["lawyer" as const] }];
const signature = (entries: typeof live): SignedSection<"lawyer" | "client"> => ({
  section: "style",
  capacity: "lawyer",
  entries: toSign(entries, "style"),
});
const missing = (
  entries: typeof live,
  signatures: readonly SignedSection<"lawyer" | "client">[],
): readonly string[] => missingSignatures(entries, demanded, signatures).flatMap((found) => found.entries);

test("a signature holds for a section with all that is in it, by its capacity alone", () => {
  expect(missing(live, [])).toEqual(["style", "brief", "deep", "inner"]);
  expect(missing(live, [signature(live)])).toEqual([]);
  expect(missing(live, [{ ...signature(live), capacity: "client" }])).toHaveLength(4);
});

test("an edit voids it for the rule that it touched alone; the earlier text is signed again when it comes back", () => {
  const edited = live.map((entry) => (entry.id === "inner" ? { ...entry, revision: "inner2" } : entry));
  expect(missing(edited, [signature(live)])).toEqual(["inner"]);
  expect(missing(edited, [signature(live), signature(edited)])).toEqual([]);
  expect(missing(live, [signature(live), signature(edited)])).toEqual([]);
});

test("an entry that was added or removed asks for the section's heading again", () => {
  const without = live.filter(({ id }) => id !== "brief");
  expect(missing(without, [signature(live)])).toEqual(["style"]);
  expect(missing(live, [signature(without)])).toEqual(["style", "brief"]);
});
