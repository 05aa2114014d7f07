import type pg from "pg";
import { AppError } from "../../errors.ts";
import { type Sort, writeCursor } from "./item-cursor.ts";
import type { Owner } from "./stored-sets.ts";

const PLACE = `
select i.position, case when i.state <> 'new' then i.changed_at::text end as at
from item_now i where i.id = $1 and i.project_id = $2 and i.org_id = $3`;

/**
 * Where an item stands in the list in some order, whether or not a filter would show it: what lies behind it comes next.
 * @returns a cursor
 * @throws AppError not_found
 */
export async function findPlace(
  pool: pg.Pool,
  { item, project, org, sort }: Owner & { item: string; sort: Sort },
): Promise<string> {
  const { rows } = await pool.query<{ position: number; at: string | null }>(PLACE, [item, project, org]);
  const row = rows[0];
  if (!row) throw new AppError("not_found");
  return writeCursor(sort.endsWith("changed") ? row : { position: row.position });
}
