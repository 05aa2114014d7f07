import type pg from "pg";
import type { AgentRef } from "#contract/entities.ts";
import type { Held } from "#contract/work.ts";
import { agentRef } from "../accounts/index.ts";

/** Who holds what in a project, the longest lease first. */
export async function listHeld(pool: pg.Pool, org: string, project: string): Promise<Held[]> {
  const { rows } = await pool.query<Omit<Held, "holder"> & { holder: string } & Omit<AgentRef, "id">>(
    `select s.id as "slotId", s.item_id as "itemId", q.stage, s.lease_until as until, s.parked, s.holder, i.name, i.kind
     from slot s join queue q on q.id = s.queue_id left join name_of i on i.agent_id = s.holder
     where q.project_id = $1 and q.org_id = $2 and s.state = 1 order by s.lease_until desc limit 1000`,
    [project, org],
  );
  return rows.map(({ holder: id, name, kind, ...lease }) => ({
    ...lease,
    holder: agentRef({ id, name, kind }),
  }));
}
