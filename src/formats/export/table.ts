import { textOf, textOfPath } from "#content/index.ts";
import { isBlank, readAnswer, settingsOf } from "#kinds/answer.ts";
import { questionKind } from "#kinds/index.ts";
import type { Entry, EntryAnswer, Format, OutputRow } from "./entry.ts";

/** A flat table: a row for each answer (for an item without one, a row without answer), a column for each question. */
export const table: Format = {
  name: "csv",
  title: "Table, a row for each answer (CSV)",
  container: "csv",
  fits: () => true,
  columns: null,
  rows: (entry) => {
    const item = itemColumns(entry);
    if (entry.answers.length === 0) return [item];
    return entry.answers.map((answer) => ({
      ...item,
      ...answerColumns(answer),
      ...reviewColumns(entry, answer),
    }));
  },
};

function itemColumns({ item, split }: Entry): OutputRow {
  const { prompt, context, fields, candidates } = item.material;
  const only = prompt.length === 1 ? textOf(prompt[0]!) : null;
  return {
    item: item.id,
    external_id: item.externalId,
    family: item.family,
    split: split ?? item.split,
    prompt: only ?? prompt.map((message) => `${message.role}: ${textOf(message)}`).join("\n\n"),
    ...(context && { context: context.map(({ text }) => text).join("\n\n") }),
    ...Object.fromEntries(Object.entries(fields ?? {}).map(([name, text]) => [`field.${name}`, text])),
    ...Object.fromEntries(
      (candidates ?? []).map(({ messages }, at) => [`response.${at}`, textOfPath(messages)]),
    ),
    ...Object.fromEntries(
      Object.entries(item.attributes).map(([name, value]) => [
        `attribute.${name}`,
        Array.isArray(value) ? value.join("; ") : value,
      ]),
    ),
  };
}

function answerColumns(answer: EntryAnswer): OutputRow {
  const values: OutputRow = {
    answer: answer.id,
    by: answer.by,
    form_version: answer.formVersion,
    answered_at: answer.at,
    confidence: answer.confidence,
  };
  const body = readAnswer(answer.form, answer);
  for (const question of answer.form.questions) {
    const value = body[question.name];
    if (value === undefined || isBlank(value)) continue;
    const kind = questionKind(question.kind);
    for (const [key, cell] of Object.entries(kind.columns(value, settingsOf(question))))
      values[`answer.${question.name}${key === "" ? "" : `.${key}`}`] = cell;
  }
  return values;
}

function reviewColumns({ reviews }: Entry, answer: EntryAnswer): OutputRow {
  const review = reviews.findLast(
    ({ answerId, fixedAnswerId }) => answerId === answer.id || fixedAnswerId === answer.id,
  );
  return review ? { review: review.decision, review_score: review.score, reviewed_by: review.by } : {};
}
