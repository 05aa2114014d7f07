import { setImmediate } from "node:timers/promises";
import type pg from "pg";
import type { Attributes, Material } from "#content/index.ts";
import { type AnswerBody, isBlank, type KindVersions } from "#kinds/answer.ts";
import { exportProject, type Owner } from "./export-project.ts";
import { loadForms } from "./load-entries.ts";
import { loadReading } from "./read-as-of.ts";

/** A line of an export, as far as it is read here. */
interface Line {
  material: Material;
  attributes: Attributes;
  answers: Answer[];
}
interface Answer {
  slot: number;
  form_version: number;
  body: AnswerBody;
  kinds: KindVersions;
}

/**
 * The export of a project with answers read as version `n` of their form: each question of it is in `body`, null where
 * there is no value. The last line counts these over the newest version of each answer.
 */
export async function* exportAsOf(pool: pg.Pool, owner: Owner, n: number): AsyncGenerator<Buffer> {
  const reading = (await loadReading(pool, owner, n))!;
  const forms = await loadForms(pool, owner.org, owner.project);
  const read = (text: string): string => {
    const line = JSON.parse(text) as Line;
    const answers = line.answers.map((answer) => ({
      ...answer,
      formVersion: answer.form_version,
      form: forms.get(answer.form_version)!,
    }));
    const entry = reading.read({ item: line, answers });
    reading.count({ ...entry, answers: entry.answers.filter(isNewest) });
    const said = entry.answers.map(({ formVersion, form, ...answer }) => {
      if (!reading.isRead({ formVersion })) return answer;
      const body = form.questions.map(({ name }) => [
        name,
        isBlank(answer.body[name]) ? null : answer.body[name],
      ]);
      return { ...answer, form_version: n, given_form_version: formVersion, body: Object.fromEntries(body) };
    });
    return `${JSON.stringify({ ...line, answers: said })}\n`;
  };
  let rest = "";
  const decoder = new TextDecoder();
  for await (const chunk of exportProject(pool, owner)) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split("\n");
    rest = lines.pop()!;
    if (lines.length > 0) yield Buffer.from(lines.map(read).join(""));
    await setImmediate(); // others' requests come between
  }
  yield Buffer.from(`${JSON.stringify({ as_of_form: reading.counts() })}\n`);
}

/** Versions of an answer stand together, the newest last. */
const isNewest = ({ slot }: Answer, at: number, all: readonly Answer[]): boolean =>
  all[at + 1]?.slot !== slot;
