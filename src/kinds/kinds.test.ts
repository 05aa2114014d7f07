import fc from "fast-check";
import { expect, test } from "vitest";
import type { Attributes, Json } from "#content/index.ts";
import { checkAnswer, pairsOf, readQuestions, remapAnswer, verdictOf } from "./answer.ts";
import { Form, type FormQuestion } from "./form.ts";
import { type QuestionName, questionKind, questions } from "./index.ts";
import { templates } from "./templates.ts";

const MANY = 4;
const options = ["red", "green", "blue"].map((value) => ({ value, label: value }));
const criteria = ["safety", "style"].map((name) => ({ name, title: name }));
const words = fc.string({ minLength: 1 }).filter((text) => text.trim() !== "");
const side = fc.constantFrom<0 | 1 | "tie">(0, 1, "tie");
const order = fc.shuffledSubarray([0, 1, 2, 3], { minLength: MANY });

interface Case {
  settings: Record<string, Json>;
  candidates: number;
  /** Complete answers. */
  values: fc.Arbitrary<unknown>;
}

/** Every kind with the settings worth trying: a kind without a case here does not compile. */
const cases: { [K in QuestionName]: Case[] } = {
  demonstration: [{ settings: {}, candidates: 0, values: words }],
  text: [{ settings: {}, candidates: 0, values: words }],
  choice: [
    { settings: { options }, candidates: 0, values: fc.constantFrom("red", "green", "blue") },
    {
      settings: { options, multiple: true },
      candidates: 0,
      values: fc.subarray(["red", "green", "blue"], { minLength: 1 }),
    },
  ],
  rating: [
    { settings: {}, candidates: 0, values: fc.integer({ min: 1, max: 5 }) },
    {
      settings: { each: true, from: -1, labels: ["Bad", "Neither", "Good"] },
      candidates: MANY,
      values: fc
        .array(fc.integer({ min: -1, max: 1 }), { minLength: MANY, maxLength: MANY })
        .map((steps) => ({ ...steps })),
    },
  ],
  slider: [{ settings: {}, candidates: 0, values: fc.integer({ min: 0, max: 100 }) }],
  ranking: [
    {
      settings: {},
      candidates: MANY,
      values: fc
        .tuple(order, fc.array(fc.boolean(), { minLength: MANY, maxLength: MANY }))
        .map(([candidates, joins]) => ({
          tiers: candidates.reduce<number[][]>((tiers, candidate, at) => {
            if (joins[at] && tiers.length > 0) tiers.at(-1)!.push(candidate);
            else tiers.push([candidate]);
            return tiers;
          }, []),
          allUnacceptable: joins[0]!,
        })),
    },
    { settings: {}, candidates: MANY, values: fc.constant({ tiers: [], allUnacceptable: true }) },
  ],
  preference: [
    {
      settings: { criteria },
      candidates: 2,
      values: fc
        .record({
          choice: side,
          strength: fc.integer({ min: 1, max: 3 }),
          criteria: fc.record({ safety: side, style: side }),
        })
        .map(({ choice, strength, criteria }) =>
          choice === "tie" ? { choice, criteria } : { choice, strength, criteria },
        ),
    },
    { settings: {}, candidates: 2, values: fc.constant({ choice: "both_bad" }) },
  ],
};

const every = Object.entries(cases).flatMap(([name, list]) =>
  list.map((each, at) => ({ title: `${name} ${at + 1}`, name: name as QuestionName, ...each })),
);

/** Drops a random part of a value, as a draft may. */
const half = (value: unknown, keep: boolean[]): unknown => {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.slice(0, keep.filter(Boolean).length);
  return Object.fromEntries(Object.entries(value).filter((_, at) => keep[at % keep.length]));
};

test.each(every)(
  "$title: complete answers pass, and come back whole",
  ({ name, settings, candidates, values }) => {
    const kind = questionKind(name);
    const set = kind.settings.parse(settings);
    fc.assert(
      fc.property(values, (value) => {
        expect(kind.value(set, { candidates }).parse(value)).toEqual(value);
        expect(kind.migrate(kind.version, value)).toEqual(value);
        expect(typeof kind.text(value)).toBe("string");
        for (const column of Object.values(kind.columns(value, set))) {
          expect(column === null || typeof column !== "object").toBe(true);
        }
      }),
    );
  },
);

