import type pg from "pg";
import type { Draft } from "#contract/work.ts";
import { type AnswerBody, draftFaults } from "#kinds/answer.ts";
import type { Form } from "#kinds/form.ts";
import type { Change } from "../../db/change.ts";
import { run, type Statement } from "../../db/pool.ts";
import { AppError } from "../../errors.ts";
import { type AssignmentKey, findAssignment, type WorkRow } from "./assignment.ts";
import { formOf } from "./forms-of-answers.ts";
import { listJudged } from "./judged-rules.ts";
import { SAVE_DRAFT } from "./statements.ts";

interface SavedRow {
  assignment: string | null;
  rev: number | null;
  saved_at: string | null;
  lease_until: string | null;
  /** Whether the person's drafts left room for it. */
  room: boolean;
}

const TOO_MANY = "Your unfinished drafts are full. Submit or skip some of them before you begin more.";

/**
 * Saves a draft, also when the lease is lost: text is never dropped. A draft is state, not history, so no event.
 * @param rev the newest version that the caller knows; 0 for none
 * @throws AppError draft_conflict, with what is stored, when another tab has saved since; invalid where it holds what no
 * answer to its form could; too_large beyond what one person's drafts may take
 */
export async function saveDraft(
  pool: pg.Pool,
  key: AssignmentKey,
  body: AnswerBody,
  rev: number,
): Promise<Draft & { leaseUntil: string | null }> {
  const { form, rules } = await askedOf(pool, key);
  const fields = draftFaults(form, body, rules);
  const [first] = Object.entries(fields);
  if (first) throw new AppError("invalid", { message: `${first[0]}: ${first[1]}`, fields });
  const values = [key.assignment, key.agent, key.project, key.org, JSON.stringify(body), rev];
  const [row] = await run<SavedRow>(pool, SAVE_DRAFT, values);
  if (!row?.assignment) throw new AppError("not_found");
  if (row.rev === null) {
    const stored = await findDraft(pool, key);
    if (row.room || stored) throw new AppError("draft_conflict", { detail: { stored } });
    throw new AppError("too_large", { message: TOO_MANY });
  }
  return { rev: row.rev, body, savedAt: row.saved_at!, leaseUntil: row.lease_until };
}

/** What an assignment asks never changes, so it is kept once read: the form, and the rules that are judged. */
async function askedOf(pool: pg.Pool, key: AssignmentKey): Promise<{ form: Form; rules: string[] }> {
  const name = `${key.assignment} ${key.agent} ${key.project} ${key.org}`;
  const known = asked.get(name) ?? (await readAsked(pool, key));
  if (asked.size > 10_000) asked.clear();
  asked.set(name, known);
  return { form: await formOf(pool, key.org, known.version), rules: known.rules };
}
const asked = new Map<string, { version: string; rules: string[] }>();

async function readAsked(pool: pg.Pool, key: AssignmentKey) {
  const row = await findAssignment(pool, key);
  const rules = await listJudged(pool, key, row);
  return { version: row.form_version_id, rules: rules.map(({ rule }) => rule) };
}

async function findDraft(pool: pg.Pool, key: AssignmentKey): Promise<Draft | null> {
  const text = `select d.rev, d.body, d.saved_at as "savedAt" from draft d join assignment a on a.id = d.assignment_id
    where a.id = $1 and a.agent_id = $2 and a.project_id = $3 and a.org_id = $4`;
  const { rows } = await pool.query<Draft>(text, [key.assignment, key.agent, key.project, key.org]);
  return rows[0] ?? null;
}

/** Puts a text into an assignment's draft, whatever stands there, in the transaction of a decision. */
export async function keepDraft(tx: Change, row: WorkRow, body: AnswerBody): Promise<void> {
  await tx.client.query(
    `insert into draft as d (assignment_id, org_id, item_id, agent_id, body, rev) values ($1, $2, $3, $4, $5, 1)
     on conflict (assignment_id) do update set body = excluded.body, rev = d.rev + 1, saved_at = clock()`,
    [row.id, tx.org, row.item_id, tx.agent, JSON.stringify(body)],
  );
}

const DROP: Statement = {
  name: "drop-draft",
  text: `with steps as (delete from draft_step where assignment_id = $1 and org_id = $2)
         delete from draft where assignment_id = $1 and org_id = $2`,
};

/** Forgets a draft whose text was submitted or given up. */
export async function dropDraft(tx: Change, assignment: string): Promise<void> {
  await run(tx.client, DROP, [assignment, tx.org]);
}

/**
 * Where a draft was, newest first.
 * @throws AppError not_found for another's assignment, and for one of another project
 */
export async function draftHistory(pool: pg.Pool, key: AssignmentKey): Promise<Draft[]> {
  await findAssignment(pool, key);
  const { rows } = await pool.query<Draft>(
    `select st.rev, st.body, st.at as "savedAt" from draft_step st join assignment a on a.id = st.assignment_id
     where a.id = $1 and a.agent_id = $2 and a.project_id = $3 and a.org_id = $4 order by st.rev desc limit 100`,
    [key.assignment, key.agent, key.project, key.org],
  );
  return rows;
}
