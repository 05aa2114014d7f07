import type pg from "pg";
import { type AnswerBody, readAnswer, type StoredAnswer } from "#kinds/answer.ts";
import { carryAlong, type FormStep } from "#kinds/carry.ts";
import type { Form } from "#kinds/form.ts";
import type { Shape } from "#kinds/index.ts";
import { run, type Statement } from "../../db/pool.ts";
import { AppError } from "../../errors.ts";

/**
 * The form of a version. Versions are immutable, so they are kept once read, for each organization apart.
 * @throws AppError no_form where the organization has no such version
 */
export async function formOf(client: pg.Pool | pg.ClientBase, org: string, version: string): Promise<Form> {
  const key = `${org} ${version}`;
  const cached = forms.get(key);
  if (cached) return cached;
  const text = "select form from form_version where id = $1 and org_id = $2";
  const { rows } = await client.query<{ form: Form }>(text, [version, org]);
  if (!rows[0]) throw new AppError("no_form");
  if (forms.size > 500) forms.clear();
  forms.set(key, rows[0].form);
  return rows[0].form;
}
const forms = new Map<string, Form>();

/** $1 the older version, $2 the newer one, $3 organization, $4 project */
const STEPS: Statement = {
  name: "form-steps",
  text: `
select s.before, s.after, s.mapping from form_step t
join form_step f on f.form_id = t.form_id and f.before_id = $1 and f.org_id = $3
join form_step s on s.form_id = t.form_id and s.before_n >= f.before_n and s.n <= t.n and s.org_id = $3
where t.id = $2 and t.org_id = $3 and t.project_id = $4 order by s.n`,
};
const known = new Map<string, FormStep[]>();

/**
 * What lies between two versions of one form, oldest step first; versions are immutable, so it is kept once read. Nothing
 * lies between versions of two forms, nor before an older version.
 */
export async function stepsBetween(
  client: pg.Pool | pg.ClientBase,
  { org, project }: { org: string; project: string },
  from: string,
  to: string,
): Promise<FormStep[]> {
  if (from === to) return [];
  const key = `${org} ${project} ${from} ${to}`;
  const kept = known.get(key);
  if (kept) return kept;
  const steps = await run<FormStep>(client, STEPS, [from, to, org, project]);
  if (known.size > 500) known.clear();
  known.set(key, steps);
  return steps;
}

/** A version of an answer as it is stored, with the version of the form that it was made under. */
export interface FormedAnswer extends StoredAnswer {
  form: string;
}

/** An answer as it reads under another version of its form: the mappings between them are applied, and nothing is written. */
export async function readUnder(
  client: pg.Pool | pg.ClientBase,
  of: { org: string; project: string; form: string },
  answer: FormedAnswer,
  shape: Shape,
): Promise<{ body: AnswerBody; steps: FormStep[] }> {
  const own = await formOf(client, of.org, answer.form);
  const steps = await stepsBetween(client, of, answer.form, of.form);
  return { body: carryAlong(steps, readAnswer(own, answer), shape), steps };
}
