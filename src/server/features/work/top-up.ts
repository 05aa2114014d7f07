import { canonical } from "#content/index.ts";
import { type AnswerBody, isBlank } from "#kinds/answer.ts";
import { choicesOf, type FormStep, nameBefore, sourceOf } from "#kinds/carry.ts";
import type { Condition, Form, FormQuestion } from "#kinds/form.ts";

/**
 * What a top-up asks: the questions that an answer's own version of the form did not have, and those that need an answer
 * and whose value has no counterpart.
 * @param steps from the answer's version of the form to `form`
 * @param body the answer as it reads under `form`
 */
export function askedAnew(form: Form, steps: readonly FormStep[], body: AnswerBody): string[] {
  return form.questions
    .filter(({ name, required }) => nameBefore(steps, name) === null || (required && isBlank(body[name])))
    .map(({ name }) => name);
}

type OfItem = Extract<Condition, { attribute: string }>;

/**
 * About which items a top-up may have something to ask: those that one of the conditions names.
 * @param steps from the version of their answers to `form`
 * @returns null for all items; no condition where there is nothing to ask
 */
export function asksAbout(form: Form, steps: readonly FormStep[]): OfItem[] | null {
  const asked = form.questions.filter(
    ({ name, required }) => nameBefore(steps, name) === null || (required && !alwaysSaid(steps, name)),
  );
  const conditions = asked.map((question) => ofItem(form, question));
  return conditions.every((one) => one !== null) ? conditions : null;
}

/** Whether every answer to the first of some versions says something to a question of the last. */
function alwaysSaid(steps: readonly FormStep[], name: string): boolean {
  let now = name;
  return steps.toReversed().every((step) => {
    const question = step.after.questions.find((one) => one.name === now);
    const source = sourceOf(step, now);
    if (!question || !source || source.values) return false;
    const { kind, required, showIf } = source.question;
    now = source.question.name;
    return required && showIf === null && kind === question.kind && sameChoices(source.question, question);
  });
}

const sameChoices = (one: FormQuestion, other: FormQuestion) =>
  canonical(choicesOf(one)) === canonical(choicesOf(other));

/** The condition on the item that a question depends on, its own or that of the question which calls for it. */
function ofItem(form: Form, { showIf }: FormQuestion): OfItem | null {
  if (showIf === null || "attribute" in showIf) return showIf;
  const question = form.questions.find(({ name }) => name === showIf.question);
  return question ? ofItem(form, question) : null;
}
