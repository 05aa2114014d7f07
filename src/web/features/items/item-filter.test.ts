import { expect, test } from "vitest";
import { countFilters, inputOf, queryOf, splitPair } from "./item-filter.ts";

test("what an address says becomes a query and back, and nonsense is left out", () => {
  const search = new URLSearchParams(
    "text=caf%C3%A9&state=review&flagged=true&sort=-changed&answer=label:a:b&page=3",
  );
  const query = queryOf(search);
  expect(query).toEqual({
    filter: { text: "café", state: "in-progress", flagged: true, answer: "label:a:b" },
    sort: "-changed",
  });
  expect(inputOf(query)).toEqual({
    text: "café",
    state: "in-progress",
    flagged: "true",
    answer: "label:a:b",
    sort: "-changed",
  });
  expect(countFilters(query.filter)).toBe(4);
  expect(queryOf(new URLSearchParams("state=lost&sort=by-luck&flagged=no"))).toEqual({
    filter: {},
    sort: "position",
  });
});

test.each([
  ["working", "in-progress"],
  ["review", "in-progress"],
  ["cancelled", "withdrawn"],
  ["in-progress", "in-progress"],
  ["withdrawn", "withdrawn"],
])("the state %s in an address is %s", (word, state) => {
  expect(queryOf(new URLSearchParams({ state: word })).filter).toEqual({ state });
});

test("only the first colon divides a name from its value", () => {
  expect(splitPair("label:a:b")).toEqual({ name: "label", value: "a:b" });
  expect(splitPair("label")).toEqual({ name: "label", value: "" });
  expect(splitPair(undefined)).toEqual({ name: "", value: "" });
});
