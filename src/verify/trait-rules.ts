import { bySql, type Check } from "./check.ts";

const LEVELS = "array['basic', 'good', 'fluent', 'native']";

/** Who may draw from which queue, from the grounds themselves: roles, grants that have not ended, languages. */
const MAY = `
  select c.agent_id, q.id as queue_id from queue q join (
    select person_id as agent_id, project_id, org_id from membership
    union select agent_id, project_id, org_id from person_trait) c
    on c.org_id = q.org_id and (c.project_id = q.project_id or c.project_id is null)
  left join person p on p.id = c.agent_id
  where p.blocked_at is null and cardinality(q.needs) > 0 and not exists (
    select from unnest(q.needs || q.agreed) need where not exists (
      select from membership m where m.person_id = c.agent_id and m.project_id = q.project_id
        and (need = 'role:' || m.role or m.role = 'manager' and need in ('role:trainer', 'role:reviewer')))
    and not exists (
      select from person_trait t where t.agent_id = c.agent_id and t.trait = need and t.revoked_at is null
        and coalesce(t.project_id = q.project_id, true) and coalesce(t.until > clock(), true))
    and not exists (
      select from jsonb_to_recordset(p.languages) spoken(tag text, level text)
      where need like 'language:%' and spoken.tag || '-' like split_part(need, ':', 2) || '-%'
        and (split_part(need, ':', 3) = ''
          or array_position(${LEVELS}, spoken.level) >= array_position(${LEVELS}, split_part(need, ':', 3)))))`;

/** What people may draw, and what is kept for them. */
export const traitRules: Check[] = [
  bySql(
    "I7",
    "those draw from a queue who have every trait that it needs, and no others",
    `with may as (${MAY}), does as (select agent_id, queue_id from person_queue where until > clock())
     select 'agent ' || agent_id || ' and queue ' || queue_id as what from (
       (select * from may except select * from does) union all (select * from does except select * from may)) differs`,
  ),
  bySql(
    "I7",
    "a queue knows how many people draw from it",
    `select 'queue ' || q.id as what from queue q
     where q.people <> (select count(*) from person_queue pq where pq.queue_id = q.id)`,
  ),
  bySql(
    "I4",
    "an open slot that is kept for a person is of an item in which they take part",
    `select 'slot ' || s.id as what from slot s join queue q on q.id = s.queue_id
     where s.state = 0 and s.reserved_for is not null and not exists (
       select from participation p where p.item_id = s.item_id and p.conflict_group = q.conflict_group
         and p.round = s.round and p.agent_id = s.reserved_for)`,
  ),
];
