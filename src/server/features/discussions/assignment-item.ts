import type pg from "pg";
import { invert, shownOrder } from "#content/index.ts";
import { AppError } from "../../errors.ts";
import type { Reader } from "./reader.ts";

/** An item as one of its readers met it. */
export interface MetItem {
  item: string;
  /** From the place where a response was shown to the item's own number, and back. */
  candidateAt(place: number): number;
  placeOf(candidate: number): number;
}

/** $1 person, $2 project, $3 organization, $4 an assignment, or null: the latest one of $5, an item */
const MET = `
select a.item_id as item, a.n, coalesce(jsonb_array_length(i.shown->'candidates'), 0) as candidates,
  a.subject_order as "subjectOrder"
from hand_over a join item_now i on i.id = a.item_id
where a.agent_id = $1 and a.project_id = $2 and a.org_id = $3
  and ($4::uuid is null or a.id = $4) and ($5::uuid is null or a.item_id = $5)
order by a.at desc limit 1`;

/**
 * The item behind a piece of work that somebody has or had in hand: the only way to an item for who works blind.
 * @throws AppError not_found for another's assignment
 */
export async function itemOfAssignment(
  client: pg.Pool | pg.ClientBase,
  reader: Reader,
  assignment: string,
): Promise<MetItem> {
  const met = await find(client, reader, assignment, null);
  if (!met) throw new AppError("not_found");
  return met;
}

/** How a person met an item last; null where they never did. */
export function meetingWith(
  client: pg.Pool | pg.ClientBase,
  reader: Reader,
  item: string,
): Promise<MetItem | null> {
  return find(client, reader, null, item);
}

async function find(
  client: pg.Pool | pg.ClientBase,
  { org, project, person }: Reader,
  assignment: string | null,
  asked: string | null,
): Promise<MetItem | null> {
  const { rows } = await client.query<{
    item: string;
    n: number;
    candidates: number;
    subjectOrder: number[] | null;
  }>(MET, [person, project, org, assignment, asked]);
  if (!rows[0]) return null;
  const { item, n, candidates, subjectOrder } = rows[0];
  const order = subjectOrder ?? shownOrder(item, n, candidates); // a review shows what the answer's author saw
  const places = invert(order);
  return {
    item,
    candidateAt: (place) => order[place] ?? place,
    placeOf: (candidate) => places[candidate] ?? candidate,
  };
}
