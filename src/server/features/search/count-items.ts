import type pg from "pg";
import { estimateRows, roundEstimate } from "../../db/estimate.ts";
import type { Narrowed } from "./narrow.ts";
import { type PositionSet, walk } from "./position-set.ts";
import type { Owner } from "./stored-sets.ts";

/** Up to so many rows are counted one by one; beyond, the database's statistics say about how many there are. */
const MOST = 10_000;

/** $1 project, $2 organization, $3 stored states */
const IN_STATES = "from worked_item where project_id = $1 and org_id = $2 and state = any($3)";

interface Count {
  total: number;
  totalIsExact: boolean;
}

/** How many items a filter leaves: exact where a set, the imports or a short count know, else about so many. */
export async function countItems(pool: pg.Pool, owner: Owner, narrowed: Narrowed): Promise<Count> {
  const { set, size, states, answer, where } = narrowed;
  // What is asked of each item while walking is not counted: then the number is about what the rest leaves.
  const complete = narrowed.complete && where === null;
  if (set && states && size <= MOST) {
    return { total: await countInSet(pool, owner, set, states), totalIsExact: answer === null && complete };
  }
  if (set && !states) {
    const exact = answer === null && complete;
    return { total: exact ? size : roundEstimate(size), totalIsExact: exact };
  }
  const all = await countAll(pool, owner);
  if (!states) return { total: where ? roundEstimate(all) : all, totalIsExact: where === null };
  const count = await countStates(pool, owner, states);
  // A large set within some states: as many of it as of all items.
  return set ? { total: roundEstimate((size * count.total) / Math.max(1, all)), totalIsExact: false } : count;
}

async function countAll(pool: pg.Pool, owner: Owner): Promise<number> {
  const { rows } = await pool.query<{ total: number }>(
    "select total from project_items where project_id = $1 and org_id = $2",
    [owner.project, owner.org],
  );
  return rows[0]!.total;
}

async function countInSet(
  pool: pg.Pool,
  owner: Owner,
  set: PositionSet,
  states: readonly string[],
): Promise<number> {
  const positions = [...walk(set, { after: null, descending: false, run: MOST })].flat();
  const { rows } = await pool.query<{ total: number }>(
    `select count(*) as total ${IN_STATES} and position = any($4)`,
    [owner.project, owner.org, states, positions],
  );
  return rows[0]!.total;
}

async function countStates(pool: pg.Pool, owner: Owner, states: readonly string[]): Promise<Count> {
  const values = [owner.project, owner.org, states];
  const { rows } = await pool.query<{ total: number }>(
    `select count(*) as total from (select ${IN_STATES} limit ${MOST + 1}) as found`,
    values,
  );
  const { total } = rows[0]!;
  if (total <= MOST) return { total, totalIsExact: true };
  const about = await estimateRows(pool, `select ${IN_STATES}`, values);
  return { total: roundEstimate(Math.max(about, total)), totalIsExact: false };
}
