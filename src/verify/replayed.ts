import { bySql, type Check } from "./check.ts";

/** The newest event of some kinds about each thing, in the order of their numbers. */
const newest = (about: string, kinds: string) =>
  `select distinct on (about) * from (select *, ${about} as about from event where kind in (${kinds})) e order by about, seq desc`;

/** What events say happened, against where things stand; it holds for events of before rows had hashes too. */
export const replayed: Check[] = [
  bySql(
    "I6",
    "a person's role in a project is the one that was set last",
    `select 'membership of ' || coalesce(m.person_id::text, split_part(e.about, '/', 2)) as what
     from (${newest("project_id || '/' || (body->>'person')", "'member.set', 'member.removed'")}) e
     full join membership m on e.about = m.project_id || '/' || m.person_id
     where case when e.kind = 'member.set' then e.body->>'role' end is distinct from m.role`,
  ),
  bySql(
    "I6",
    "a person's role in the organization is the one that was set last",
    `select 'person ' || coalesce(p.id::text, e.about) as what
     from (${newest(
       "coalesce(body->>'person', body->>'owner')",
       "'organization.created', 'person.added', 'person.role-set', 'person.erased'",
     )}) e
     full join person p on p.id::text = e.about
     where case e.kind when 'organization.created' then 'owner' when 'person.added' then e.body->>'role'
       when 'person.role-set' then e.body->>'to' else 'member' end is distinct from p.role`,
  ),
  bySql(
    "I6",
    "a project's state is the one that was set last",
    `select 'project ' || p.id as what
     from project p left join (${newest("project_id", "'project.state-set'")}) e on e.about = p.id
     where coalesce(e.body->>'to', 'open') <> p.state`,
  ),
  bySql(
    "I6",
    "a review decides what its event says",
    `select 'review ' || r.id as what from review r
     join event e on e.kind = 'answer.reviewed' and e.body->>'review' = r.id::text
     where e.body->>'decision' <> r.decision or e.body->>'answer' <> r.answer_id::text
       or (e.body->>'score')::int is distinct from r.score or (e.body->>'fixed') is distinct from r.fixed_answer_id::text
       or e.agent_id <> r.agent_id or e.item_id <> r.item_id or e.project_id <> r.project_id`,
  ),
  bySql(
    "I6",
    "an answer is the one that its event says",
    `select 'answer ' || a.id as what from answer a
     join event e on e.item_id = a.item_id and e.body->>'answer' = a.id::text
     where e.kind = 'answer.submitted' and (e.body->>'hash' <> encode(a.hash, 'hex') or e.agent_id <> a.agent_id
       or (e.body->>'n')::int <> a.n or (e.body->>'slot')::bigint <> a.slot_id or (e.body->>'late')::boolean <> a.late
       or e.project_id <> a.project_id or abs(extract(epoch from e.at - a.at)) > 60)`,
  ),
  bySql(
    "I6",
    "every hand-over is in the log, and nobody else's",
    `select 'assignment ' || coalesce(a.id::text, e.body->>'assignment') as what
     from (select * from event where kind = 'slot.claimed') e full join assignment a on a.id::text = e.body->>'assignment'
     where a.id is null or e.seq is null or e.item_id <> a.item_id or e.agent_id <> a.agent_id or e.project_id <> a.project_id
       or e.org_id <> a.org_id or (e.body->>'slot')::bigint <> a.slot_id or abs(extract(epoch from e.at - a.at)) > 60`,
  ),
  bySql(
    "I4",
    "a slot is in a state that the newest event about it leaves it in",
    `with step as (
       select (body->>'slot')::bigint as slot, seq, case kind
         when 'slot.claimed' then '{1}' when 'answer.taken-back' then '{1}' when 'answer.submitted' then '{2,3}'
         when 'answer.edited' then '{3}' when 'answer.topped-up' then '{3}' when 'answer.judged' then '{3}' when 'slot.skipped' then '{0}' when 'answer.given-up' then '{0,6}'
         else '{0,5}' end::int[] as may
       from event where body ? 'slot' and kind <> 'item.flagged'
       union all
       select r.slot_id, e.seq, '{3}' from event e join review r on r.id = (e.body->>'review')::uuid where e.kind = 'answer.reviewed'
       union all
       select a.slot_id, e.seq, '{2,3}' from event e join answer a on a.id = (e.body->>'answer')::uuid where e.kind = 'answer.topped-up'
       union all
       select a.slot_id, e.seq, case e.body->>'decision' when 'return' then '{5}' when 'reject' then '{6}' else '{2,3}' end::int[]
       from event e join answer a on a.id = (e.body->>'answer')::uuid where e.kind = 'answer.reviewed'),
     newest as (select distinct on (slot) slot, may from step order by slot, seq desc)
     select 'slot ' || s.id || ' in state ' || s.state as what
     from slot s left join newest n on n.slot = s.id cross join lateral (select coalesce(n.may, '{0}') as may) said
     where not s.state = any(said.may) and not (s.state = 4 and said.may && '{0,1,5}')
       and not (s.state = 0 and exists (select from event e where e.item_id = s.item_id and e.kind = 'item.restored'))`,
  ),
];
