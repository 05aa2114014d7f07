import type { Json } from "#content/index.ts";
import { type AnswerBody, isBlank, settingsOf } from "./answer.ts";
import type { Form, FormQuestion } from "./form.ts";
import { type Choice, questionKind, type Shape } from "./index.ts";
import type { FormMapping, QuestionMapping } from "./mapping.ts";

/** From one version of a form to the next one. */
export interface FormStep {
  before: Form;
  after: Form;
  mapping: FormMapping;
}

/** The question of the version before that a question is read from; its values as the mapping says. */
export function sourceOf(
  { before, mapping }: FormStep,
  name: string,
): { question: FormQuestion; values: QuestionMapping["values"] } | null {
  const declared = mapping.find(({ to }) => to === name);
  const isTaken = !declared && mapping.some(({ from }) => from === name);
  const question = isTaken
    ? undefined
    : before.questions.find((one) => one.name === (declared?.from ?? name));
  return question ? { question, values: declared?.values } : null;
}

/** What a question was called at the beginning of some steps, oldest first; null where it was not asked. */
export function nameBefore(steps: readonly FormStep[], name: string): string | null {
  return steps.reduceRight<string | null>(
    (known, step) => (known === null ? null : (sourceOf(step, known)?.question.name ?? null)),
    name,
  );
}

/** The single values of a question, where they are few; empty where they are not. */
export function choicesOf(question: FormQuestion): Choice[] {
  return questionKind(question.kind).choices?.(settingsOf(question)) ?? [];
}

/**
 * Reads an answer to one version of a form under the next one. What has no counterpart, or does not fit, is left out; a
 * text is read as it was written, whatever limits are new.
 */
export function carryAnswer(step: FormStep, body: AnswerBody, shape: Shape): AnswerBody {
  const carried: AnswerBody = {};
  for (const question of step.after.questions) {
    const value = carryValue(step, question, body);
    if (value === undefined || isBlank(value)) continue;
    if (isText(question)) {
      if (typeof value === "string") carried[question.name] = value;
      continue;
    }
    const parsed = questionKind(question.kind).value(settingsOf(question), shape).safeParse(value);
    if (parsed.success) carried[question.name] = parsed.data as Json;
  }
  return carried;
}

/** Reads an answer along several versions, oldest step first. */
export function carryAlong(steps: readonly FormStep[], body: AnswerBody, shape: Shape): AnswerBody {
  return steps.reduce((read, step) => carryAnswer(step, read, shape), body);
}

/** Whether what is answered is a text, which any other question for a text can hold. */
export const isText = ({ kind }: FormQuestion): boolean => questionKind(kind).scale === "text";

function carryValue(step: FormStep, question: FormQuestion, body: AnswerBody): Json | undefined {
  const source = sourceOf(step, question.name);
  const value = source ? body[source.question.name] : undefined;
  if (!source?.values || value === undefined || isBlank(value)) return value;
  const { values } = source;
  const map = (single: string | number) => {
    const mapped = values[String(single)];
    return mapped === undefined ? single : mapped;
  };
  return (questionKind(source.question.kind).mapChoices?.(value, map) ?? null) as Json;
}
