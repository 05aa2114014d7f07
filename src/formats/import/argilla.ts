import type { Json } from "#content/index.ts";
import { Target } from "#contract/imports.ts";
import type { Judgement } from "./candidates.ts";
import { columnShape } from "./column-shape.ts";
import { isObject, own, type Row, share } from "./shape.ts";

const FLAT =
  /^(.+)\.(responses|responses\.users|responses\.status|suggestion|suggestion\.score|suggestion\.agent)$/;

/**
 * Argilla records, nested (`to_list()`, the server's own) or flattened. What people and models answered is kept
 * apart; a field that is not the prompt is shown as a named field.
 */
export const argilla = columnShape({
  name: "argilla",
  title: "Argilla records",
  recognise: (_targets, rows) =>
    share(rows, (row) => isNested(row) || Object.keys(row).some((key) => FLAT.test(key))),
  flatten: (row) => {
    if (isNested(row)) {
      const { fields, metadata, responses, suggestions, ...rest } = row;
      return {
        ...prefixed("fields.", fields),
        ...prefixed("metadata.", metadata),
        ...rest,
        [ANSWERS]: answersOf(row),
      };
    }
    const plain = Object.entries(row).filter(([key]) => !FLAT.test(key));
    return { ...Object.fromEntries(plain), [ANSWERS]: flatAnswersOf(row) };
  },
  adjust: (targets) => {
    targets.set(ANSWERS, "ignore");
    for (const [column, target] of targets) {
      if (column.startsWith("metadata.")) targets.set(column, "metadata");
      else if (column.startsWith("fields.") && target === "metadata")
        targets.set(column, fieldNamed(column.slice("fields.".length)));
    }
  },
  add: (row) => ({ judgements: (row[ANSWERS] as Judgement[] | undefined) ?? [] }),
});

/** Where the answers travel between lifting and reading. */
const ANSWERS = "(answers)";

/** The target of a field; metadata where its name cannot be one. */
function fieldNamed(name: string): Target {
  return Target.safeParse(`field:${name.slice(0, 60)}`).data ?? "metadata";
}

function isNested(row: Row): boolean {
  const known = ["responses", "suggestions", "vectors", "metadata", "_server_id", "external_id"];
  return isObject(own(row, "fields")) && known.some((key) => own(row, key) !== undefined);
}

function prefixed(prefix: string, value: Json | undefined): Row {
  if (!isObject(value)) return {};
  return Object.fromEntries(Object.entries(value).map(([key, held]) => [prefix + key, held]));
}

/** Answers as `{ question: [{ value, user_id }] }`, or as the server's `[{ values: { question: { value } } }]`. */
function answersOf(row: Row): Judgement[] {
  const answers: Judgement[] = [];
  const { responses, suggestions } = row;
  if (isObject(responses)) {
    for (const [question, given] of Object.entries(responses))
      for (const one of listOf(given)) answers.push({ kind: "response", question, ...one });
  }
  if (Array.isArray(responses)) {
    for (const { values, ...by } of responses.filter(isObject))
      for (const [question, given] of Object.entries(isObject(values) ? values : {}))
        answers.push({
          kind: "response",
          question,
          ...(isObject(given) ? given : { value: given }),
          ...known(by),
        });
  }
  if (isObject(suggestions)) {
    for (const [question, one] of Object.entries(suggestions))
      answers.push({ kind: "suggestion", question, ...(isObject(one) ? one : { value: one }) });
  }
  if (Array.isArray(suggestions))
    for (const one of suggestions.filter(isObject)) answers.push({ kind: "suggestion", ...known(one) });
  return answers;
}

function flatAnswersOf(row: Row): Judgement[] {
  const answers: Judgement[] = [];
  for (const [key, value] of Object.entries(row)) {
    const [, question, part] = FLAT.exec(key) ?? [];
    if (question === undefined || value === null || value === undefined) continue;
    if (part === "responses" && Array.isArray(value)) {
      const users = row[`${question}.responses.users`];
      const status = row[`${question}.responses.status`];
      value.forEach((one, at) => {
        const user = Array.isArray(users) ? (users[at] ?? null) : null;
        const state = Array.isArray(status) ? (status[at] ?? null) : null;
        if (one !== null)
          answers.push({ kind: "response", question, value: one, user_id: user, status: state });
      });
    }
    if (part === "suggestion") {
      const [score, agent] = [row[`${question}.suggestion.score`], row[`${question}.suggestion.agent`]];
      answers.push({ kind: "suggestion", question, value, score: score ?? null, agent: agent ?? null });
    }
  }
  return answers;
}

function listOf(value: Json): { [key: string]: Json }[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

function known(value: { [key: string]: Json }): { [key: string]: Json } {
  return Object.fromEntries(Object.entries(value).filter(([, held]) => held !== null));
}
