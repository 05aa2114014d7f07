import { z } from "zod";
import { Json } from "#content/index.ts";
import { type FieldName, fields, type QuestionName, questions } from "./index.ts";

/** What a field or question is called in the data. */
export const QuestionKey = z
  .string()
  .regex(/^[a-z][a-z0-9_]{0,39}$/, "lower case letters, digits and _, at most 40");
const fieldNames = Object.keys(fields) as [FieldName, ...FieldName[]];
const questionNames = Object.keys(questions) as [QuestionName, ...QuestionName[]];

const values = { in: z.array(Json).min(1).max(1000) };
/** A question is asked only where an earlier one, or an attribute of the item, has one of these values. */
export const Condition = z.union([
  z.object({ question: QuestionKey, ...values }),
  z.object({ attribute: z.string().min(1).max(100), ...values }),
]);
export type Condition = z.infer<typeof Condition>;

export const FormField = z.object({
  name: QuestionKey,
  kind: z.enum(fieldNames),
  title: z.string().min(1).max(200),
  settings: z.record(z.string().max(200), Json).default({}),
});
export type FormField = z.infer<typeof FormField>;

export const FormQuestion = z.object({
  name: QuestionKey,
  kind: z.enum(questionNames),
  title: z.string().min(1).max(300),
  help: z.string().max(2000).default(""),
  required: z.boolean().default(true),
  settings: z.record(z.string().max(200), Json).default({}),
  showIf: Condition.nullable().default(null),
  /** The guide's rules that are for this question, by their ids; named under it. */
  rules: z.array(z.uuid()).max(20).optional(),
});
export type FormQuestion = z.infer<typeof FormQuestion>;

export const Layout = z.enum(["read-and-answer", "compare", "full-width"]);
export type Layout = z.infer<typeof Layout>;

/** What a person sees and answers. Settings are checked by the kind that owns them. */
export const Form = z
  .object({
    layout: Layout.default("read-and-answer"),
    fields: z.array(FormField).max(50),
    questions: z.array(FormQuestion).min(1, "a form needs at least one question").max(100),
    askConfidence: z.boolean().default(true),
  })
  .superRefine((form, context) => {
    const add = (path: PropertyKey[], message: string) => context.addIssue({ code: "custom", path, message });
    const names = new Set<string>();
    for (const list of ["fields", "questions"] as const) {
      for (const [at, { name }] of form[list].entries()) {
        if (names.has(name)) add([list, at, "name"], "name is taken");
        names.add(name);
      }
    }
    form.fields.forEach(({ kind, settings }, at) => {
      for (const { path, message } of faults(fields[kind].settings, settings))
        add(["fields", at, "settings", ...path], message);
    });
    form.questions.forEach(({ kind, settings, showIf }, at) => {
      for (const { path, message } of faults(questions[kind].settings, settings))
        add(["questions", at, "settings", ...path], message);
      const earlier = form.questions.slice(0, at);
      if (showIf && "question" in showIf && !earlier.some(({ name }) => name === showIf.question))
        add(["questions", at, "showIf"], "refers to no earlier question");
    });
  });
export type Form = z.infer<typeof Form>;

function faults(schema: z.ZodType, value: unknown): z.core.$ZodIssue[] {
  return schema.safeParse(value).error?.issues ?? [];
}
