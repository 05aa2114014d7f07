import type { Attributes } from "#content/index.ts";
import { type AnswerBody, askedQuestions } from "#kinds/answer.ts";
import type { Form } from "#kinds/form.ts";

/**
 * The form with some of its questions alone. A condition on a question that is left out is settled by the answer, which
 * does not change there.
 */
export function askedForm(
  form: Form,
  names: readonly string[],
  body: AnswerBody,
  attributes: Attributes,
): Form {
  const asked = new Set(names);
  const holding = new Set(askedQuestions(form, body, attributes).map(({ name }) => name));
  const questions = form.questions.flatMap((question) => {
    if (!asked.has(question.name)) return [];
    const { showIf } = question;
    if (showIf === null || "attribute" in showIf || asked.has(showIf.question)) return [question];
    return holding.has(question.name) ? [{ ...question, showIf: null }] : [];
  });
  return { ...form, questions };
}
