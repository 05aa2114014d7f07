import type { Attributes, Json } from "#content/index.ts";
import { facetsOf, isBlank, readAnswer, type StoredAnswer, settingsOf } from "#kinds/answer.ts";
import type { Form } from "#kinds/form.ts";
import { questionKind } from "#kinds/index.ts";

/** Every item; and every item on which work was done or decided. */
export const ALL = "all";
export const WORKED = "worked";

/** How the other facets begin: an item's attributes, its answers' values and their authors. */
export const ATTRIBUTE = "a:";
export const ANSWER = "q:";
export const AUTHOR = "by:";

/** Longer values are texts: people search them by words. */
const LONGEST = 200;

/** Items with an answer by a person. */
export const byAuthor = (agent: string) => `${AUTHOR}${agent}`;
/** Items with an attribute value; `pair` is `name:value`. */
export const byAttribute = (pair: string) => `${ATTRIBUTE}${pair}`;
/** Items with an answer value; `pair` is `question:value`. */
export const byAnswer = (pair: string) => `${ANSWER}${pair}`;

/** The facets of an item's attributes: of a list, each member. */
export function attributeFacets(attributes: Attributes): string[] {
  return Object.entries(attributes).flatMap(([name, value]) =>
    short(Array.isArray(value) ? value : [value]).map((text) => byAttribute(`${name}:${text}`)),
  );
}

/**
 * The facets of an answer: of each question what a condition may name and what a table's columns hold. A column
 * other than the plain value stands behind a dot: `preference.strength:2`.
 */
export function answerFacets(form: Form, stored: StoredAnswer): string[] {
  const body = readAnswer(form, stored);
  const found = new Set<string>();
  for (const question of form.questions) {
    const value = body[question.name];
    if (value === undefined || isBlank(value)) continue;
    for (const text of short(facetsOf(question, value))) found.add(byAnswer(`${question.name}:${text}`));
    const columns = questionKind(question.kind).columns(value, settingsOf(question));
    for (const [column, cell] of Object.entries(columns)) {
      const name = column === "" ? question.name : `${question.name}.${column}`;
      for (const text of short([cell])) found.add(byAnswer(`${name}:${text}`));
    }
  }
  return [...found];
}

function short(values: readonly Json[]): string[] {
  return values
    .filter((value) => value !== null && typeof value !== "object")
    .map(String)
    .filter((text) => text.length <= LONGEST);
}
