import type pg from "pg";
import type { Json } from "#content/index.ts";
import type { AgentRef } from "#contract/entities.ts";
import type { TimelineEntry } from "#contract/items.ts";
import { agentRef } from "../accounts/index.ts";

/**
 * The log keeps ids; what people wrote is in rows of its own that can be erased, and is joined here.
 * $1 item, $2 organization, $3 project
 */
const TIMELINE = `
select e.at, e.kind, e.agent_id as agent, p.name, p.kind as who, coalesce(e.body, '{}') - 'hash' || jsonb_strip_nulls(jsonb_build_object(
    'reason', e.body->>'reason', case s.kind when 'review' then 'reason' when 'objection' then 'note' else 'text' end, nullif(s.text, ''),
    'person', coalesce(h.name, case when e.body ? 'holder' then 'Person ' || right(e.body->>'holder', 4) end))) as detail
from event e left join name_of p on p.agent_id = e.agent_id
left join remark s on s.id = coalesce(e.body->>'review', e.body->>'objection', e.body->>'comment')::uuid and s.org_id = $2
left join name_of h on h.agent_id = (e.body->>'holder')::uuid and h.org_id = $2
where e.item_id = $1 and e.org_id = $2 and e.project_id = $3
order by e.seq`;

/** The item's own beginning is a batch of an import, in one event for all of it. */
const ARRIVAL = `
select i.at, i.agent_id as agent, p.name, p.kind as who, jsonb_strip_nulls(jsonb_build_object('import', i.import_name, 'line', i.line)) as detail
from arrival i left join name_of p on p.agent_id = i.agent_id
where i.item_id = $1 and i.org_id = $2 and i.project_id = $3`;

interface Row {
  at: string;
  kind?: string;
  agent: string | null;
  name: string | null;
  who: AgentRef["kind"] | null;
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
  return [...arrival.rows, ...events.rows].map(
    ({ at, kind = "item.imported", agent, name, who, detail }) => ({
      at,
      kind,
      by: agent === null ? null : agentRef({ id: agent, name, kind: who ?? "person" }),
      detail,
    }),
  );
}
