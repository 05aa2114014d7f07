import type { Attributes } from "#content/index.ts";
import type { RoundKind } from "#workflow/index.ts";
import type { Change } from "../../db/change.ts";
import { addRound } from "./add-round.ts";
import { projectOf, queueFinder, slotPosition } from "./queues.ts";

interface ItemRow {
  id: string;
  position: number;
  priority: number;
  attributes: Attributes;
}

/** $1 items, $2 project, $3 organization */
const ITEMS = `select id, position, priority, attributes from item_now
  where id = any($1) and project_id = $2 and org_id = $3 order by id`;

/** $1 organization, $2 project, $3 round, $4 pieces of work: those who may not draw from the queue get none. */
const OPEN = `
with opened as (
  insert into slot (org_id, item_id, queue_id, n, round, counts, position, kept_for, reserved_for)
  select $1, o.item, o.queue, o.n, $3, false, o.position, o.person, o.person
  from jsonb_to_recordset($4) as o(item uuid, queue int, n smallint, position bigint, person uuid)
  join person_queue pq on pq.agent_id = o.person and pq.project_id = $2 and pq.queue_id = o.queue and pq.org_id = $1
    and pq.until > (select clock())
  returning item_id, queue_id, kept_for),
met as (
  insert into participation (item_id, conflict_group, round, agent_id, org_id, stage)
  select o.item_id, q.conflict_group, r.round, o.kept_for, $1, q.stage from opened o join queue q on q.id = o.queue_id
  cross join (values ($3::smallint), (0::smallint)) r(round)
  on conflict do nothing)
select item_id as item, kept_for as person from opened`;

/**
 * Opens a round in which each of some people answers each of some items, alone, at the stage where items start. What a
 * person may not draw (another language, no part in the project) they are not given. They will see what others answered,
 * so that none of these items is offered to them as ordinary work any more.
 * @returns the round, and who was given which item
 */
export async function openRound(
  tx: Change,
  { project, kind, items, people }: { project: string; kind: RoundKind; items: string[]; people: string[] },
): Promise<{ round: number; opened: { item: string; person: string }[] }> {
  const { settings, graph } = await projectOf(tx, project);
  const stage = graph.stages[0]!;
  const { rows } = await tx.client.query<ItemRow>(ITEMS, [items, project, tx.org]);
  const find = queueFinder(tx, project, settings);
  const pieces = [];
  for (const { id, position, priority, attributes } of rows) {
    const queue = await find(stage, attributes);
    pieces.push(
      ...people.map((person, n) => ({
        ...{ item: id, queue, n, person },
        position: slotPosition(priority, position, n % 32),
      })),
    );
  }
  const round = await addRound(tx, project, kind);
  const values = [tx.org, project, round, JSON.stringify(pieces)];
  const { rows: opened } = await tx.client.query<{ item: string; person: string }>(OPEN, values);
  return { round, opened };
}

/** $1 organization, $2 project, $3 round */
const LOCK = `select from slot s join queue q on q.id = s.queue_id
  where s.org_id = $1 and q.project_id = $2 and s.round = $3 order by s.id for update of s`;
const CLOSE = `
with ended as (
  update slot s set state = 4, lease_until = null, parked = false, reserved_for = null, ahead = false from queue q
  where q.id = s.queue_id and s.org_id = $1 and q.project_id = $2 and s.round = $3 and s.state in (0, 1, 5)
  returning s.item_id, s.round, s.kept_for, q.conflict_group)
delete from participation p using ended e
where p.item_id = e.item_id and p.conflict_group = e.conflict_group and p.round = e.round and p.agent_id = e.kept_for
  and not exists (select from assignment a join slot s on s.id = a.slot_id
    where a.item_id = p.item_id and a.agent_id = p.agent_id and s.round = p.round)`;

/**
 * Ends what is open of a round. Submits that have begun are waited for; a later one is handed back and stays in its draft.
 */
export async function closeRound(tx: Change, project: string, round: number): Promise<void> {
  const values = [tx.org, project, round];
  await tx.client.query(LOCK, values);
  await tx.client.query(CLOSE, values);
}
