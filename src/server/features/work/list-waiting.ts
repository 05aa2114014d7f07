import type pg from "pg";
import type { Waiting } from "#contract/work.ts";
import { run, type Statement } from "../../db/pool.ts";

/** What more than so many would say to a person is nothing new. */
export const MOST = 100;

/** An open slot that the person may take: the rule of a claim, in `claim-new`. */
const OPEN = `select s.item_id from slot s where s.queue_id = q.id and s.state = 0 and s.reserved_for is null
  and coalesce((select false from participation p where p.item_id = s.item_id and p.conflict_group = q.conflict_group
    and p.round = s.round and p.agent_id = $1 and not (q.repeats and p.stage = q.stage)), true)`;

/** $1 agent, $2 organization */
const WAITING: Statement = {
  name: "waiting",
  text: `
with mine as (
   select q.id, q.project_id, p.name as project, q.stage, q.kind, q.conflict_group, q.repeats,
     greatest(pq.cursor, q.head) as cursor
   from person_queue pq join queue q on q.id = pq.queue_id and q.open
   join project p on p.id = q.project_id and p.state = 'open'
   where pq.agent_id = $1 and pq.org_id = $2 and pq.until > (select clock()) and not exists (
     select from agreement_owed o where o.project_id = q.project_id and o.org_id = $2 and o.agent_id = $1)),
 kept as (
   select s.queue_id, s.state from slot s where s.reserved_for = $1 and s.state in (0, 5) and s.org_id = $2)
 select st.project_id as "projectId", st.project, st.stage, st.kind as work,
   case when st.repeats then o.slots else o.items end as open, o.slots < ${MOST} as "openIsExact",
   (select count(*)::int from kept k join mine q on q.id = k.queue_id
     where k.state = 5 and q.project_id = st.project_id and q.stage = st.stage) as returned,
   (select count(*)::int from kept k join mine q on q.id = k.queue_id
     where k.state = 0 and q.project_id = st.project_id and q.stage = st.stage) as assigned
 from (select distinct project_id, project, stage, kind, repeats from mine) st
 cross join lateral (
   select count(*)::int as slots, count(distinct few.item_id)::int as items
   from (select s.item_id from mine q cross join lateral (
       (${OPEN} and s.ahead limit ${MOST}) union all
       (${OPEN} and not s.ahead and s.position > q.cursor order by s.position limit ${MOST})) s
     where q.project_id = st.project_id and q.stage = st.stage limit ${MOST}) few) o
 order by st.project, st.stage`,
};

/**
 * What waits for a person, by project and stage: what they may draw, counted up to a limit, what came back and what is
 * assigned to them. Who answers an item once counts items, however many answers each still needs; who reviews counts
 * answers.
 */
export function listWaiting(client: pg.Pool | pg.ClientBase, org: string, agent: string): Promise<Waiting[]> {
  return run<Waiting>(client, WAITING, [agent, org]);
}
