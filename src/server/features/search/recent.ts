import type pg from "pg";
import type { Attributes } from "#content/index.ts";
import type { StoredAnswer } from "#kinds/answer.ts";
import type { Form } from "#kinds/form.ts";
import { unfollowed } from "../../events/follow.ts";
import { ALL, answerFacets, attributeFacets, byAuthor, WORKED } from "./facets.ts";
import type { Owner } from "./stored-sets.ts";

/** Who follows work with the sets. */
export const ITEM_INDEX = "item-index";

type Client = pg.Pool | pg.ClientBase;

/** Members to add to sets, by facet. */
export type Additions = Map<string, number[]>;

export function addTo(additions: Additions, facet: string, position: number): void {
  const positions = additions.get(facet);
  if (positions) positions.push(position);
  else additions.set(facet, [position]);
}

/** What has happened since the sets were brought up to date; `more`: and that is not all. */
export interface Recent {
  additions: Additions;
  more: boolean;
}

/** $1 project, $2 organization, $3 at most so many */
const NEW_ITEMS = `
select position, imported as attributes from item_now
where project_id = $1 and org_id = $2 and position > coalesce((select position from item_index where project_id = $1), 0)
order by position limit $3`;

/** New items and their attributes. */
export async function recentItems(client: Client, owner: Owner, most: number): Promise<Recent> {
  const { rows } = await client.query<{ position: number; attributes: Attributes }>(NEW_ITEMS, [
    owner.project,
    owner.org,
    most,
  ]);
  return { additions: facetsOfItems(rows), more: rows.length >= most };
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

/** An event about an item: what it says may name versions of answers. */
export interface WorkEvent {
  item: string | null;
  body: unknown;
}

/** $1 project, $2 organization, $3 at most so many */
const NEW_WORK = `
select e.item_id as item, e.body from event e
where e.project_id = $1 and e.org_id = $2 and e.item_id is not null and ${unfollowed(ITEM_INDEX)} limit $3`;

/** What was done to items of a project and the index has not followed yet. */
export async function recentWork(client: Client, owner: Owner, most: number): Promise<Recent> {
  const { rows } = await client.query<WorkEvent>(NEW_WORK, [owner.project, owner.org, most]);
  return { additions: await facetsOfWork(client, owner, rows), more: rows.length >= most };
}

const WORKED_ITEMS = `
select position from worked_item where project_id = $1 and org_id = $2 and item_id = any($3)`;

/** A fix or an edit is a version of the author's answer: its values count, its maker is not the author. */
const ANSWERS = `
select i.position, a.agent_id as agent, a.body, a.kinds, a.form_version_id as form, a.own
from answer_version a join item_now i on i.id = a.item_id
where a.project_id = $1 and a.org_id = $2 and a.id = any($3)`;

type AnswerRow = StoredAnswer & { position: number; agent: string; form: string; own: boolean };

/** Items on which work was done or decided, and the authors and values of the answers that events name. */
export async function facetsOfWork(
  client: Client,
  { project, org }: Owner,
  events: readonly WorkEvent[],
): Promise<Additions> {
  const additions: Additions = new Map();
  if (events.length === 0) return additions;
  const items = [...new Set(events.map(({ item }) => item))];
  const worked = await client.query<{ position: number }>(WORKED_ITEMS, [project, org, items]);
  for (const { position } of worked.rows) addTo(additions, WORKED, position);
  const { rows } = await client.query<AnswerRow>(ANSWERS, [project, org, answersIn(events)]);
  const forms = await formsOf(client, { project, org }, [...new Set(rows.map((row) => row.form))]);
  for (const row of rows) {
    if (row.own) addTo(additions, byAuthor(row.agent), row.position);
    for (const facet of answerFacets(forms.get(row.form)!, row)) addTo(additions, facet, row.position);
  }
  return additions;
}

/** The versions that events name: what was submitted, what was judged, and what a reviewer made of it. */
function answersIn(events: readonly WorkEvent[]): string[] {
  return events.flatMap(({ body }) => {
    const { answer, fixed } = (body ?? {}) as { answer?: string; fixed?: string };
    return [answer, fixed].filter((id) => typeof id === "string");
  });
}

/** Form versions by id. */
export async function formsOf(
  client: Client,
  { project, org }: Owner,
  versions: string[],
): Promise<Map<string, Form>> {
  if (versions.length === 0) return new Map();
  const { rows } = await client.query<{ id: string; form: Form }>(
    "select id, form from form_version where id = any($1) and project_id = $2 and org_id = $3",
    [versions, project, org],
  );
  return new Map(rows.map((row) => [row.id, row.form]));
}
