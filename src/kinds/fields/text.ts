import { z } from "zod";
import { type Material, textOfPath } from "#content/index.ts";
import type { FieldKind } from "../kind.ts";

/** Which text: a named field of the item, or with null the prompt. */
export const TextSource = z.object({ field: z.string().max(200).nullable().default(null) });
export type TextSource = z.infer<typeof TextSource>;

/** A text of the item just as it is, white space kept: a prompt, a query, code. */
export const text: FieldKind<TextSource, string> = {
  version: 1,
  settings: TextSource,
  read: readText,
};

/** The text that a source names; null where the item has none. */
export function readText(source: TextSource, material: Material): string | null {
  const found = source.field === null ? textOfPath(material.prompt) : (material.fields?.[source.field] ?? "");
  return found.trim() === "" ? null : found;
}
