import { attributes } from "./fields/attributes.ts";
import { candidates } from "./fields/candidates.ts";
import { chat } from "./fields/chat.ts";
import { context } from "./fields/context.ts";
import { details } from "./fields/details.ts";
import { markdown } from "./fields/markdown.ts";
import { text as textField } from "./fields/text.ts";
import { tools } from "./fields/tools.ts";
import type { FieldKind, QuestionKind } from "./kind.ts";
import { choice } from "./questions/choice.ts";
import { demonstration } from "./questions/demonstration.ts";
import { preference } from "./questions/preference.ts";
import { ranking } from "./questions/ranking.ts";
import { rating } from "./questions/rating.ts";
import { slider } from "./questions/slider.ts";
import { text } from "./questions/text.ts";

/** Every kind of question, listed once. */
export const questions = {
  demonstration,
  text,
  choice,
  rating,
  slider,
  ranking,
  preference,
};
export type QuestionName = keyof typeof questions;

/** Every kind of field, listed once. */
export const fields = {
  chat,
  text: textField,
  markdown,
  context,
  details,
  candidates,
  attributes,
  tools,
};
export type FieldName = keyof typeof fields;

/** A question kind by name, for code that treats all kinds alike. */
export function questionKind(name: QuestionName): QuestionKind {
  return questions[name] as unknown as QuestionKind;
}

/** A field kind by name, for code that treats all kinds alike. */
export function fieldKind(name: FieldName): FieldKind {
  return fields[name] as unknown as FieldKind;
}

export type { AskedOf, Choice, FieldKind, Gift, Pair, QuestionKind, Shape } from "./kind.ts";
