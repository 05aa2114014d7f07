import type { Change } from "../../db/change.ts";
import { redact } from "../../db/redact.ts";

/** Erases what a person wrote and nobody was handed: drafts, their history, notes to skips and flags. Answers stay. */
export async function eraseWords(tx: Change, person: string): Promise<void> {
  const scope = [person, tx.org];
  await tx.client.query(
    `delete from draft_step st using assignment a
     where a.id = st.assignment_id and a.agent_id = $1 and st.org_id = $2`,
    scope,
  );
  await tx.client.query("delete from draft where agent_id = $1 and org_id = $2", scope);
  await redact(tx, person, { table: "objection", column: "note" });
}
