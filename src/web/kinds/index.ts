import type { FieldName, QuestionName } from "#kinds/index.ts";
import { candidates } from "./candidates.tsx";
import { chat } from "./chat.tsx";
import { choice } from "./choice.tsx";
import { context } from "./context.tsx";
import { demonstration } from "./demonstration.tsx";
import { attributes, details } from "./details.tsx";
import { markdown } from "./markdown-field.tsx";
import { preference } from "./preference.tsx";
import { ranking } from "./ranking.tsx";
import { rating } from "./rating.tsx";
import { slider } from "./slider.tsx";
import { text, textField } from "./text.tsx";
import { tools } from "./tools.tsx";
import type { FieldView, FieldViewOf, QuestionView, ViewOf } from "./view.ts";

/** The browser's half of every question kind. */
export const questionViews: { [K in QuestionName]: ViewOf<K> } = {
  demonstration,
  text,
  choice,
  rating,
  slider,
  ranking,
  preference,
};

/** The browser's half of every field kind. */
export const fieldViews: { [K in FieldName]: FieldViewOf<K> } = {
  chat,
  text: textField,
  markdown,
  context,
  details,
  candidates,
  attributes,
  tools,
};

/** A question's view by name, for code that treats all kinds alike. */
export function questionView(name: QuestionName): QuestionView<unknown, unknown> {
  return questionViews[name] as unknown as QuestionView<unknown, unknown>;
}

/** A field's view by name, for code that treats all kinds alike. */
export function fieldView(name: FieldName): FieldView<unknown, unknown> {
  return fieldViews[name] as unknown as FieldView<unknown, unknown>;
}