test.each(every)("$title: there and back leaves answers and drafts as they were", (each) => {
  const kind = questionKind(each.name);
  if (!kind.remap) return;
  const permutation: fc.Arbitrary<number[]> = each.candidates === 2 ? fc.constantFrom([0, 1], [1, 0]) : order;
  fc.assert(
    fc.property(each.values, permutation, fc.array(fc.boolean(), { minLength: 4 }), (value, to, keep) => {
      for (const some of [value, half(value, keep)]) {
        const there = kind.remap!(some, (candidate) => to[candidate]!);
        expect(kind.remap!(there, (place) => to.indexOf(place))).toEqual(some);
        expect(kind.facets?.(there)).toEqual(kind.facets?.(some));
      }
    }),
  );
});

test("a reader who saw the sides swapped says the same of the item", () => {
  const form = templates.preference.form;
  const sides = { correctness: 0, helpfulness: 1, safety: "tie" };
  const stored = remapAnswer(form, { preference: { choice: 0, strength: 2, criteria: sides } }, (n) => 1 - n);
  expect(stored).toEqual({
    preference: { choice: 1, strength: 2, criteria: { correctness: 1, helpfulness: 0, safety: "tie" } },
  });
  expect(pairsOf(form, stored)).toEqual([{ better: 1, worse: 0, tie: false, strength: 2 }]);
});

test("a ranking gives a pair for every two responses", () => {
  const { form } = templates.ranking;
  expect(pairsOf(form, { ranking: { tiers: [[2], [0, 1]] } })).toEqual([
    { better: 2, worse: 0, tie: false, strength: 1 },
    { better: 2, worse: 1, tie: false, strength: 1 },
    { better: 0, worse: 1, tie: true, strength: 0 },
  ]);
});

const wrong: [QuestionName, Record<string, Json>, number, unknown, string][] = [
  ["demonstration", { minimumWords: 3 }, 0, "два слова", "At least 3 words"],
  ["demonstration", { maximumWords: 1 }, 0, "今天天气很好", "At most 1 words"],
  ["choice", { options }, 0, "pink", "Choose one of the options"],
  ["choice", { options, multiple: true }, 0, [], "Choose at least one"],
  ["rating", {}, 0, 6, "Choose a step of the scale"],
  ["rating", { each: true }, 2, { 0: 3 }, "Choose a step of the scale"],
  ["slider", {}, 0, 101, "At most 100"],
  ["ranking", {}, 3, { tiers: [[0], [1]] }, "Give each response a place"],
  ["ranking", {}, 2, { tiers: [[0], [0]] }, "Give each response a place"],
  ["ranking", { allowTies: false }, 2, { tiers: [[0, 1]] }, "Ties are not allowed"],
  ["preference", {}, 2, { choice: 0 }, "Say how much better"],
  ["preference", {}, 2, { choice: "tie", strength: 1 }, "Only a better side has a strength"],
  ["preference", { allowTie: false }, 2, { choice: "tie" }, "A tie is not allowed"],
  ["preference", { criteria }, 2, { choice: "tie", criteria: { safety: 0 } }, "Choose a response or a tie"],
  [
    "preference",
    {},
    3,
    { choice: "tie" },
    "This item doesn't have two responses. Skip it and tell the lead.",
  ],
];
test.each(wrong)("%s %j with %i candidates refuses %j: %s", (name, settings, candidates, value, message) => {
  const kind = questionKind(name);
  const result = kind.value(kind.settings.parse(settings), { candidates }).safeParse(value);
  expect(result.error?.issues[0]?.message).toBe(message);
});

test.each(Object.entries(questions))("%s works with no settings at all", (_name, kind) => {
  expect(kind.settings.safeParse({}).success).toBe(true);
});

const facets: [QuestionName, unknown, Json[]][] = [
  ["ranking", { tiers: [[0], [1]] }, ["ranked"]],
  ["ranking", { tiers: [], allUnacceptable: true }, ["all_unacceptable"]],
  ["preference", { choice: 0, strength: 1 }, ["better"]],
  ["preference", { choice: "tie" }, ["tie"]],
  ["preference", {}, []],
  ["rating", 3, [3]],
  ["rating", { 0: 3 }, []],
];
test.each(facets)("%s %j can be named in a condition as %j", (name, value, names) => {
  expect(questionKind(name).facets!(value)).toEqual(names);
});

test("a preference may be asked by several criteria", () => {
  const { settings } = questionKind("preference");
  expect(settings.safeParse({ criteria }).success).toBe(true);
  expect(settings.safeParse({ criteria: Array(21).fill(criteria[0]) }).success).toBe(false);
});

test("rating scales of templates have five steps", () => {
  const scales = Object.values(templates).flatMap(({ form }) =>
    form.questions
      .filter(({ kind }) => kind === "rating")
      .map(({ settings }) => settings.labels ?? [1, 2, 3, 4, 5]),
  );
  for (const labels of scales) expect(labels).toHaveLength(5);
});

