import type pg from "pg";
import type { Attributes } from "#content/index.ts";
import { inTransaction } from "../../db/in-transaction.ts";
import type { Tick } from "../../jobs/jobs.ts";
import type { Services } from "../../services.ts";
import { ALL, ATTRIBUTE } from "./facets.ts";
import { facetsOfItems, OVERLAP, type Recent, recentAnswers, recentStates } from "./recent.ts";
import { addToSets, type Owner } from "./stored-sets.ts";

/** Imports of a project commit in the order of positions; for anybody who does not, this much patience. */
export const YOUNG = "2 seconds";
const BATCH = 5_000;
const MOST_CHANGES = 10_000;
/** How long one round may keep a processor busy; the rest waits for the next. */
const BUDGET_MS = 300;

/** Follows imports and work with the sets by which lists are narrowed; nobody who writes waits for it. */
export const indexItems: Tick = {
  name: "index-items",
  everySeconds: 1,
  async run({ database: { pool } }: Services) {
    const until = performance.now() + BUDGET_MS;
    await pool.query(
      "insert into item_index (project_id, org_id) select id, org_id from project on conflict do nothing",
    );
    for (const owner of await behind(pool)) {
      await inTransaction(pool, (client) => startAgain(client, owner));
      await follow(pool, owner, { column: "states_at", read: recentStates, until });
      await follow(pool, owner, { column: "answers_at", read: recentAnswers, until });
      while (
        performance.now() < until &&
        (await inTransaction(pool, (client) => indexBatch(client, owner)))
      ) {}
    }
  },
};

/** Projects in which something is newer than the sets, or that lost items. */
async function behind(pool: pg.Pool): Promise<Owner[]> {
  const { rows } = await pool.query<Owner>(`
    select x.project_id as project, x.org_id as org from item_index x
    where exists (select from item i where i.project_id = x.project_id and i.position > x.position)
      or exists (select from item_state s where s.project_id = x.project_id
        and s.state = any('{working,review,done,cancelled}') and s.changed_at > x.states_at - interval '${OVERLAP}')
      or exists (select from answer a where a.project_id = x.project_id and a.at > x.answers_at - interval '${OVERLAP}')
      or ${TAKEN_BACK} <> x.taken_back`);
  return rows;
}

const TAKEN_BACK =
  "(select count(*) from import i where i.project_id = x.project_id and i.state = 'taken-back')";

/** Sets only grow; after an import was taken back, those of items are built anew. */
async function startAgain(client: pg.ClientBase, owner: Owner): Promise<void> {
  await client.query(
    `with lost as (
       update item_index x set position = 0, items = 0, taken_back = ${TAKEN_BACK}
       where project_id = $1 and org_id = $2 and ${TAKEN_BACK} <> taken_back returning project_id)
     delete from item_set s using lost where s.project_id = lost.project_id and s.org_id = $2
       and (s.facet = '${ALL}' or s.facet like '${ATTRIBUTE}%')`,
    [owner.project, owner.org],
  );
}

type Read = (client: pg.ClientBase, owner: Owner, most: number, from: string | null) => Promise<Recent>;

/**
 * Follows the states or the answers of a project's items, until the time is over; what is left waits for the next
 * round. The first page looks back over what was seen already, so a round goes on until it is past that. One that
 * comes to the end has seen all until it began: however much happened at once, it is looked over for seconds only.
 */
async function follow(
  pool: pg.Pool,
  owner: Owner,
  { column, read, until }: { column: "states_at" | "answers_at"; read: Read; until: number },
): Promise<void> {
  let from: string | null = null;
  const { rows: clock } = await pool.query<{ now: string }>("select clock()::text as now");
  for (;;) {
    const { page, moved } = await inTransaction(pool, async (client) => {
      const page: Recent = await read(client, owner, MOST_CHANGES, from);
      await addToSets(client, owner, page.additions);
      const { rows } = await client.query<{ moved: boolean }>(
        `with before as (select ${column} as at from item_index where project_id = $1 and org_id = $2)
         update item_index x set ${column} = greatest(${column}, $3, $4) from before
         where project_id = $1 and org_id = $2 returning x.${column} > before.at as moved`,
        [owner.project, owner.org, page.to, page.more ? null : clock[0]!.now],
      );
      return { page, moved: rows[0]!.moved };
    });
    if (!page.more || (moved && performance.now() > until)) return;
    from = page.to;
  }
}

/**
 * Indexes the next items of a project, up to the first that is too young: one with a smaller position may still be
 * in an open transaction.
 * @returns whether there may be more
 */
async function indexBatch(client: pg.ClientBase, owner: Owner): Promise<boolean> {
  const { rows: next } = await client.query<{ position: number; attributes: Attributes; young: boolean }>(
    `select position, attributes, at > clock() - interval '${YOUNG}' as young from item
     where project_id = $1 and org_id = $2 and position > (select position from item_index where project_id = $1)
     order by position limit ${BATCH}`,
    [owner.project, owner.org],
  );
  const young = next.findIndex((row) => row.young);
  const rows = young < 0 ? next : next.slice(0, young);
  if (rows.length === 0) return false;
  await addToSets(client, owner, facetsOfItems(rows));
  await client.query(
    "update item_index set position = $3, items = items + $4 where project_id = $1 and org_id = $2",
    [owner.project, owner.org, rows.at(-1)!.position, rows.length],
  );
  return rows.length === BATCH;
}
