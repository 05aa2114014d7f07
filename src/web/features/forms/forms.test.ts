import { describe, expect, test } from "vitest";
import { Form } from "#kinds/form.ts";
import { fields, questions } from "#kinds/index.ts";
import { templates } from "#kinds/templates.ts";
import { addField, addQuestion, moveEntry, putBackEntry, removeEntry, replaceQuestion } from "./edit-form.ts";
import { changesBetween } from "./form-changes.ts";
import { avoidedInForm } from "./form-texts.ts";

const form = templates.prompt_rating.form;

test("words that the guide avoids are found in titles, help and options, not in what stands in the data", () => {
  const options = [
    { value: "bot", label: "The bot is right" },
    { value: "person", label: "The person is right" },
  ];
  const asked = { name: "who", kind: "choice" as const, title: "Who is right?", settings: { options } };
  const told = { name: "why", kind: "text" as const, title: "Why?", help: "What did the chat bot miss?" };
  const silent = {
    name: "sure",
    kind: "choice" as const,
    title: "Robots?",
    settings: { options: [{ value: "bot" }] },
  };
  const { questions: all } = form;
  const changed = {
    ...form,
    questions: [asked, told, silent].map((question) => ({ ...all[0]!, ...question, showIf: null })),
  } as Form;
  const avoided = [
    { word: "bot", term: "assistant" },
    { word: "chat  bot", term: "assistant" },
  ];
  expect(
    avoidedInForm(changed, avoided).map(({ title, words }) => [title, words.map(({ word }) => word)]),
  ).toEqual([
    ["Who is right?", ["bot"]],
    ["Why?", ["bot", "chat  bot"]],
  ]);
});

describe("editing", () => {
  test("a renamed question takes the conditions on it along, a removed one takes them away", () => {
    const renamed = replaceQuestion(form, 0, { ...form.questions[0]!, name: "fit" });
    expect(renamed.questions[1]?.showIf).toMatchObject({ question: "fit" });
    expect(Form.safeParse(renamed).success).toBe(true);
    const removed = removeEntry(renamed, "questions", 0);
    expect(removed.questions[0]?.showIf).toBeNull();
    expect(Form.safeParse(removed).success).toBe(true);
  });

  test("what is put back takes its place and the conditions on it again, and undoes nothing that came after", () => {
    const removed = removeEntry(form, "questions", 0);
    const later = { ...removed.questions[1]!, help: "Written after the removal" };
    const edited = replaceQuestion(addQuestion(removed, "slider", "Sure?"), 1, later);
    const whole = putBackEntry(edited, form, "questions", 0);
    expect(whole.questions.map((q) => q.name)).toEqual([...form.questions.map((q) => q.name), "slider"]);
    expect(whole.questions[1]?.showIf).toEqual(form.questions[1]?.showIf);
    expect(whole.questions[2]?.help).toBe("Written after the removal");
    const named = replaceQuestion(removed, 0, { ...removed.questions[0]!, name: form.questions[0]!.name });
    expect(Form.safeParse(putBackEntry(named, form, "questions", 0)).success).toBe(true);
  });

  test("every kind can be added twice and gives a valid form", () => {
    let all = form;
    for (const kind of [...keysOf(fields), ...keysOf(fields)]) all = addField(all, kind, "A field");
    for (const kind of [...keysOf(questions), ...keysOf(questions)])
      all = addQuestion(all, kind, "A question");
    expect(Form.parse(all).questions).toHaveLength(form.questions.length + 2 * keysOf(questions).length);
  });

  test("moving past an end changes nothing", () => {
    expect(moveEntry(form, "questions", 0, -1)).toBe(form);
    expect(
      moveEntry(form, "questions", 0, 1)
        .questions.map((q) => q.name)
        .slice(0, 2),
    ).toEqual(["problems", "usable"]);
  });
});

describe("changes between versions", () => {
  test("equal versions have none, a first version is all new", () => {
    expect(changesBetween(form, structuredClone(form))).toEqual([]);
    expect(changesBetween(null, form).every((change) => change.type === "added")).toBe(true);
  });

  test("additions, removals, moves and changed properties are told apart", () => {
    let next = moveEntry(form, "questions", 4, -3); // reason before problems
    next = removeEntry(next, "fields", 0);
    next = addQuestion(next, "slider", "Sure?");
    next = { ...next, layout: "full-width" };
    const at = next.questions.findIndex((q) => q.name === "clarity");
    next = replaceQuestion(next, at, { ...next.questions[at]!, help: "Read twice", required: false });
    expect(changesBetween(form, next)).toEqual([
      { type: "removed", part: "fields", name: "prompt", title: "Prompt" },
      { type: "moved", part: "questions", name: "reason", title: "Anything to add?" },
      expect.objectContaining({ type: "changed", name: "clarity", properties: ["help", "required"] }),
      { type: "added", part: "questions", name: "slider", title: "Sure?" },
      { type: "layout", from: "read-and-answer", to: "full-width" },
    ]);
  });
});

function keysOf<T extends object>(table: T): (keyof T)[] {
  return Object.keys(table) as (keyof T)[];
}
