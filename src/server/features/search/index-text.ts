import type pg from "pg";
import { inTransaction } from "../../db/in-transaction.ts";
import type { Tick } from "../../jobs/jobs.ts";
import type { Services } from "../../services.ts";
import type { Owner } from "./stored-sets.ts";

const BATCH = 250;
/** How long one round may keep a processor busy: other tasks of the worker wait for it. */
const BUDGET_MS = 400;

/** Follows imports with the words of items. Words cost far more than sets, so they wait until an import is done. */
export const indexText: Tick = {
  name: "index-text",
  everySeconds: 1,
  async run({ database: { pool } }: Services) {
    const until = performance.now() + BUDGET_MS;
    let owners = await behind(pool);
    while (owners.length > 0 && performance.now() < until) {
      const more: Owner[] = [];
      for (const owner of owners) {
        if (await inTransaction(pool, (client) => indexBatch(client, owner))) more.push(owner);
      }
      owners = more; // a small project does not wait for a large one
    }
  },
};

async function behind(pool: pg.Pool): Promise<Owner[]> {
  const { rows } = await pool.query<Owner>(
    `select x.project_id as project, x.org_id as org from item_index x
     where exists (select from item_now i where i.project_id = x.project_id and i.position > x.text_position)
       and exists (select from project_items p where p.project_id = x.project_id and not p.importing)`,
  );
  return rows;
}

/** Indexes the words of the next items. Returns whether there may be more. */
async function indexBatch(client: pg.ClientBase, owner: Owner): Promise<boolean> {
  const { rows } = await client.query<{ position: number }>(
    `select position from item_now
     where project_id = $1 and org_id = $2 and position > (select text_position from item_index where project_id = $1)
     order by position limit ${BATCH}`,
    [owner.project, owner.org],
  );
  const last = rows.at(-1);
  if (!last) return false;
  await client.query(
    `insert into item_text (item_id, org_id, project_id, position, words)
     select id, org_id, project_id, position, item_words(shown) from item_now
     where project_id = $1 and org_id = $2 and position between $3 and $4 on conflict do nothing`,
    [owner.project, owner.org, rows[0]!.position, last.position],
  );
  await client.query("update item_index set text_position = $3 where project_id = $1 and org_id = $2", [
    owner.project,
    owner.org,
    last.position,
  ]);
  return rows.length === BATCH;
}
