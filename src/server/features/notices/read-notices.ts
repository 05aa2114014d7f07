import type { Change } from "../../db/change.ts";

/** Marks a person's own notices as read. Not a decision, so no event. */
export async function readNotices(tx: Change, notices: string[]): Promise<void> {
  await tx.client.query(
    "update notice set read_at = clock() where id = any($1) and person_id = $2 and org_id = $3 and read_at is null",
    [notices, tx.agent, tx.org],
  );
}
