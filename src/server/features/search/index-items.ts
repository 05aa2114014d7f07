import type pg from "pg";
import type { Attributes } from "#content/index.ts";
import { inTransaction } from "../../db/in-transaction.ts";
import type { Tick } from "../../jobs/jobs.ts";
import type { Services } from "../../services.ts";
import { ALL, ATTRIBUTE } from "./facets.ts";
import { facetsOfItems } from "./recent.ts";
import { addToSets, type Owner } from "./stored-sets.ts";

const BATCH = 5_000;
/** How long one round may keep a processor busy; the rest waits for the next. */
const BUDGET_MS = 300;

/** Follows new items with the sets by which lists are narrowed; nobody who writes waits for it. */
export const indexItems: Tick = {
  name: "index-items",
  everySeconds: 1,
  async run({ database: { pool } }: Services) {
    const until = performance.now() + BUDGET_MS;
    await pool.query(
      "insert into item_index (project_id, org_id) select project_id, org_id from project_items on conflict do nothing",
    );
    for (const owner of await behind(pool)) {
      await inTransaction(pool, (client) => startAgain(client, owner));
      while (
        performance.now() < until &&
        (await inTransaction(pool, (client) => indexBatch(client, owner)))
      ) {}
    }
  },
};

/** Projects with items that are newer than the sets, or that lost some. */
async function behind(pool: pg.Pool): Promise<Owner[]> {
  const { rows } = await pool.query<Owner>(`
    select x.project_id as project, x.org_id as org from item_index x
    where exists (select from item_now i where i.project_id = x.project_id and i.position > x.position)
      or ${TAKEN_BACK} <> x.taken_back`);
  return rows;
}

const TAKEN_BACK = "(select imports_taken_back from project_items p where p.project_id = x.project_id)";

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

/**
 * Indexes the next items of a project: who adds some holds its lock to the end, so positions appear in their order.
 * @returns whether there may be more
 */
async function indexBatch(client: pg.ClientBase, owner: Owner): Promise<boolean> {
  const { rows } = await client.query<{ position: number; attributes: Attributes }>(
    `select position, imported as attributes from item_now
     where project_id = $1 and org_id = $2 and position > (select position from item_index where project_id = $1)
     order by position limit ${BATCH}`,
    [owner.project, owner.org],
  );
  if (rows.length === 0) return false;
  await addToSets(client, owner, facetsOfItems(rows));
  await client.query(
    "update item_index set position = $3, items = items + $4 where project_id = $1 and org_id = $2",
    [owner.project, owner.org, rows.at(-1)!.position, rows.length],
  );
  return rows.length === BATCH;
}
