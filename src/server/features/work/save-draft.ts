import type pg from "pg";
import type { Draft } from "#contract/work.ts";
import type { AnswerBody } from "#kinds/answer.ts";
import { run } from "../../db/pool.ts";
import { AppError } from "../../http/errors.ts";
import type { AssignmentKey } from "./assignment.ts";
import { SAVE_DRAFT } from "./statements.ts";

interface SavedRow {
  assignment: string | null;
  rev: number | null;
  saved_at: string | null;
  lease_until: string | null;
}

/**
 * Saves a draft, also when the lease is lost: text is never dropped. A draft is state, not history, so no event.
 * @param rev the newest version that the caller knows; 0 for none
 * @throws AppError draft_conflict, with what is stored, when another tab has saved since
 */
export async function saveDraft(
  pool: pg.Pool,
  key: AssignmentKey,
  body: AnswerBody,
  rev: number,
): Promise<Draft & { leaseUntil: string | null }> {
  const values = [key.assignment, key.agent, key.project, key.org, JSON.stringify(body), rev];
  const [row] = await run<SavedRow & pg.QueryResultRow>(pool, SAVE_DRAFT, values);
  if (!row?.assignment) throw new AppError("not_found");
  if (row.rev === null) {
    const [stored] = (await listDraft(pool, key)).rows;
    throw new AppError("draft_conflict", { detail: { stored: stored ?? null } });
  }
  return { rev: row.rev, body, savedAt: row.saved_at!, leaseUntil: row.lease_until };
}

async function listDraft(pool: pg.Pool, key: AssignmentKey) {
  const text = `select rev, body, saved_at as "savedAt" from draft where assignment_id = $1 and agent_id = $2 and org_id = $3`;
  return pool.query<Draft>(text, [key.assignment, key.agent, key.org]);
}

/** Where a draft was, newest first. */
export async function draftHistory(pool: pg.Pool, key: AssignmentKey): Promise<Draft[]> {
  const { rows } = await pool.query<Draft>(
    `select st.rev, st.body, st.at as "savedAt" from draft_step st join assignment a on a.id = st.assignment_id
     where a.id = $1 and a.agent_id = $2 and a.org_id = $3 order by st.rev desc limit 100`,
    [key.assignment, key.agent, key.org],
  );
  return rows;
}
