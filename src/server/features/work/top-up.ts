import { type AnswerBody, isBlank } from "#kinds/answer.ts";
import { type FormStep, sourceOf } from "#kinds/carry.ts";
import type { Form } from "#kinds/form.ts";

/**
 * What a top-up asks: the questions that an answer's own version of the form did not have, and those that need an answer
 * and whose value has no counterpart.
 * @param steps from the answer's version of the form to `form`
 * @param body the answer as it reads under `form`
 */
export function askedAnew(form: Form, steps: readonly FormStep[], body: AnswerBody): string[] {
  return form.questions
    .filter(({ name, required }) => isNew(steps, name) || (required && isBlank(body[name])))
    .map(({ name }) => name);
}

function isNew(steps: readonly FormStep[], name: string): boolean {
  const first = steps.reduceRight<string | null>(
    (known, step) => (known === null ? null : (sourceOf(step, known)?.question.name ?? null)),
    name,
  );
  return first === null;
}
