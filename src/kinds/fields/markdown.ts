import type { FieldKind } from "../kind.ts";
import { readText, TextSource } from "./text.ts";

/** A text of the item, rendered as Markdown. */
export const markdown: FieldKind<TextSource, string> = {
  version: 1,
  settings: TextSource,
  read: readText,
};
