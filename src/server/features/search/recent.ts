import type pg from "pg";
import type { Attributes } from "#content/index.ts";
import type { StoredAnswer } from "#kinds/answer.ts";
import type { Form } from "#kinds/form.ts";
import { ALL, answerFacets, attributeFacets, byAuthor, WORKED } from "./facets.ts";
import type { Owner } from "./stored-sets.ts";

/** A transaction may commit after one that began later, so what follows the clock looks back this far again. */
export const OVERLAP = "5 seconds";

type Client = pg.Pool | pg.ClientBase;

/** Members to add to sets, by facet. */
export type Additions = Map<string, number[]>;

export function addTo(additions: Additions, facet: string, position: number): void {
  const positions = additions.get(facet);
  if (positions) positions.push(position);
  else additions.set(facet, [position]);
}

/** All: $1 project, $2 organization, $3 at most so many; what follows a clock also $4: since when, null: not followed. */
const NEW_ITEMS = `
select position, attributes from item
where project_id = $1 and org_id = $2 and position > coalesce((select position from item_index where project_id = $1), 0)
order by position limit $3`;

const CHANGED_ITEMS = `
select position, changed_at::text as at from item_state
where project_id = $1 and org_id = $2 and state = any('{working,review,done,cancelled}')
  and changed_at > coalesce($4, (select states_at - interval '${OVERLAP}' from item_index where project_id = $1), 'epoch')
order by changed_at fetch first $3 rows with ties`;

/** A reviewer's fix is a version of the author's answer: its values count, its maker is not the author. */
const NEW_ANSWERS = `
select i.position, a.agent_id as agent, a.body, a.kinds, a.form_version_id as form, a.at::text as at,
  coalesce(p.agent_id = a.agent_id, true) as own
from answer a join item i on i.id = a.item_id left join answer p on p.id = a.parent_id
where a.project_id = $1 and a.org_id = $2
  and a.at > coalesce($4, (select answers_at - interval '${OVERLAP}' from item_index where project_id = $1), 'epoch')
order by a.at fetch first $3 rows with ties`;

/** What has happened since the sets were brought up to date; `to` is how far it goes, `more` whether there is more. */
export interface Recent {
  additions: Additions;
  rows: number;
  to: string | null;
  more: boolean;
}

/** New items and their attributes. */
export async function recentItems(client: Client, owner: Owner, most: number): Promise<Recent> {
  const { rows } = await client.query<{ position: number; attributes: Attributes }>(NEW_ITEMS, [
    owner.project,
    owner.org,
    most,
  ]);
  return { additions: facetsOfItems(rows), rows: rows.length, to: null, more: rows.length >= most };
}

/** The facets of new items. */
export function facetsOfItems(rows: readonly { position: number; attributes: Attributes }[]): Additions {
  const additions: Additions = new Map();
  for (const { position, attributes } of rows) {
    addTo(additions, ALL, position);
    for (const facet of attributeFacets(attributes)) addTo(additions, facet, position);
  }
  return additions;
}

/** Items on which work was done or decided, since `from` or since the sets were brought up to date. */
export async function recentStates(
  client: Client,
  owner: Owner,
  most: number,
  from: string | null = null,
): Promise<Recent> {
  const { rows } = await client.query<{ position: number; at: string }>(CHANGED_ITEMS, [
    owner.project,
    owner.org,
    most,
    from,
  ]);
  const additions: Additions = new Map([[WORKED, rows.map((row) => row.position)]]);
  return { additions, rows: rows.length, to: rows.at(-1)?.at ?? null, more: rows.length >= most };
}

/** Authors and values of new answers, likewise. */
export async function recentAnswers(
  client: Client,
  owner: Owner,
  most: number,
  from: string | null = null,
): Promise<Recent> {
  type Row = StoredAnswer & { position: number; agent: string; form: string; at: string; own: boolean };
  const { rows } = await client.query<Row>(NEW_ANSWERS, [owner.project, owner.org, most, from]);
  const forms = await formsOf(client, owner, [...new Set(rows.map((row) => row.form))]);
  const additions: Additions = new Map();
  for (const row of rows) {
    if (row.own) addTo(additions, byAuthor(row.agent), row.position);
    for (const facet of answerFacets(forms.get(row.form)!, row)) addTo(additions, facet, row.position);
  }
  return { additions, rows: rows.length, to: rows.at(-1)?.at ?? null, more: rows.length >= most };
}

/** Form versions by id. */
export async function formsOf(client: Client, owner: Owner, versions: string[]): Promise<Map<string, Form>> {
  if (versions.length === 0) return new Map();
  const { rows } = await client.query<{ id: string; form: Form }>(
    "select id, form from form_version where id = any($1) and org_id = $2",
    [versions, owner.org],
  );
  return new Map(rows.map((row) => [row.id, row.form]));
}
