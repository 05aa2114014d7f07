import { expect, test } from "vitest";
import { simpleWorkflow, transitions } from "./index.ts";

const reviewed = simpleWorkflow({ people: 2, review: true });
const plain = simpleWorkflow({ people: 1, review: false });
const item = { accepted: 0, needed: 2, slots: 2 };

test("a new item gets a slot for each answer that it needs", () => {
  expect(transitions(reviewed, { accepted: 0, needed: 0, slots: 0 }, { kind: "added" })).toEqual([
    { do: "open", stage: "answer", n: 0, about: "item", selected: null },
    { do: "open", stage: "answer", n: 1, about: "item", selected: null },
  ]);
});

test("an answer waits for its review, and counts when it is accepted or fixed", () => {
  expect(transitions(reviewed, item, { kind: "submitted", stage: "answer", chance: 0 })).toEqual([
    { do: "wait" },
    { do: "open", stage: "review", n: 0, about: "answer", selected: null },
  ]);
  expect(transitions(reviewed, item, { kind: "reviewed", stage: "review", decision: "fix" })).toEqual([
    { do: "accept" },
  ]);
});

test("the last answer that is needed finishes the item", () => {
  const last = { ...item, accepted: 1 };
  expect(transitions(reviewed, last, { kind: "reviewed", stage: "review", decision: "accept" })).toEqual([
    { do: "accept" },
    { do: "finish" },
  ]);
  expect(
    transitions(
      plain,
      { accepted: 0, needed: 1, slots: 1 },
      { kind: "submitted", stage: "answer", chance: 0 },
    ),
  ).toEqual([{ do: "accept" }, { do: "finish" }]);
});

test("a return goes to the author; a rejection opens the place for somebody else", () => {
  expect(transitions(reviewed, item, { kind: "reviewed", stage: "review", decision: "return" })).toEqual([
    { do: "return" },
  ]);
  expect(transitions(reviewed, item, { kind: "reviewed", stage: "review", decision: "reject" })).toEqual([
    { do: "reject" },
    { do: "open", stage: "answer", n: 2, about: "item", selected: null },
  ]);
});

test("a sampled review is skipped by chance, and says with which probability it was asked for", () => {
  const sampled = simpleWorkflow({ people: 1, review: true, sample: 0.2 });
  const submitted = (chance: number) =>
    transitions(sampled, item, { kind: "submitted", stage: "answer", chance });
  expect(submitted(0.2)).toEqual([{ do: "accept" }]);
  expect(submitted(0.19)[1]).toMatchObject({ do: "open", stage: "review", selected: 0.2 });
});
