import { expect, test } from "vitest";
import type { Json } from "#content/index.ts";
import type { ReleasePolicy } from "#contract/releases.ts";
import { Form } from "#kinds/form.ts";
import type { QuestionName } from "#kinds/index.ts";
import type { Imported } from "../import/index.ts";
import { buildEntry, POLICY } from "./build-entry.case.ts";
import { formatNamed, type OutputRow } from "./index.ts";

/** The rows that one answer gives: `a>b` is a pair, `+a` and `-a` are verdicts, a text is a completion. */
interface Case {
  settings?: Record<string, Json>;
  value: Json;
  /** With ties dropped. */
  gives: string[];
  /** With ties kept, where that differs. */
  keepingTies?: string[];
}

const each = { settings: { each: true } };
const verdicts = {
  settings: {
    options: [
      { value: "good", label: "Good", verdict: "good" },
      { value: "bad", label: "Bad", verdict: "bad" },
      { value: "neutral", label: "Neutral" },
    ],
  },
};

/** Every kind of question must have cases here. The item has the responses a, b and c. */
const cases: { [K in QuestionName]: Case[] } = {
  preference: [
    { value: { choice: 0, strength: 1 }, gives: ["a>b"] },
    { value: { choice: 1, strength: 1 }, gives: ["b>a"] },
    { value: { choice: "tie" }, gives: [], keepingTies: ["a>b", "b>a"] },
    { value: { choice: "both_bad" }, gives: ["-a", "-b"] },
  ],
  ranking: [
    { value: { tiers: [[0], [1], [2]] }, gives: ["a>b", "a>c", "b>c"] },
    { value: { tiers: [[2], [1], [0]] }, gives: ["b>a", "c>a", "c>b"] },
    {
      value: { tiers: [[1], [0, 2]] },
      gives: ["b>a", "b>c"],
      keepingTies: ["b>a", "a>c", "c>a", "b>c"],
    },
    { value: { tiers: [[0], [1], [2]], allUnacceptable: true }, gives: ["-a", "-b", "-c"] },
  ],
  rating: [
    { ...each, value: { 0: 5, 1: 3, 2: 1 }, gives: ["a>b", "a>c", "b>c"] },
    { ...each, value: { 0: 1, 1: 3, 2: 5 }, gives: ["b>a", "c>a", "c>b"] },
    {
      ...each,
      value: { 0: 2, 1: 4, 2: 2 },
      gives: ["b>a", "b>c"],
      keepingTies: ["b>a", "a>c", "c>a", "b>c"],
    },
    { value: 5, gives: [] },
  ],
  choice: [
    { ...verdicts, value: "good", gives: ["+a"] },
    { ...verdicts, value: "bad", gives: ["-a"] },
    { ...verdicts, value: "neutral", gives: [] },
    { value: "yes", gives: [] },
  ],
  demonstration: [{ value: "Hello", gives: ["Hello"] }],
  text: [{ value: "Hello", gives: [] }],
  slider: [{ value: 100, gives: [] }],
};

const says = (content: string) => [{ role: "assistant" as const, content }];
const item: Imported = {
  material: {
    prompt: [{ role: "user", content: "Hi" }],
    candidates: ["a", "b", "c"].map((name) => ({ messages: says(name) })),
  },
  hidden: {},
  attributes: {},
  ...{ externalId: null, family: null, split: null, notes: [] },
};

const said = (messages: Json | undefined) =>
  (messages as { content: string }[]).map(({ content }) => content).join();
/** How a row of each format reads in a case; both formats for pairs must agree. */
const PAIRS: { [format: string]: (row: OutputRow) => string } = {
  "trl-preference": ({ chosen, rejected }) => `${said(chosen)}>${said(rejected)}`,
  "openai-preference": (row) => `${said(row.preferred_output)}>${said(row.non_preferred_output)}`,
};
const OTHERS: typeof PAIRS = {
  "trl-unpaired-preference": ({ completion, label }) => `${label ? "+" : "-"}${said(completion)}`,
  "trl-prompt-completion": ({ completion }) => said(completion),
};

const all = Object.entries(cases).flatMap(([kind, list]) =>
  list.map((one) => ({ ...one, kind, title: `${kind} ${JSON.stringify(one.value)}` })),
);
test.each(all)("$title is $gives", ({ kind, settings = {}, value, gives, keepingTies = gives }) => {
  const question = { name: "question", kind, title: "Question", settings };
  const form = Form.parse({ fields: [], questions: [question] });
  const entry = buildEntry(item, form, [{ question: value }]);
  for (const pairs of Object.entries(PAIRS)) {
    const written = (ties: ReleasePolicy["ties"]) =>
      [pairs, ...Object.entries(OTHERS)].flatMap(([format, read]) =>
        formatNamed(format)!
          .rows(entry, { ...POLICY, ties })
          .map(read),
      );
    expect(written("drop")).toEqual(gives);
    expect(written("keep")).toEqual(keepingTies);
  }
});
