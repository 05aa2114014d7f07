import type { Change } from "../db/open-change.ts";
import type { Tick } from "./jobs.ts";

const BATCH = 10_000;

/**
 * Deletes replies kept under idempotency keys after two weeks: nobody repeats a request for so long, not even after
 * days offline.
 */
export const forgetReplies: Tick = {
  name: "forget-replies",
  everySeconds: 3600,
  async run({ database: { pool } }) {
    for (;;) {
      const { rowCount } = await pool.query(
        `delete from idempotency where (agent_id, key) in (
           select agent_id, key from idempotency where at < clock() - interval '14 days' limit ${BATCH})`,
      );
      if ((rowCount ?? 0) < BATCH) return;
    }
  },
};

/** Deletes the replies to a person who is erased, and those to others that name them. */
export async function forgetRepliesTo(tx: Change, person: string): Promise<void> {
  await tx.client.query(
    `delete from idempotency where org_id = $2
       and (agent_id = $1 or response::text like '%' || $1 || '%' and response is not null)`,
    [person, tx.org],
  );
}
