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
];
