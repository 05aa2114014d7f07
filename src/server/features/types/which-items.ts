import type pg from "pg";
import { TASK } from "#content/index.ts";
import type { ItemFilter } from "#contract/search.ts";
import { AppError } from "../../errors.ts";
import { findItems } from "../search/index.ts";

interface Owner {
  org: string;
  project: string;
}

const PAGE = 1_000;
/** More items than this are retyped in several steps, each of which can be undone. */
const MOST = 10_000;

/**
 * The ids of the items that are named, or of all that a filter finds.
 * @throws AppError invalid where the filter finds too many
 */
export async function whichItems(
  pool: pg.Pool,
  owner: Owner,
  { items, filter = {} }: { items?: string[] | undefined; filter?: ItemFilter | undefined },
): Promise<string[]> {
  if (items) return items;
  const found: number[] = [];
  let after: string | undefined;
  do {
    const page = await findItems(pool, { ...owner, filter, sort: "position", after, limit: PAGE });
    found.push(...page.positions);
    after = page.next ?? undefined;
    if (found.length > MOST)
      throw new AppError("invalid", {
        fields: { filter: `Finds more than ${MOST} items. Narrow it and go on in steps.` },
      });
  } while (after !== undefined);
  const { rows } = await pool.query<{ id: string }>(
    "select id from item_now where project_id = $1 and org_id = $2 and position = any($3)",
    [owner.project, owner.org, found],
  );
  return rows.map(({ id }) => id);
}

interface Counts {
  items: number;
  changing: number;
  untouched: number;
  inProgress: number;
  done: number;
}

/** How many of some items a retyping would change, by where these stand. */
export async function countRetyping(
  pool: pg.Pool,
  { org, project }: Owner,
  items: string[],
  value: string,
): Promise<Counts> {
  const { rows } = await pool.query<Counts>(
    `select count(*)::int as items, count(*) filter (where changes)::int as changing,
       count(*) filter (where changes and state = 'new')::int as untouched,
       count(*) filter (where changes and state = 'in-progress')::int as "inProgress",
       count(*) filter (where changes and state = 'done')::int as done
     from (select state, attributes->>'${TASK}' is distinct from $4 as changes
       from item_now where project_id = $1 and org_id = $2 and id = any($3)) i`,
    [project, org, items, value],
  );
  return rows[0]!;
}
