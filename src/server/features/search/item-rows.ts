import type pg from "pg";
import type { Attributes } from "#content/index.ts";
import type { ItemRow } from "#contract/search.ts";
import type { ItemState } from "#contract/states.ts";
import { run, type Statement } from "../../db/pool.ts";
import { agentRef } from "../accounts/index.ts";
import type { Owner } from "./stored-sets.ts";

/** $1 project, $2 organization, $3 positions. Of an item's text only the beginning leaves the database. */
const ROWS: Statement = {
  name: "item-rows",
  text: `
select i.id, i.position, i.external_id as "externalId", i.state, i.priority,
  left(coalesce(case jsonb_typeof(i.shown->'prompt'->-1->'content') when 'string' then i.shown->'prompt'->-1->>'content'
    else (select string_agg(part->>'text', ' ') from jsonb_array_elements(i.shown->'prompt'->-1->'content') part) end, ''), 300) as excerpt,
  i.attributes, i.changed_at as "changedAt", coalesce(a.answers, 0) as answers, coalesce(a.authors, '[]') as authors
from item_now i
left join lateral (
  select count(distinct a.slot_id) as answers, jsonb_agg(distinct jsonb_build_object('id', a.agent_id, 'name', p.name, 'kind', p.kind)) as authors
  from contribution a left join name_of p on p.agent_id = a.agent_id where a.item_id = i.id) a on i.met
where i.project_id = $1 and i.org_id = $2 and i.position = any($3)`,
};

interface Row {
  id: string;
  position: number;
  externalId: string | null;
  state: ItemState;
  priority: number;
  excerpt: string;
  attributes: Attributes;
  changedAt: string | null;
  answers: number;
  authors: Parameters<typeof agentRef>[0][];
}

/** The lines of a list, in the order of the positions. */
export async function presentRows(pool: pg.Pool, owner: Owner, positions: number[]): Promise<ItemRow[]> {
  const rows = await run<Row>(pool, ROWS, [owner.project, owner.org, positions]);
  const byPosition = new Map(rows.map((row) => [row.position, row]));
  return positions.flatMap((position) => {
    const row = byPosition.get(position);
    return row ? [{ ...row, authors: row.authors.map(agentRef) }] : [];
  });
}
