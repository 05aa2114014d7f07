import type pg from "pg";
import type { Narrowed } from "./narrow.ts";
import type { Owner } from "./stored-sets.ts";

/** Where a count would need every row, it stops here. */
const MOST = 10_000;

/** How many items a filter leaves: exact where a set or the imports know, else at least or about so many. */
export async function countItems(
  pool: pg.Pool,
  owner: Owner,
  narrowed: Narrowed,
): Promise<{ total: number; totalIsExact: boolean }> {
  const { set, size, state, answer, complete } = narrowed;
  if (set) {
    const exact = state === null && answer === null && complete;
    const total = state ? Math.min(size, await countState(pool, owner, state)) : size;
    return { total, totalIsExact: exact };
  }
  if (state) {
    const total = await countState(pool, owner, state);
    return { total: Math.min(total, MOST), totalIsExact: total <= MOST };
  }
  const { rows } = await pool.query<{ total: number }>(
    "select total from project_items where project_id = $1 and org_id = $2",
    [owner.project, owner.org],
  );
  return { total: rows[0]!.total, totalIsExact: true };
}

async function countState(pool: pg.Pool, owner: Owner, state: string): Promise<number> {
  const { rows } = await pool.query<{ total: number }>(
    `select count(*) as total from (
       select from worked_item where project_id = $1 and org_id = $2 and state = $3 limit ${MOST + 1}) as found`,
    [owner.project, owner.org, state],
  );
  return rows[0]!.total;
}
