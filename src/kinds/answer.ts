import { z } from "zod";
import { type Attributes, canonical, Json, type Message } from "#content/index.ts";
import type { Condition, Form, FormQuestion } from "./form.ts";
import { questionKind, questions } from "./index.ts";
import type { AskedOf, Pair } from "./kind.ts";
import { LONGEST_TEXT, TEXT_TOO_LONG } from "./words.ts";

/** The values of one answer, by question name. */
export const AnswerBody = z.record(z.string(), Json);
export type AnswerBody = z.infer<typeof AnswerBody>;

/** The version of each kind that wrote an answer. A kind in its first version is left out, and null means all are. */
export type KindVersions = Record<string, number> | null;

/** An answer as it is stored. */
export interface StoredAnswer {
  body: AnswerBody;
  kinds: KindVersions;
}

/** What an answer that is written now is stored with. */
export function kindVersions(): KindVersions {
  const later = Object.entries(questions).filter(([, kind]) => kind.version > 1);
  return later.length === 0 ? null : Object.fromEntries(later.map(([name, { version }]) => [name, version]));
}

/** The values of a stored answer as the kinds of today read them. Every reader of an answer comes through here. */
export function readAnswer(form: Form, { body, kinds }: StoredAnswer): AnswerBody {
  const read: AnswerBody = { ...body };
  for (const question of form.questions) {
    const value = body[question.name];
    const kind = questionKind(question.kind);
    const version = kinds?.[question.kind] ?? 1;
    if (!isBlank(value) && version < kind.version) read[question.name] = kind.migrate(version, value) as Json;
  }
  return read;
}

/** One thing that keeps an answer from being complete. */
export interface Gap {
  question: string;
  message: string;
}

const settings = new WeakMap<FormQuestion, unknown>();

/** The settings of a question, checked by its kind once for as long as the form is held. */
export function settingsOf(question: FormQuestion): unknown {
  if (!settings.has(question))
    settings.set(question, questionKind(question.kind).settings.parse(question.settings));
  return settings.get(question);
}

/**
 * The questions that are asked about an item, given the values so far; a question that is not asked counts as unanswered.
 */
export function askedQuestions(form: Form, body: AnswerBody, attributes: Attributes): FormQuestion[] {
  const facets = new Map<string, Set<string>>();
  return form.questions.filter((question) => {
    const { showIf } = question;
    if (showIf && "attribute" in showIf && !fits(showIf, attributes)) return false;
    if (showIf && "question" in showIf) {
      const given = facets.get(showIf.question);
      if (!showIf.in.some((wanted) => given?.has(canonical(wanted)))) return false;
    }
    facets.set(question.name, new Set(facetsOf(question, body[question.name]).map(canonical)));
    return true;
  });
}

/** Whether an item has one of the values that a condition names, as text; of a list one is enough. */
export function fits(condition: Extract<Condition, { attribute: string }>, attributes: Attributes): boolean {
  const value = attributes[condition.attribute];
  if (value === undefined) return false;
  const has = (Array.isArray(value) ? value : [value]).map(String);
  return condition.in.some((wanted) => has.includes(String(wanted)));
}

/**
 * The questions that a reader of an answer sees: those that are asked, and those that it says something to, as the item
 * may be another task since.
 */
export function readQuestions(form: Form, body: AnswerBody, attributes: Attributes): FormQuestion[] {
  const asked = new Set(askedQuestions(form, body, attributes));
  return form.questions.filter((question) => asked.has(question) || !isBlank(body[question.name]));
}

/** What a condition may name of a value: what its kind says, else the value itself or each member of a list. */
export function facetsOf(question: FormQuestion, value: Json | undefined): Json[] {
  if (value === undefined || isBlank(value)) return [];
  return questionKind(question.kind).facets?.(value) ?? (Array.isArray(value) ? value : [value]);
}

/** Whether a value says nothing at all. */
export function isBlank(value: Json | undefined): boolean {
  if (value === undefined || value === null) return true;
  if (typeof value === "string") return value.trim() === "";
  return typeof value === "object" && Object.keys(value).length === 0;
}

