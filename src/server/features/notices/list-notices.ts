import type pg from "pg";
import type { Notice } from "#contract/notices.ts";
import { run, type Statement } from "../../db/pool.ts";
import { type Caller, runsOrganization } from "../../http/policy.ts";

const MOST = 100;

/**
 * $1 organization, $2 person, $3 whether they run the organization. What was said is read from where it was said, so
 * that what is erased there is gone here. Who works blind gets their hand-over of the item instead of its id. A
 * returned answer waits while its place is in its author's hands and nobody has judged a later version; what waits no
 * more need not be read.
 */
const NOTICES: Statement = {
  name: "notices",
  text: `
select n.id, n.kind, n.project_id as "projectId", p.name as project, n.at, w.waits,
  n.read_at is not null or (n.kind = 'returned' and not w.waits) as read,
  case when $3 or m.role <> 'trainer' then n.item_id end as "itemId",
  (select a.id from hand_over a where a.item_id = n.item_id and a.agent_id = $2 and a.org_id = $1 order by a.at desc limit 1) as "assignmentId",
  left(coalesce(nullif(r.text, ''), r.code, ''), 500) as text
from notice n join project_now p on p.id = n.project_id
left join member m on m.project_id = n.project_id and m.person_id = $2
left join remark r on r.id = n.about_id
cross join lateral (select n.kind = 'returned' and exists (
  select from waiting_return w where w.review_id = n.about_id and w.person_id = $2) as waits) w
where n.person_id = $2 and n.org_id = $1 and ($3 or m.role is not null)
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
