import { translator } from "../../ui/messages/index.ts";
import { messages } from "./messages.en.ts";

/** The words of imports in the reader's language. */
export const t = translator(messages);

/** What a shape of file is called; where the catalogue does not know it yet, what the server calls it. */
export function shapeTitle(name: string, otherwise = name): string {
  const key = `imports.shape.${name}`;
  return key in messages ? t(key as "imports.shape.chat") : otherwise;
}