/**
 * Checks an answer against its form.
 * @returns the values of the questions that were asked, and what is missing or wrong (empty = complete)
 */
export function checkAnswer(form: Form, body: AnswerBody, of: AskedOf): { body: AnswerBody; gaps: Gap[] } {
  const kept: AnswerBody = {};
  const gaps: Gap[] = [];
  for (const question of askedQuestions(form, body, of.attributes)) {
    const value = body[question.name];
    if (isBlank(value)) {
      if (question.required) gaps.push({ question: question.name, message: "Needs an answer" });
      continue;
    }
    const kind = questionKind(question.kind);
    const parsed = kind.value(settingsOf(question), of).safeParse(value);
    if (parsed.success) kept[question.name] = parsed.data as Json;
    else gaps.push({ question: question.name, message: parsed.error.issues[0]?.message ?? "Is not valid" });
  }
  return { body: kept, gaps };
}

/** Where a body says whether it keeps a rule that is judged with it. No question has such a name. */
export const ruleKey = (rule: string): string => `#${rule}`;

/** More than any answer takes that is no text. */
const LONGEST_VALUE = 20_000;

/**
 * What a draft may not hold, by name: what its form does not ask for nor `rules` that are judged, and a value longer than any answer. The rest
 * of what a form asks of an answer need not hold yet.
 */
export function draftFaults(
  form: Form,
  body: AnswerBody,
  rules: readonly string[] = [],
): Record<string, string> {
  const asked = new Set([...form.questions.map(({ name }) => name), ...rules.map(ruleKey)]);
  const faults: Record<string, string> = {};
  for (const [name, value] of Object.entries(body)) {
    if (!asked.has(name)) faults[name] = "The form has no such question";
    else if (typeof value === "string" && value.length > LONGEST_TEXT) faults[name] = TEXT_TOO_LONG;
    else if (typeof value !== "string" && JSON.stringify(value).length > LONGEST_VALUE)
      faults[name] = "Is too large";
  }
  return faults;
}

/**
 * Rewrites every reference to a candidate, e.g. from the places that a reader saw to the item's own numbers.
 * Works on drafts too: values that are not complete yet are passed through by the kind.
 */
export function remapAnswer(form: Form, body: AnswerBody, map: (candidate: number) => number): AnswerBody {
  const mapped: AnswerBody = { ...body };
  for (const question of form.questions) {
    const value = body[question.name];
    const kind = questionKind(question.kind);
    if (!isBlank(value) && kind.remap) mapped[question.name] = kind.remap(value, map) as Json;
  }
  return mapped;
}

/** All judgements between candidates in an answer, from every question that gives some. */
export function pairsOf(form: Form, body: AnswerBody): Pair[] {
  return collect(form, body, (kind, value, settings) => kind.pairs?.(value, settings) ?? []);
}

/** The messages to train on: of the first question that gives some; null where none does. */
export function completionOf(form: Form, body: AnswerBody): Message[] | null {
  return (
    collect(form, body, (kind, value, settings) => {
      const completion = kind.completion?.(value, settings);
      return completion ? [completion] : [];
    })[0] ?? null
  );
}

/** Good (true), bad (false) or undecided (null), by the first question that says. */
export function verdictOf(form: Form, body: AnswerBody): boolean | null {
  return (
    collect(form, body, (kind, value, settings) => {
      const verdict = kind.verdict?.(value, settings);
      return verdict === undefined ? [] : [verdict];
    })[0] ?? null
  );
}

function collect<T>(
  form: Form,
  body: AnswerBody,
  take: (kind: ReturnType<typeof questionKind>, value: Json, settings: unknown) => T[],
): T[] {
  return form.questions.flatMap((question) => {
    const value = body[question.name];
    if (value === undefined || isBlank(value)) return [];
    const kind = questionKind(question.kind);
    return take(kind, value, settingsOf(question));
  });
}
