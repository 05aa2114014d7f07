import { z } from "zod";
import type { EntryContent } from "./entry.ts";

const Markdown = z.string().max(50_000).default("");

/** What an entry says in another language. Examples have languages of their own. */
export const Translation = z.strictObject({
  title: z.string().trim().min(1).max(300),
  /** The statement of a rule, the definition of a section or term. */
  text: Markdown,
  isNot: Markdown,
  why: Markdown,
  whenInDoubt: Markdown,
});
export type Translation = z.infer<typeof Translation>;

/** The texts of an entry that are translated. */
export function textsOf(content: EntryContent): Translation {
  const { title } = content;
  if (content.kind !== "rule")
    return { title, text: content.definition, isNot: "", why: "", whenInDoubt: "" };
  const { statement: text, isNot, why, whenInDoubt } = content;
  return { title, text, isNot, why, whenInDoubt };
}

/** An entry in another language; what was not translated stays as it is. */
export function translated<C extends EntryContent>(content: C, translation: Translation): C {
  const { title, text, ...rest } = translation;
  if (content.kind !== "rule") return { ...content, title, definition: text || content.definition };
  const kept = (field: keyof typeof rest) => rest[field] || content[field];
  return {
    ...content,
    title,
    statement: text || content.statement,
    isNot: kept("isNot"),
    why: kept("why"),
    whenInDoubt: kept("whenInDoubt"),
  };
}
