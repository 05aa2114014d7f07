import type { Form, FormField, FormQuestion } from "#kinds/form.ts";
import { type FieldName, fieldKind, type QuestionName, questionKind } from "#kinds/index.ts";
import type { Part } from "./form-changes.ts";

/** The form with one more field at its end; its name is free and its settings are the kind's own. */
export function addField(form: Form, kind: FieldName, title: string): Form {
  const field: FormField = { name: freeName(form, kind), kind, title, settings: {} };
  return { ...form, fields: [...form.fields, { ...field, settings: defaultsOf(fieldKind(kind)) }] };
}

/** The form with one more question at its end. */
export function addQuestion(form: Form, kind: QuestionName, title: string): Form {
  const question: FormQuestion = {
    name: freeName(form, kind),
    kind,
    title,
    help: "",
    required: true,
    settings: defaultsOf(questionKind(kind)),
    showIf: null,
  };
  return { ...form, questions: [...form.questions, question] };
}

/** The form with another field in the place of one. */
export function replaceField(form: Form, at: number, field: FormField): Form {
  return { ...form, fields: form.fields.with(at, field) };
}

/** The form with another question in the place of one; conditions that named the old one follow its name. */
export function replaceQuestion(form: Form, at: number, question: FormQuestion): Form {
  const was = form.questions[at]?.name;
  const questions = form.questions
    .with(at, question)
    .map((other) =>
      namedBy(other) === was && other.showIf && was !== question.name
        ? { ...other, showIf: { ...other.showIf, question: question.name } }
        : other,
    );
  return { ...form, questions };
}

/** The form without one of its entries; conditions that named it go too. */
export function removeEntry(form: Form, part: Part, at: number): Form {
  const name = form[part][at]?.name;
  const rest = { ...form, [part]: form[part].filter((_, i) => i !== at) };
  return part === "fields"
    ? rest
    : {
        ...rest,
        questions: rest.questions.map((q) => (namedBy(q) === name ? { ...q, showIf: null } : q)),
      };
}

/** The form with the entry again that another form has at a place, and with the conditions there that name it. */
export function putBackEntry(form: Form, was: Form, part: Part, at: number): Form {
  const removed = was[part][at]!;
  const isTaken = [...form.fields, ...form.questions].some((entry) => entry.name === removed.name);
  const entry = isTaken ? { ...removed, name: freeName(form, removed.name) } : removed;
  const questions = form.questions.map((question) => {
    const before = was.questions.find(({ name }) => name === question.name);
    const isLost = part === "questions" && question.showIf === null && namedBy(before) === removed.name;
    return isLost && before?.showIf
      ? { ...question, showIf: { ...before.showIf, question: entry.name } }
      : question;
  });
  const whole = { ...form, questions };
  return { ...whole, [part]: whole[part].toSpliced(at, 0, entry as FormField & FormQuestion) };
}

/** The earlier question that a question's condition names. */
function namedBy(question: FormQuestion | undefined): string | undefined {
  const showIf = question?.showIf;
  return showIf && "question" in showIf ? showIf.question : undefined;
}

/** The form with one entry some places further down (negative: up); as it is where there is no such place. */
export function moveEntry(form: Form, part: Part, at: number, by: number): Form {
  const to = at + by;
  const list: (FormField | FormQuestion)[] = [...form[part]];
  if (to < 0 || to >= list.length) return form;
  const [entry] = list.splice(at, 1);
  list.splice(to, 0, entry!);
  return { ...form, [part]: list };
}

/** A name that no entry of the form has: the stem, or the stem with a number. */
export function freeName(form: Form, stem: string): string {
  const taken = new Set([...form.fields, ...form.questions].map((entry) => entry.name));
  if (!taken.has(stem)) return stem;
  for (let n = 2; ; n++) if (!taken.has(`${stem}_${n}`)) return `${stem}_${n}`;
}

function defaultsOf(kind: { settings: { parse(value: unknown): unknown } }): FormField["settings"] {
  return kind.settings.parse({}) as FormField["settings"];
}
