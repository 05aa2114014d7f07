import { canonical } from "#content/index.ts";
import { choicesOf, type FormStep, sourceOf } from "./carry.ts";
import type { Form, FormQuestion } from "./form.ts";
import { questionKind } from "./index.ts";
import type { FormMapping, QuestionMapping } from "./mapping.ts";

/** What a new version does to a question. A question may be renamed and get other options at once. */
export type QuestionEffect = "added" | "removed" | "renamed" | "re-optioned" | "re-scaled" | "reworded";

/** A question that a new version changes: its name before and after. */
export interface QuestionChange {
  from: string | null;
  to: string | null;
  title: string;
  effects: QuestionEffect[];
}

/** The questions that a version changes against the one before, in the order of the new form. */
export function questionChanges(step: FormStep): QuestionChange[] {
  const read = new Set<string>();
  const changed = step.after.questions.flatMap((question): QuestionChange[] => {
    const { name: to, title } = question;
    const source = sourceOf(step, to)?.question;
    if (!source) return [{ from: null, to, title, effects: ["added"] }];
    read.add(source.name);
    const effects = effectsBetween(source, question);
    return effects.length === 0 ? [] : [{ from: source.name, to, title, effects }];
  });
  const removed = step.before.questions
    .filter(({ name }) => !read.has(name))
    .map(({ name, title }): QuestionChange => ({ from: name, to: null, title, effects: ["removed"] }));
  return [...changed, ...removed];
}

function effectsBetween(before: FormQuestion, after: FormQuestion): QuestionEffect[] {
  const effects: QuestionEffect[] = [];
  const differ = (one: unknown, other: unknown) => canonical(one) !== canonical(other);
  if (before.name !== after.name) effects.push("renamed");
  if (before.kind !== after.kind || differ(choicesOf(before), choicesOf(after)))
    effects.push(questionKind(after.kind).scale === "nominal" ? "re-optioned" : "re-scaled");
  else if (differ(wordsOf(before), wordsOf(after))) effects.push("reworded");
  return effects;
}

const wordsOf = ({ title, help, required, settings, showIf }: FormQuestion) => ({
  ...{ title, help, required, settings, showIf },
});

/**
 * A mapping to begin with: a new question that says what a removed one said is that one, and a value with the label of
 * an old one is that one. It is offered, and declared by whoever publishes.
 */
export function proposeMapping(before: Form, after: Form): FormMapping {
  const news = new Set(after.questions.map(({ name }) => name));
  const gone = before.questions.filter(({ name }) => !news.has(name));
  return after.questions.flatMap((question): QuestionMapping[] => {
    const source =
      before.questions.find(({ name }) => name === question.name) ??
      gone.find((old) => old.kind === question.kind && saysTheSame(old, question));
    if (!source) return [];
    if (source.name !== question.name) gone.splice(gone.indexOf(source), 1);
    const values = proposeValues(source, question);
    return source.name === question.name && !values
      ? []
      : [{ to: question.name, from: source.name, ...(values && { values }) }];
  });
}

const saysTheSame = (one: FormQuestion, other: FormQuestion) =>
  one.title.trim().toLowerCase() === other.title.trim().toLowerCase() ||
  (choicesOf(one).length > 0 && canonical(one.settings) === canonical(other.settings));

/** A counterpart for each old value that is not there any more; undefined where all are. */
export function proposeValues(before: FormQuestion, after: FormQuestion): QuestionMapping["values"] {
  const news = choicesOf(after);
  if (before.kind === after.kind && canonical(choicesOf(before)) === canonical(news)) return undefined;
  const entries = choicesOf(before).map(({ value, label }) => {
    const found = news.find((one) => one.label === label) ?? news.find((one) => one.value === value);
    return [String(value), found?.value ?? null] as const;
  });
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}

/** What is wrong with a mapping, as sentences. */
export function faultsOfMapping({ before, after, mapping }: FormStep): string[] {
  const faults: string[] = [];
  const once = (names: string[], what: string) => {
    for (const name of new Set(names.filter((one, at) => names.indexOf(one) !== at)))
      faults.push(`The question ${name} is ${what} twice.`);
  };
  once(
    mapping.map(({ to }) => to),
    "mapped",
  );
  once(
    mapping.map(({ from }) => from),
    "a source",
  );
  for (const { to, from, values = {} } of mapping) {
    const target = after.questions.find(({ name }) => name === to);
    const source = before.questions.find(({ name }) => name === from);
    if (!target) faults.push(`The new version has no question ${to}.`);
    if (!source) faults.push(`The version before has no question ${from}.`);
    if (!target || !source) continue;
    const [olds, news] = [choicesOf(source), choicesOf(target)];
    for (const [old, value] of Object.entries(values)) {
      if (!olds.some((choice) => String(choice.value) === old))
        faults.push(`The question ${from} had no value ${old}.`);
      const fits = news.length === 0 || news.some((choice) => choice.value === value);
      if (value !== null && !fits) faults.push(`The question ${to} has no value ${value}.`);
    }
  }
  return faults;
}
