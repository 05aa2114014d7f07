import { z } from "zod";

/** A typed attribute value: text (an enum member, a tree path, a language tag, a date), number, boolean or a list. */
export const AttributeValue = z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]);
export type AttributeValue = z.infer<typeof AttributeValue>;

/** What an item is: language, skill, domain, format and whatever else a project routes, filters or reports by. */
export const Attributes = z.record(z.string().max(100), AttributeValue);
export type Attributes = z.infer<typeof Attributes>;

/** The attribute that says which task an item is; what it was imported as may be said anew. */
export const TASK = "skill";

/** The seven prompt skills. */
export const SKILLS = [
  "summarization",
  "extraction",
  "open-qa",
  "closed-qa",
  "rewriting",
  "classification",
  "inference",
] as const;
