import { type Attributes, TASK } from "#content/index.ts";
import type { Change } from "../../db/change.ts";
import { newId } from "../../db/id.ts";
import { lockReleases } from "../../db/locks.ts";
import { lockItems } from "./change-items.ts";
import { projectOf, queueFinder } from "./queues.ts";

interface Retyped {
  id: string;
  /** What the item was, and what it is to be; null: as it was imported. */
  before: string | null;
  value: string | null;
}

/** What items are. $1 items, $2 project, $3 organization */
const SAID = `
select i.id, i.attributes->>'${TASK}' as before from item_now i where i.id = any($1) and i.project_id = $2 and i.org_id = $3 order by i.id`;

/** What was said of the items of one retyping before it, as far as nothing was said since. $1 retyping, $2 project, $3 organization */
const UNDO = `
select r.item_id as id, r.value as before, (
    select t.value from item_type t where t.item_id = r.item_id and t.n < r.n order by t.n desc limit 1) as value
from item_type r where r.retyping = $1 and r.project_id = $2 and r.org_id = $3
  and not exists (select from item_type later where later.item_id = r.item_id and later.n > r.n) order by r.item_id`;

/**
 * Says that items are another task than they were. The items stay as they are, and so do answers: open work moves to the
 * queue in which it belongs now, everything else goes on where it is.
 * @returns the retyping, by which it can be undone, and how many items changed
 */
export async function retypeItems(
  tx: Change,
  project: string,
  { items, value }: { items: string[]; value: string },
): Promise<{ retyping: string; changed: number }> {
  await lockTypes(tx, project, items);
  const { rows } = await tx.client.query<Retyped>(SAID, [items, project, tx.org]);
  return retype(
    tx,
    project,
    rows.map((row) => ({ ...row, value })),
  );
}

/** Undoes a retyping, but for items that were retyped again since. */
export async function undoRetyping(
  tx: Change,
  project: string,
  retyping: string,
): Promise<{ retyping: string; changed: number }> {
  const scope = [retyping, project, tx.org];
  const { rows: all } = await tx.client.query<{ id: string }>(
    "select item_id as id from item_type where retyping = $1 and project_id = $2 and org_id = $3",
    scope,
  );
  await lockTypes(
    tx,
    project,
    all.map(({ id }) => id),
  );
  const { rows } = await tx.client.query<Retyped>(UNDO, scope);
  return retype(tx, project, rows);
}

/** Locks items, and waits for a release that is being frozen: what it holds is of its moment. */
async function lockTypes(tx: Change, project: string, items: string[]): Promise<void> {
  await lockReleases(tx, project);
  await lockItems(tx, project, items);
}

async function retype(tx: Change, project: string, all: readonly Retyped[]) {
  const retyping = newId();
  const rows = all.filter(({ before, value }) => before !== value).map((row) => ({ ...row, row: newId() }));
  await tx.client.query(
    `insert into item_type (id, org_id, project_id, item_id, retyping, value, agent_id)
     select r."row", $2, $3, r.id, $4, r.value, $5 from jsonb_to_recordset($1) as r("row" uuid, id uuid, value text)`,
    [JSON.stringify(rows), tx.org, project, retyping, tx.agent],
  );
  await moveOpenWork(
    tx,
    project,
    rows.map(({ id }) => id),
  );
  for (const { id: item, row, value } of rows)
    tx.event({ kind: "item.retyped", project, item, body: { row, retyping, value } });
  return { retyping, changed: rows.length };
}

/** $1 items, $2 project, $3 organization */
const OPEN = `
select s.id, q.stage, s.queue_id as queue, i.attributes
from slot s join queue q on q.id = s.queue_id join item_now i on i.id = s.item_id
where s.item_id = any($1) and q.project_id = $2 and s.org_id = $3 and s.state = 0 order by s.id`;

async function moveOpenWork(tx: Change, project: string, items: string[]): Promise<void> {
  const { settings, graph } = await projectOf(tx, project);
  type Open = { id: number; stage: string; queue: number; attributes: Attributes };
  const { rows } = await tx.client.query<Open>(OPEN, [items, project, tx.org]);
  const find = queueFinder(tx, project, settings);
  const moved = new Map<number, number[]>();
  for (const { id, stage: key, queue, attributes } of rows) {
    const stage = graph.stages.find((one) => one.key === key);
    const target = stage && (await find(stage, attributes));
    if (target !== undefined && target !== queue) moved.set(target, [...(moved.get(target) ?? []), id]);
  }
  for (const [queue, slots] of moved) {
    await tx.client.query(
      `with gone as (update slot set queue_id = $1, ahead = true where id = any($2) and org_id = $3 returning position)
       update queue set head = least(head, (select min(position) - 1 from gone)) where id = $1 and org_id = $3 and project_id = $4`,
      [queue, slots, tx.org, project],
    );
  }
}
