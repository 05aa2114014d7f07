import type { FieldName, QuestionName } from "#kinds/index.ts";
import { translator } from "../../ui/messages/index.ts";
import { messages } from "./messages.en.ts";

/** The words of the form builder in the reader's language. */
export const t = translator(messages);

/** What a kind of question is called. */
export function questionTitle(kind: QuestionName): string {
  return t(`forms.question.${kind}`);
}

/** What a kind of field is called. */
export function fieldTitle(kind: FieldName): string {
  return t(`forms.field.${kind}`);
}
