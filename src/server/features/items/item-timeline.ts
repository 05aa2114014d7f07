import type pg from "pg";
import type { Json } from "#content/index.ts";
import type { TimelineEntry } from "#contract/items.ts";
import { personRef } from "../accounts/index.ts";

/**
 * The log keeps ids; what people wrote is in rows of its own that can be erased, and is joined here.
 * $1 item, $2 organization, $3 project
 */
const TIMELINE = `
select e.at, e.kind, e.agent_id as agent, p.name, coalesce(e.body, '{}') - 'hash' || jsonb_strip_nulls(jsonb_build_object(
    'reason', coalesce(nullif(r.reason, ''), e.body->>'reason'), 'note', nullif(o.note, ''), 'text', nullif(c.text, ''),
    'person', coalesce(h.name, case when e.body ? 'holder' then 'Person ' || right(e.body->>'holder', 4) end))) as detail
from event e left join identity p on p.person_id = e.agent_id
left join review r on r.id = (e.body->>'review')::uuid and r.org_id = $2
left join objection o on o.id = (e.body->>'objection')::uuid and o.org_id = $2
left join comment c on c.id = (e.body->>'comment')::uuid and c.org_id = $2
left join identity h on h.person_id = (e.body->>'holder')::uuid and h.org_id = $2
where e.item_id = $1 and e.org_id = $2 and e.project_id = $3
order by e.seq`;

/** The item's own beginning is a batch of an import, in one event for all of it. */
const ARRIVAL = `
select i.at, m.agent_id as agent, p.name, jsonb_strip_nulls(jsonb_build_object('import', m.name, 'line', i.line)) as detail
from item i left join import m on m.id = i.import_id and m.org_id = i.org_id left join identity p on p.person_id = m.agent_id
where i.id = $1 and i.org_id = $2 and i.project_id = $3`;

interface Row {
  at: string;
  kind?: string;
  agent: string | null;
  name: string | null;
  detail: Record<string, Json>;
}

/** Everything that happened to an item, oldest first. */
export async function listTimeline(
  pool: pg.Pool,
  asked: { item: string; project: string; org: string },
): Promise<TimelineEntry[]> {
  const values = [asked.item, asked.org, asked.project];
  const [arrival, events] = await Promise.all([
    pool.query<Row>(ARRIVAL, values),
    pool.query<Row>(TIMELINE, values),
  ]);
  return [...arrival.rows, ...events.rows].map(({ at, kind = "item.imported", agent, name, detail }) => ({
    at,
    kind,
    by: agent === null ? null : personRef(agent, name),
    detail,
  }));
}
