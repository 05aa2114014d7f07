import { z } from "zod";
import { QuestionKey } from "./form.ts";

/** Where the answers to one question of a new version of a form come from. */
export const QuestionMapping = z.strictObject({
  to: QuestionKey,
  /** The question of the version before. */
  from: QuestionKey,
  /** The new option or step for each old one; null has no counterpart. What is not named stays as it is. */
  values: z
    .record(z.string().max(100), z.union([z.string().max(100), z.number()]).nullable())
    .refine((values) => Object.keys(values).length <= 200, "at most 200 values")
    .optional(),
});
export type QuestionMapping = z.infer<typeof QuestionMapping>;

/**
 * How answers to the version before are read under a version. A question that is not named is read from the question of
 * its name. A mapping is applied when an answer is read, and never writes one.
 */
export const FormMapping = z.array(QuestionMapping).max(100);
export type FormMapping = z.infer<typeof FormMapping>;
