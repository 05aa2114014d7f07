import { type AnswerBody, isBlank } from "#kinds/answer.ts";
import { type FormStep, nameBefore } from "#kinds/carry.ts";
import type { Form } from "#kinds/form.ts";

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
