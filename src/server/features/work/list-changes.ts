import type pg from "pg";
import { arrange } from "#content/index.ts";
import type { AnswerChanges } from "#contract/work.ts";
import { readAnswer, remapAnswer, type StoredAnswer } from "#kinds/answer.ts";
import { AppError } from "../../errors.ts";
import { type AssignmentKey, findAssignment, orderOf, placeIn } from "./assignment.ts";
import { formOf } from "./forms-of-answers.ts";

/**
 * The versions of a person's own answer, oldest first, in the order in which the candidates were shown to them. Who
 * else made one is not said.
 * @throws AppError not_found for work that is about another person's answer
 */
export async function listChanges(pool: pg.Pool, key: AssignmentKey): Promise<AnswerChanges> {
  const row = await findAssignment(pool, key);
  if (row.subject_id !== null) throw new AppError("not_found");
  const { rows } = await pool.query<StoredAnswer & { n: number; mine: boolean; at: string }>(
    `select n, body, kinds, agent_id = $2 as mine, at from answer where slot_id = $1 and org_id = $3 and project_id = $4
       and exists (select from answer own where own.slot_id = $1 and own.agent_id = $2 and own.n = 1) order by n`,
    [row.place_id, key.agent, key.org, key.project],
  );
  const order = await orderOf(pool, key.org, row);
  const form = await formOf(pool, key.org, row.form_version_id);
  return {
    formVersionId: row.form_version_id,
    material: arrange(row.shown, order),
    versions: rows.map(({ n, mine, at, ...stored }) => ({
      ...{ n, mine, at },
      body: remapAnswer(form, readAnswer(form, stored), placeIn(order)),
    })),
  };
}
