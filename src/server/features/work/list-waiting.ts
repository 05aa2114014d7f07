import type pg from "pg";
import type { Waiting } from "#contract/work.ts";
import type { StageKindName } from "#workflow/index.ts";

const MOST = 500;

/**
 * What waits for a person, by project and stage: what they may draw, counted up to a limit, and rework. Who answers an
 * item once counts items, however many answers each still needs; who reviews counts answers.
 */
export async function listWaiting(pool: pg.Pool, org: string, agent: string): Promise<Waiting[]> {
  const { rows } = await pool.query<{
    project_id: string;
    project: string;
    stage: string;
    work: StageKindName;
    open: number;
    exact: boolean;
    returned: number;
    assigned: number;
  }>(
    `select p.id as project_id, p.name as project, q.stage, q.kind as work,
       least(sum(o.open), ${MOST})::int as open, sum(o.slots) < ${MOST} as exact, sum(o.returned)::int as returned,
       sum(o.assigned)::int as assigned
     from person_queue pq join queue q on q.id = pq.queue_id and q.open join project p on p.id = q.project_id
     cross join lateral (select drawn.slots, case when q.repeats then drawn.slots else drawn.items end as open,
       (select count(*) from slot s where s.reserved_for = $1 and s.state = 5 and s.queue_id = q.id) as returned,
       (select count(*) from slot s where s.reserved_for = $1 and s.state = 0 and s.queue_id = q.id) as assigned
       from (select count(*) as slots, count(distinct few.item_id) as items from (select s.item_id from slot s where s.queue_id = q.id and s.state = 0 and s.reserved_for is null
          and not exists (select from participation pa where pa.item_id = s.item_id and pa.conflict_group = q.conflict_group
            and pa.round = s.round and pa.agent_id = $1 and not (q.repeats and pa.stage = q.stage))
          limit ${MOST}) few) drawn) o
     where pq.agent_id = $1 and pq.org_id = $2 and p.state = 'open'
     group by p.id, p.name, q.stage, q.kind order by p.name, q.stage`,
    [agent, org],
  );
  return rows.map((row) => ({
    projectId: row.project_id,
    project: row.project,
    stage: row.stage,
    work: row.work,
    open: row.open,
    openIsExact: row.exact,
    returned: row.returned,
    assigned: row.assigned,
  }));
}
