import type pg from "pg";
import type { Notice } from "#contract/notices.ts";
import { NOT_SHOWN } from "#guide/index.ts";
import { run, type Statement } from "../../db/pool.ts";
import { type Caller, runsOrganization } from "../../http/policy.ts";

const MOST = 100;

/**
 * $1 organization, $2 person, $3 whether they run the organization. What was said is read from where it was said, so
 * that what is erased there is gone here. A trainer gets their hand-over of the item instead of its id, and learns
 * only who spoke to them or gave them work, not who judged theirs; nor does a reviewer learn the names of others while the item is not done, nor who asked a
 * question, but for those of managers. A returned answer waits while its place is in its author's hands and nobody has judged a later
 * version; what waits no more need not be read. A ruling at a rule that is hidden from the reader is not repeated.
 */
const NOTICES: Statement = {
  name: "notices",
  text: `
select n.id, n.kind, n.project_id as "projectId", g.id as "guideId", coalesce(p.name, g.title) as project, n.at, w.waits,
  n.read_at is not null or (n.kind = 'returned' and not w.waits) as read,
  n.subject, case when b.sees or n.subject <> 'item' then n.subject_id end as "subjectId",
  h.id as "assignmentId", coalesce(h.held, false) as held,
  (select v.thread_id from thread_voice v where v.comment_id = n.about_id and v.org_id = $1 limit 1) as "threadId",
  case when n.by_id is not null and not b.unnamed then
    jsonb_build_object('id', n.by_id, 'name', coalesce(who.name, 'Person ' || right(n.by_id::text, 4))) end as by,
  case when n.kind = 'ruled' and exists (
      select from question_now q join guide_withheld($1, $2) h on h.entry_id = q.entry_id where q.id = n.subject_id)
    or n.subject = 'entry' and exists (select from guide_withheld($1, $2) h where h.entry_id = n.subject_id)
    then '${NOT_SHOWN}' else left(coalesce(nullif(r.text, ''), r.code, ''), 500) end as text
from notice n left join project_now p on p.id = n.project_id
left join guide_entry_now e on e.id = n.subject_id and n.subject = 'entry' and e.org_id = $1
left join guide_now g on g.id = e.guide_id
left join member m on m.project_id = n.project_id and m.person_id = $2
cross join lateral (select $3 or m.role <> 'trainer' as sees, case
  when exists (select from thread_voice v where v.comment_id = n.about_id and v.is_nameless) then true
  when $3 then false
  when n.subject = 'judging' then m.role <> 'manager'
    and not exists (select from member l where l.project_id = n.project_id and l.person_id = n.by_id and l.role = 'manager')
    and not exists (select from person_now q where q.id = n.by_id and q.role <> 'member')
  when m.role = 'trainer' then n.kind not in ('mentioned', 'replied', 'assigned', 'announced')
  when m.role = 'reviewer' then (n.item_id is not null or n.subject = 'question')
    and not exists (select from worked_item s where s.item_id = n.item_id and s.state = 'done')
    and not exists (select from member l where l.project_id = n.project_id and l.person_id = n.by_id and l.role = 'manager')
    and not exists (select from person_now q where q.id = n.by_id and q.role <> 'member')
  else false end as unnamed) b
left join lateral (select a.id, a.held from hand_over a
  where a.item_id = n.item_id and a.agent_id = $2 and a.org_id = $1 order by a.at desc limit 1) h on true
left join name_of who on who.agent_id = n.by_id and who.org_id = $1
left join remark r on r.id = n.about_id and (r.kind = 'decline') = (n.kind = 'declined')
cross join lateral (select n.kind = 'returned' and exists (
  select from waiting_return w where w.review_id = n.about_id and w.person_id = $2) as waits) w
where n.person_id = $2 and n.org_id = $1 and not exists (
    select from agreement_owed o where o.project_id = n.project_id and o.org_id = $1 and o.agent_id = $2)
  and ($3 or m.role is not null or exists (select from guide_reader r where r.guide_id = g.id and r.person_id = $2))
order by n.at desc, n.id limit ${MOST}`,
};

/** What was said to a person, newest first. */
export async function listNotices(
  pool: pg.Pool,
  caller: Caller,
): Promise<{ rows: Notice[]; unread: number }> {
  const rows = await run<Notice>(pool, NOTICES, [caller.org, caller.id, runsOrganization(caller)]);
  return { rows, unread: rows.filter((row) => !row.read).length };
}
