import type pg from "pg";
import type { PersonRef, ProjectRole } from "#contract/entities.ts";
import type { OfferedItem } from "#contract/judgings.ts";
import { type AnyItemState, itemStateOf } from "#contract/states.ts";
import { personRef } from "../accounts/index.ts";

interface Place {
  org: string;
  project: string;
}

/** So many of the items that were worked on last are looked at, and so many are offered. */
const RECENT = 2000;
const OFFERED = 60;

/** $1 organization, $2 project. Languages take turns, and within each the items whose answers differ most come first. */
const ITEMS = `
with recent as (
  select item_id from worked_item where project_id = $2 and org_id = $1 and state <> 'cancelled'
  order by changed_at desc limit ${RECENT}),
answered as (
  select r.item_id, count(a.id)::int as answers, count(distinct a.body)::int as different
  from recent r join answer_head a on a.item_id = r.item_id and a.org_id = $1 group by r.item_id),
returned as (
  select r.item_id, count(*)::int as returned from recent r join decision d on d.item_id = r.item_id and d.org_id = $1
  where d.counts and d.decision in ('return', 'reject') group by r.item_id),
ranked as (
  select i.id as item, i.attributes->>'language' as language, w.state, a.answers, a.different, coalesce(r.returned, 0) as returned,
    left(coalesce(i.shown->'prompt'->-1->>'content', ''), 300) as excerpt,
    row_number() over (partition by i.attributes->>'language'
      order by a.different - 1 + coalesce(r.returned, 0) desc, i.position desc) as turn
  from answered a join item_now i on i.id = a.item_id
  join worked_item w on w.item_id = a.item_id left join returned r on r.item_id = a.item_id)
select item, excerpt, language, state, answers, different, returned from ranked order by turn, language nulls last, item limit ${OFFERED}`;

/** Items that may be worth calibrating on. */
export async function offerItems(pool: pg.Pool, { org, project }: Place): Promise<OfferedItem[]> {
  const { rows } = await pool.query<Omit<OfferedItem, "state"> & { state: AnyItemState }>(ITEMS, [
    org,
    project,
  ]);
  return rows.map(({ state, ...row }) => ({ ...row, state: itemStateOf(state) }));
}

/** Members who may draw work on items, by name. */
export async function offerPeople(
  pool: pg.Pool,
  { org, project }: Place,
): Promise<(PersonRef & { role: ProjectRole })[]> {
  const { rows } = await pool.query<{ id: string; name: string | null; role: ProjectRole }>(
    `select m.person_id as id, m.name, m.role from member m where m.project_id = $2 and m.org_id = $1 and m.active and exists (
       select from drawing d join queue_now q on q.id = d.queue_id
       join project_now p on p.id = q.project_id and p.graph->'stages'->0->>'key' = q.stage
       where d.agent_id = m.person_id and d.project_id = $2)
     order by lower(m.name), m.person_id`,
    [org, project],
  );
  return rows.map(({ id, name, role }) => ({ ...personRef(id, name), role }));
}
