import { z } from "zod";

/** What makes a rule hard to follow or to judge by. */
export const LintKind = z.enum([
  "empty",
  "vague",
  "double",
  "no-examples",
  "one-sided",
  "no-owner",
  "circular",
  "avoided",
]);
export type LintKind = z.infer<typeof LintKind>;
