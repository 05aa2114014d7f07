import type pg from "pg";
import type { GateReading } from "#contract/gates.ts";
import { type EntryChange, withoutIds } from "#guide/index.ts";
import { findDue, type Reader } from "./find-due.ts";

/** What a person has to read, with its questions; null: nothing. No verdict of a question and no id of a person or an item leaves the server here. */
export async function readGate(pool: pg.Pool, reader: Reader): Promise<GateReading | null> {
  const due = await findDue(pool, reader);
  if (!due) return null;
  const asked = new Set(due.questions.map(({ example }) => example.id));
  return {
    ...due,
    changes: due.changes.map((change) => ({
      ...change,
      before: without(change.before, asked),
      after: without(change.after, asked),
    })),
    questions: due.questions
      .filter(({ done }) => !done)
      .map(({ rule, number, title, example }) => ({
        example: example.id,
        rule,
        number,
        title,
        prompt: example.prompt,
        response: example.response,
      })),
  };
}

function without(side: EntryChange["before"], asked: ReadonlySet<string>): EntryChange["before"] {
  if (!side) return side;
  const content = withoutIds(side.content);
  if (content.kind !== "rule") return { ...side, content };
  return { ...side, content: { ...content, examples: content.examples.filter(({ id }) => !asked.has(id)) } };
}
