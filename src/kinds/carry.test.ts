import { expect, test } from "vitest";
import { carryAnswer } from "./carry.ts";
import { Form } from "./form.ts";
import { faultsOfMapping, proposeMapping, questionChanges } from "./form-steps.ts";

const before = Form.parse({
  fields: [],
  questions: [
    { name: "response", kind: "demonstration", title: "Response" },
    { name: "why", kind: "text", title: "Why" },
    { name: "style", kind: "rating", title: "Style", settings: { labels: ["bad", "fair", "good"] } },
    {
      name: "topics",
      kind: "choice",
      title: "Topics",
      settings: { multiple: true, options: [option("law"), option("health"), option("other")] },
    },
  ],
});
const after = Form.parse({
  fields: [],
  questions: [
    { name: "answer", kind: "demonstration", title: "Response", settings: { minimumWords: 50 } },
    {
      name: "style",
      kind: "rating",
      title: "Style",
      settings: { labels: ["very bad", "bad", "fair", "good", "very good"] },
    },
    {
      name: "topics",
      kind: "choice",
      title: "Topics",
      settings: { multiple: true, options: [option("legal"), option("health")] },
    },
    { name: "sources", kind: "text", title: "Sources" },
  ],
});
const mapping = [
  { to: "answer", from: "response" },
  { to: "style", from: "style", values: { 1: 2, 2: 3, 3: 4 } },
  { to: "topics", from: "topics", values: { law: "legal", other: null } },
];
const step = { before, after, mapping };

function option(value: string) {
  return { value, label: value };
}

test("what a new version does to each question follows from what it is read from", () => {
  expect(questionChanges(step).map(({ from, to, effects }) => [from, to, effects])).toEqual([
    ["response", "answer", ["renamed", "reworded"]],
    ["style", "style", ["re-scaled"]],
    ["topics", "topics", ["re-optioned"]],
    [null, "sources", ["added"]],
    ["why", null, ["removed"]],
  ]);
});

test("an answer is read under the next version: renamed, re-scaled, re-optioned, and empty where nothing corresponds", () => {
  const body = { response: "Short.", why: "Because", style: 3, topics: ["law", "health"] };
  const kept = structuredClone(body);
  expect(carryAnswer(step, body, { candidates: 0 })).toEqual({
    ...{ answer: "Short.", style: 4, topics: ["legal", "health"] },
  });
  expect(body).toEqual(kept);
  expect(carryAnswer(step, { topics: ["other"] }, { candidates: 0 })).toEqual({});
  expect(carryAnswer({ ...step, mapping: [] }, body, { candidates: 0 })).toEqual({ style: 3 });
});

test("a mapping that names what is not there is refused in words", () => {
  expect(faultsOfMapping(step)).toEqual([]);
  const wrong = [
    { to: "nothing", from: "response" },
    { to: "style", from: "style", values: { 9: 1, 1: 77 } },
    { to: "topics", from: "style" },
  ];
  expect(faultsOfMapping({ before, after, mapping: wrong })).toEqual([
    "The question style is a source twice.",
    "The new version has no question nothing.",
    "The question style has no value 77.",
    "The question style had no value 9.",
  ]);
});

test("a mapping is proposed by titles and labels", () => {
  expect(proposeMapping(before, after)).toEqual([
    { to: "answer", from: "response" },
    { to: "style", from: "style", values: { 1: 2, 2: 3, 3: 4 } },
    { to: "topics", from: "topics", values: { law: null, health: "health", other: null } },
  ]);
});
