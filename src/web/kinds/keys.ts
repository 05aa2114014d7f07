import type { Attributes, Json } from "#content/index.ts";
import { type AnswerBody, askedQuestions } from "#kinds/answer.ts";
import type { Form, FormQuestion } from "#kinds/form.ts";
import { questionKind, type Shape } from "#kinds/index.ts";
import { questionView } from "./index.ts";

/** Something that a letter names: a question, or a part of one. */
export interface Target {
  question: string;
  part: string;
  title: string;
  /** Empty where the alphabet is used up. */
  letter: string;
}

const CONTROL = "textarea, input:not(:disabled), button:not(:disabled)";
const ALPHABET = "abcdefghijklmnopqrstuvwxyz";

/**
 * Gives each question on the form, and each part of one, a letter. All questions count, asked or not, so that a
 * letter does not change its meaning while a person answers.
 * @param reserved letters that the page needs for itself
 */
export function targetsOf(form: Form, shape: Shape, reserved = ""): Target[] {
  const free = [...ALPHABET].filter((letter) => !reserved.includes(letter));
  return form.questions.flatMap((question) =>
    partsOf(question, shape).map(({ name, title }) => ({
      question: question.name,
      part: name,
      title: title || question.title,
      letter: free.shift() ?? "",
    })),
  );
}

/** The targets of questions that are asked at the moment. */
export function askedTargets(
  targets: readonly Target[],
  form: Form,
  body: AnswerBody,
  attributes: Attributes,
): Target[] {
  const asked = new Set(askedQuestions(form, body, attributes).map((question) => question.name));
  return targets.filter((target) => asked.has(target.question));
}

/** The letters of one question's parts, for its editor. */
export function lettersOf(targets: readonly Target[], question: string): Record<string, string> {
  return Object.fromEntries(
    targets.filter((target) => target.question === question).map(({ part, letter }) => [part, letter]),
  );
}

/**
 * What a key makes of an answer while a target has the keyboard.
 * @returns the new answer, or undefined where the key means nothing to the question
 */
export function answerByKey(
  form: Form,
  body: AnswerBody,
  shape: Shape,
  target: Pick<Target, "question" | "part">,
  key: string,
): AnswerBody | undefined {
  const question = form.questions.find((q) => q.name === target.question);
  if (!question) return undefined;
  const settings = questionKind(question.kind).settings.parse(question.settings);
  const value = body[question.name] ?? undefined;
  const next = questionView(question.kind).onKey?.(key, { value, settings, shape, part: target.part });
  if (next === undefined) return undefined;
  const { [question.name]: _, ...rest } = body;
  return next === null ? rest : { ...rest, [question.name]: next as Json };
}

/** Moves the focus to a target's first control: the chosen one of a group where there is one. */
export function focusTarget(
  container: ParentNode,
  { question, part }: Pick<Target, "question" | "part">,
): void {
  const scope = container.querySelector(`[data-question="${question}"]`);
  const within = scope?.querySelector<HTMLElement>(`[data-part="${part}"]`) ?? scope;
  const control = within?.matches(CONTROL)
    ? (within as HTMLElement)
    : (within?.querySelector<HTMLElement>("input:checked:not(:disabled)") ??
      within?.querySelector<HTMLElement>(CONTROL));
  control?.focus();
}

function partsOf(question: FormQuestion, shape: Shape): { name: string; title: string }[] {
  const settings = questionKind(question.kind).settings.parse(question.settings);
  return questionView(question.kind).parts?.(settings, shape) ?? [{ name: "", title: question.title }];
}