test("templates are valid forms", () => {
  for (const { form } of Object.values(templates)) expect(Form.parse(form)).toEqual(form);
});

const question = { name: "a", kind: "text", title: "A" };
const field = { name: "b", kind: "text", title: "B" };
test.each([
  ["a field without a title", { fields: [{ ...field, title: "" }], questions: [question] }],
  ["a question without a title", { fields: [], questions: [{ ...question, title: "" }] }],
  ["no question", { fields: [field], questions: [] }],
  ["one name twice", { fields: [], questions: [question, question] }],
  ["a name in capitals", { fields: [], questions: [{ ...question, name: "A" }] }],
  ["an unknown kind", { fields: [], questions: [{ ...question, kind: "essay" }] }],
  [
    "a condition on itself",
    { fields: [], questions: [{ ...question, showIf: { question: "a", in: ["x"] } }] },
  ],
  [
    "a condition without a value",
    { fields: [], questions: [question, { ...question, name: "c", showIf: { question: "a", in: [] } }] },
  ],
  ["wrong settings", { fields: [], questions: [{ ...question, settings: { minimumWords: -1 } }] }],
])("a form with %s is refused", (_what, form) => {
  expect(Form.safeParse({ fields: [field], questions: [question] }).success).toBe(true);
  expect(Form.safeParse(form).success).toBe(false);
});

test("a question is asked only while the one before it calls for it", () => {
  const question = (name: string, showIf: FormQuestion["showIf"] = null) => ({
    name,
    kind: "choice" as const,
    title: name,
    showIf,
  });
  const form = Form.parse({
    fields: [],
    questions: [
      question("first"),
      question("second", { question: "first", in: ["yes"] }),
      question("third", { question: "second", in: ["yes"] }),
    ],
  });
  const gaps = (body: Record<string, Json>) =>
    checkAnswer(form, body, { candidates: 0, attributes: {} }).gaps.map((g) => g.question);
  expect(gaps({})).toEqual(["first"]);
  expect(gaps({ first: "yes" })).toEqual(["second"]);
  expect(gaps({ first: "yes", second: "yes" })).toEqual(["third"]);
  const changedMind = { first: "no", second: "yes", third: "yes" };
  expect(checkAnswer(form, changedMind, { candidates: 0, attributes: {} })).toEqual({
    body: { first: "no" },
    gaps: [],
  });
});

test("a question is asked only about items that its condition names", () => {
  const showIf = { attribute: "skill", in: ["inference"] };
  const form = Form.parse({
    fields: [],
    questions: [
      { name: "steps", kind: "choice", title: "Steps", showIf },
      { name: "why", kind: "choice", title: "Why", showIf: { question: "steps", in: ["yes"] } },
    ],
  });
  const check = (attributes: Attributes) =>
    checkAnswer(form, { steps: "yes", why: "no" }, { candidates: 0, attributes }).body;
  expect(check({ skill: "inference" })).toEqual({ steps: "yes", why: "no" });
  expect(check({ skill: ["extraction", "inference"] })).toEqual({ steps: "yes", why: "no" });
  expect(check({ skill: "extraction" })).toEqual({});
  expect(check({})).toEqual({});
  const read = readQuestions(form, { why: "no" }, {}).map(({ name }) => name);
  expect(read, "what was answered is read, whatever the item is now").toEqual(["why"]);
});

test("a condition names the outcome of a preference, not the place of a response", () => {
  const form = Form.parse({
    fields: [],
    questions: [
      { name: "better", kind: "preference", title: "Better" },
      { name: "why", kind: "text", title: "Why", showIf: { question: "better", in: ["both_bad"] } },
    ],
  });
  const gaps = (choice: Json) =>
    checkAnswer(form, { better: { choice, strength: 1 } }, { candidates: 2, attributes: {} }).gaps;
  expect(gaps(1)).toEqual([]);
  expect(gaps("both_bad").map((gap) => gap.question)).toContain("why");
});

test("three-way feedback says good, bad or nothing of its response, and asks what is wrong where it is not good", () => {
  const { form } = templates.three_way_feedback;
  const verdicts = ["good", "bad", "neutral"].map((feedback) => verdictOf(form, { feedback }));
  expect(verdicts).toEqual([true, false, null]);
  const keepsReason = (feedback: string) =>
    "reason" in checkAnswer(form, { feedback, reason: "Because." }, { candidates: 1, attributes: {} }).body;
  expect(["good", "bad", "neutral"].map(keepsReason)).toEqual([false, true, true]);
});
