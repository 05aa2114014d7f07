import { createHash } from "node:crypto";
import type { EntryChange, Example } from "#guide/index.ts";

/** An example of a rule that changed, as a question. */
export interface Question {
  rule: string;
  revision: string;
  number: string;
  title: string;
  statement: string;
  example: Example;
}

/** How many questions a reader gets. */
const QUESTIONS = 2;

/**
 * The questions of one reader: the same whenever they look, of different rules where there are enough, and others for the
 * next reader.
 */
export function drawQuestions(
  all: readonly Question[],
  { gate, agent }: { gate: number; agent: string },
): Question[] {
  const rank = ({ example }: Question) =>
    createHash("sha256").update(`${gate} ${agent} ${example.id}`).digest("hex");
  const drawn = [...all].sort((one, other) => (rank(one) < rank(other) ? -1 : 1));
  const firsts = drawn.filter((one, at) => drawn.findIndex(({ rule }) => rule === one.rule) === at);
  return [...firsts, ...drawn.filter((one) => !firsts.includes(one))].slice(0, QUESTIONS);
}

/** The examples of the rules that changed, as these are now. */
export function questionsOf(
  changes: readonly EntryChange[],
  revisions: ReadonlyMap<string, string>,
): Question[] {
  return changes.flatMap(({ id, after }) => {
    const revision = revisions.get(id);
    if (after?.content.kind !== "rule" || revision === undefined) return [];
    const { title, statement, examples } = after.content;
    return examples.map((example) => ({
      rule: id,
      revision,
      number: after.number,
      title,
      statement,
      example,
    }));
  });
}
