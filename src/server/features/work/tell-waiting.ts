import type pg from "pg";
import type { Waiting } from "#contract/work.ts";
import { estimateRows, roundEstimate } from "../../db/estimate.ts";
import { listWaiting, MOST } from "./list-waiting.ts";

/** Up to so many open slots are counted; beyond, the database's statistics say about how many there are. */
const COUNTED = 10_000;

/** $1 agent, $2 organization, $3 project, $4 stage */
const OPEN = `from person_queue pq join queue q on q.id = pq.queue_id and q.open join slot s on s.queue_id = q.id and s.state = 0 and s.reserved_for is null
  where pq.agent_id = $1 and pq.org_id = $2 and q.project_id = $3 and q.stage = $4`;

/** What waits for a person; a long count is estimated from the first slots. */
export async function tellWaiting(pool: pg.Pool, org: string, agent: string): Promise<Waiting[]> {
  const rows = await listWaiting(pool, org, agent);
  return Promise.all(
    rows.map(async (row) => {
      if (row.openIsExact) return row;
      const values = [agent, org, row.projectId, row.stage];
      const found = await pool.query<{ n: number }>(
        `select count(*)::int as n from (select ${OPEN} limit ${COUNTED}) few`,
        values,
      );
      const { n } = found.rows[0]!;
      const slots = n < COUNTED ? n : Math.max(n, await estimateRows(pool, `select ${OPEN}`, values));
      return { ...row, open: roundEstimate((row.open * slots) / MOST) };
    }),
  );
}
