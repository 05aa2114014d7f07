import { z } from "zod";
import { Json } from "#content/index.ts";
import { type FieldName, fields, type QuestionName, questions } from "./index.ts";

const Name = z.string().regex(/^[a-z][a-z0-9_]{0,39}$/, "lower case letters, digits and _, at most 40");
const fieldNames = Object.keys(fields) as [FieldName, ...FieldName[]];
const questionNames = Object.keys(questions) as [QuestionName, ...QuestionName[]];

/** A question is asked only where an earlier one has one of these values. */
export const Condition = z.object({ question: Name, in: z.array(Json).min(1) });
export type Condition = z.infer<typeof Condition>;

export const FormField = z.object({
  name: Name,
  kind: z.enum(fieldNames),
  title: z.string().min(1).max(200),
  settings: z.record(z.string(), Json).default({}),
});
export type FormField = z.infer<typeof FormField>;

export const FormQuestion = z.object({
  name: Name,
  kind: z.enum(questionNames),
  title: z.string().min(1).max(300),
  help: z.string().max(2000).default(""),
  required: z.boolean().default(true),
  settings: z.record(z.string(), Json).default({}),
  showIf: Condition.nullable().default(null),
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
    const seen = new Set<string>();
    for (const [list, kinds] of [
      ["fields", fields],
      ["questions", questions],
    ] as const) {
      form[list].forEach((entry, at) => {
        const path = [list, at];
        if (seen.has(entry.name))
          context.addIssue({ code: "custom", path: [...path, "name"], message: "name is taken" });
        const kind = kinds[entry.kind as keyof typeof kinds] as { settings: z.ZodType };
        for (const issue of kind.settings.safeParse(entry.settings).error?.issues ?? []) {
          context.addIssue({
            code: "custom",
            path: [...path, "settings", ...issue.path],
            message: issue.message,
          });
        }
        if (list === "questions") {
          const condition = (entry as FormQuestion).showIf;
          if (condition && !form.questions.slice(0, at).some((q) => q.name === condition.question)) {
            context.addIssue({
              code: "custom",
              path: [...path, "showIf"],
              message: "refers to no earlier question",
            });
          }
        }
        seen.add(entry.name);
      });
    }
  });
export type Form = z.infer<typeof Form>;
