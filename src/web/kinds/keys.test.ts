import { expect, test } from "vitest";
import type { Json } from "#content/index.ts";
import type { AnswerBody } from "#kinds/answer.ts";
import { Form } from "#kinds/form.ts";
import type { QuestionName } from "#kinds/index.ts";
import { templates } from "#kinds/templates.ts";
import { answerByKey, askedTargets, lettersOf, targetsOf } from "./keys.ts";

const two = ["good", "fair", "bad"].map((value) => ({ value, label: value }));
const criteria = [{ name: "safety", title: "Safety" }];

/** Types keys into a form of one question, whose part has the keyboard. */
function type(
  kind: QuestionName,
  settings: Record<string, Json>,
  candidates: number,
  keys: string,
  part = "",
) {
  const form = Form.parse({ fields: [], questions: [{ name: "q", kind, title: "Q", settings }] });
  return keys.split(" ").reduce<AnswerBody>((body, key) => {
    return answerByKey(form, body, { candidates }, { question: "q", part }, key) ?? body;
  }, {}).q;
}

const typed: [QuestionName, Record<string, Json>, number, string, unknown][] = [
  ["choice", { options: two }, 0, "2", "fair"],
  ["choice", { options: two }, 0, "2 3", "bad"],
  ["choice", { options: two }, 0, "2 2", undefined],
  ["choice", { options: two }, 0, "9", undefined],
  ["choice", { options: two, multiple: true }, 0, "3 1", ["good", "bad"]],
  ["choice", { options: two, multiple: true }, 0, "3 1 3", ["good"]],
  ["rating", {}, 0, "4", 4],
  ["rating", { from: 0 }, 0, "1", 0],
  ["rating", { from: 0 }, 0, "1 1", undefined],
  ["slider", {}, 0, "7 5", 75],
  ["slider", {}, 0, "1 0 0", 100],
  ["slider", {}, 0, "7 5 8 0 -", 79],
  ["slider", {}, 0, "7 Backspace", undefined],
  ["ranking", {}, 3, "2 1 3", { tiers: [[1], [0], [2]] }],
  ["ranking", {}, 3, "2 1 3 =", { tiers: [[1], [0, 2]] }],
  ["ranking", {}, 3, "2 1 1 Backspace", { tiers: [[1]] }],
  ["ranking", {}, 3, "2 Backspace", undefined],
  ["ranking", {}, 3, "0", { tiers: [], allUnacceptable: true }],
  ["ranking", {}, 3, "0 0", undefined],
  ["ranking", { allowTies: false, allowUnacceptable: false }, 2, "1 2 = 0", { tiers: [[0], [1]] }],
  ["preference", {}, 2, "2 3", { choice: 1, strength: 3 }],
  ["preference", {}, 2, "2 3 1", { choice: 0 }],
  ["preference", {}, 2, "1 2 3", { choice: "tie" }],
  ["preference", {}, 2, "4", { choice: "both_bad" }],
  ["preference", { allowTie: false }, 2, "3", undefined],
  ["preference", { strengths: [] }, 2, "1 2", { choice: 1 }],
  ["preference", {}, 2, "1 2 Backspace", undefined],
];
test.each(typed)("%s %j with %i candidates: %s gives %j", (kind, settings, candidates, keys, value) => {
  expect(type(kind, settings, candidates, keys)).toEqual(value);
});

test("digits answer the part that has the keyboard", () => {
  expect(type("rating", { each: true }, 2, "5", "1")).toEqual({ 1: 5 });
  expect(type("preference", { criteria }, 2, "3", "safety")).toEqual({ criteria: { safety: "tie" } });
  expect(type("preference", { criteria }, 2, "4", "safety")).toBeUndefined();
});

test("letters name questions and their parts, and pass by those that the page keeps", () => {
  const { form } = templates.preference;
  const targets = targetsOf(form, { candidates: 2 }, "bs");
  expect(targets.map(({ letter, part }) => letter + part)).toEqual([
    "a",
    "ccorrectness",
    "dhelpfulness",
    "esafety",
    "f",
  ]);
  expect(lettersOf(targets, "preference").correctness).toBe("c");
});

test("a letter keeps its meaning while conditions come and go", () => {
  const { form } = templates.prompt_rating;
  const targets = targetsOf(form, { candidates: 0 });
  const letters = (body: AnswerBody) =>
    askedTargets(targets, form, body, {})
      .map(({ letter }) => letter)
      .join("");
  expect(letters({ usable: "yes" })).toBe("acde");
  expect(letters({ usable: "no" })).toBe("abcde");
});
