import type pg from "pg";
import { type RuleScope, touchesQueue } from "#guide/index.ts";

type Scopes = RuleScope[] | null;

interface Place {
  org: string;
  project: string;
}

interface QueueRow {
  id: number;
  stage: string;
  attributes: Parameters<typeof touchesQueue>[1]["attributes"];
}

/** The queues of a project, as far as scopes look at them. */
export async function queuesOf(pool: pg.Pool, { org, project }: Place): Promise<QueueRow[]> {
  const text = "select id, stage, attributes from queue_now where project_id = $1 and org_id = $2";
  return (await pool.query<QueueRow>(text, [project, org])).rows;
}

export const touchedBy = (scopes: Scopes, queues: readonly QueueRow[]): number[] =>
  queues.filter((queue) => touchesQueue(scopes, queue)).map(({ id }) => id);

/** How much of a project a change that touches some of its queues touches: who draws from them, and what is open there. */
export async function measureTouched(pool: pg.Pool, place: Place, touched: readonly number[]) {
  const { rows } = await pool.query<{ people: number; open: number }>(
    `select (select count(distinct agent_id)::int from drawing where project_id = $1 and org_id = $2 and queue_id = any($3)) as people,
       coalesce(sum(waiting), 0)::int as open from queue_now where project_id = $1 and org_id = $2 and id = any($3)`,
    [place.project, place.org, touched],
  );
  return rows[0]!;
}
