import type pg from "pg";
import type { Unfinished, Week } from "#contract/home.ts";
import { ACTIVE_MS } from "../../db/active-time.ts";
import { run, type Statement } from "../../db/pool.ts";
import { type Caller, runsOrganization } from "../../http/policy.ts";

/**
 * $1 organization, $2 person, $3 time zone. The last seven days, today included; a fix counts as a review. What a
 * review decided counts in the week of the review, whenever the answer was given.
 */
const WEEK: Statement = {
  name: "home-week",
  text: `
with start as (select ((clock() at time zone $3)::date - 6) as day),
answers as (
  select a.id, a.slot_id, a.spans, (a.at at time zone $3)::date as day from contribution a
  where a.agent_id = $2 and a.org_id = $1 and a.at >= (select day from start)::timestamp at time zone $3),
reviews as (
  select spans, (at at time zone $3)::date as day from decision
  where agent_id = $2 and org_id = $1 and at >= (select day from start)::timestamp at time zone $3),
done as (
  select day, count(distinct slot_id) as n from answers group by 1 union all select day, count(*) from reviews group by 1),
fate as (
  select r.decision, count(*) as n from decision r
  where r.maker_id = $2 and r.org_id = $1 and r.at >= (select day from start)::timestamp at time zone $3 group by 1)
select (select count(distinct slot_id) from answers) as submitted, (select count(*) from reviews) as reviewed,
  (select coalesce(sum(n), 0)::bigint from fate where decision in ('accept', 'fix'))
    + (select count(distinct slot_id) from accepted_unreviewed where agent_id = $2 and org_id = $1
       and at >= (select day from start)::timestamp at time zone $3) as accepted,
  (select coalesce(sum(n), 0)::bigint from fate where decision = 'return') as returned,
  (select (coalesce(sum(ms), 0) / 60000.0)::float8 from (select ${ACTIVE_MS} as ms from answers union all select ${ACTIVE_MS} from reviews) t) as minutes,
  (select jsonb_agg(jsonb_build_object('day', d::date::text, 'done', (select coalesce(sum(n), 0) from done where day = d::date)) order by d)
   from generate_series((select day from start), (select day from start) + 6, interval '1 day') d) as days`,
};

/** What a person did in the last seven days, and what became of it. */
export async function findWeek(pool: pg.Pool, caller: Caller, timeZone: string): Promise<Week> {
  const [row] = await run<Omit<Week, "activeMinutes"> & { minutes: number }>(pool, WEEK, [
    caller.org,
    caller.id,
    timeZone,
  ]);
  const { minutes, ...week } = row!;
  return { ...week, activeMinutes: Math.round(minutes * 10) / 10 };
}

/** $1 organization, $2 person, $3 whether they run the organization */
const UNFINISHED: Statement = {
  name: "home-unfinished",
  text: `
with mine as (
  select assignment_id from held_slot where holder = $2 and org_id = $1
  union select assignment_id from draft where agent_id = $2 and org_id = $1)
select a.id as "assignmentId", a.project_id as "projectId", p.name as project, a.stage,
  left(coalesce(case jsonb_typeof(i.shown->'prompt'->-1->'content') when 'string' then i.shown->'prompt'->-1->>'content'
    else (select string_agg(part->>'text', ' ') from jsonb_array_elements(i.shown->'prompt'->-1->'content') part) end, ''), 200) as excerpt,
  a.saved_at as "savedAt", a.held, a.held and a.parked as parked
from mine join hand_over a on a.id = mine.assignment_id and a.agent_id = $2 and a.org_id = $1
join item_now i on i.id = a.item_id
join project_now p on p.id = a.project_id and p.state <> 'archived'
left join member m on m.project_id = a.project_id and m.person_id = $2
where ($3 or m.role is not null) and not exists (
  select from agreement_owed o where o.project_id = a.project_id and o.org_id = $1 and o.agent_id = $2)
order by coalesce(a.saved_at, a.at) desc, a.id limit 50`,
};

/** What a person holds or parked, and drafts whose lease has ended, the latest first. */
export function listUnfinished(pool: pg.Pool, caller: Caller): Promise<Unfinished[]> {
  return run<Unfinished>(pool, UNFINISHED, [caller.org, caller.id, runsOrganization(caller)]);
}
