import type pg from "pg";
import { answerCheck, type Check, type Found, setCheck, stateCheck, whereCheck } from "./item-checks.ts";
import type { Cursor, Sort } from "./item-cursor.ts";
import { loadWorked, type Narrowed } from "./narrow.ts";
import { hasPosition, intersect, type PositionSet, sizeOf, walk } from "./position-set.ts";
import type { Owner } from "./stored-sets.ts";

type Runs = AsyncGenerator<Found[]> | Generator<Found[]>;

/** Sets up to this size are read whole where another order or a state is asked for. */
const SMALL = 3_000;
/** Checks that cost a query go over so many items at a time. */
const RUN = 200;
const STATES = ["working", "review", "done", "cancelled"];

/** Where a list reads on in order, and what each run of it must pass. */
export async function listSource(
  pool: pg.Pool,
  asked: Owner & { sort: Sort; limit: number },
  narrowed: Narrowed,
  cursor: Cursor | null,
): Promise<{ walk: Runs; checks: Check[] }> {
  const { set, states, answer, where } = narrowed;
  const descending = asked.sort.startsWith("-");
  const late: Check[] = [
    ...(answer === null ? [] : [answerCheck(pool, asked, answer)]),
    ...(where === null ? [] : [whereCheck(pool, asked, where)]),
  ];
  const first = asked.limit + 1;
  if (asked.sort === "changed" || asked.sort === "-changed") {
    const order = { states: states ?? STATES, descending, cursor, first: set ? RUN : first };
    return { walk: byChange(pool, asked, { ...order, set, withNew: states === null }), checks: late };
  }
  const after = cursor?.position ?? null;
  if (set && (states === null || narrowed.size <= SMALL)) {
    const checks = states ? [stateCheck(pool, asked, states), ...late] : late;
    return { walk: bySet(set, after, descending, states ? SMALL : Math.max(first, RUN)), checks };
  }
  const checks = [...(set ? [setCheck(set)] : []), ...late];
  const sizes = runSizes(checks.length === 0 ? first : RUN);
  return { walk: byPosition(pool, asked, { states, after, descending, sizes }), checks };
}

/** Short runs first, longer ones while little is found. */
function* runSizes(first: number): Generator<number> {
  for (let size = first; ; size = Math.min(size * 2, 10_000)) yield size;
}

function* bySet(set: PositionSet, after: number | null, descending: boolean, run: number): Runs {
  for (const positions of walk(set, { after, descending, run }))
    yield positions.map((position) => ({ position }));
}

/** All items by position, or those of some stored states: each has an index in that order, and they are merged. */
async function* byPosition(
  pool: pg.Pool,
  owner: Owner,
  options: {
    states: readonly string[] | null;
    after: number | null;
    descending: boolean;
    sizes: Generator<number>;
  },
): AsyncGenerator<Found[]> {
  const { states, descending, sizes } = options;
  const [beyond, order] = descending ? ["<", "desc"] : [">", ""];
  let after = options.after ?? (descending ? Number.MAX_SAFE_INTEGER : -1);
  for (;;) {
    const size = sizes.next().value as number;
    const { rows } = await pool.query<Found>(
      states
        ? `select c.position from unnest($5::text[]) s(state) cross join lateral (
             select position from worked_item where project_id = $1 and org_id = $2 and state = s.state and position ${beyond} $3
             order by position ${order} limit $4) c order by c.position ${order} limit $4`
        : `select position from item_now where project_id = $1 and org_id = $2 and position ${beyond} $3
           order by position ${order} limit $4`,
      [owner.project, owner.org, after, size, ...(states ? [states] : [])],
    );
    yield rows;
    if (rows.length < size) return;
    after = rows.at(-1)!.position;
  }
}

interface ByChange {
  states: readonly string[];
  descending: boolean;
  cursor: Cursor | null;
  /** Length of the first run. */
  first: number;
}

/** Items by the time of their last change; those that never changed follow at the end, by position. */
async function* byChange(
  pool: pg.Pool,
  owner: Owner,
  options: ByChange & { set: PositionSet | null; withNew: boolean },
): AsyncGenerator<Found[]> {
  const { set, withNew, descending, cursor } = options;
  const parts = set ? await loadWorked(pool, owner) : null;
  if (cursor?.at !== null) {
    const worked = set && parts ? intersect([set, parts.worked]) : null;
    if (worked && sizeOf(worked) <= SMALL) yield* smallByChange(pool, owner, worked, options);
    else for await (const run of changed(pool, owner, options)) yield worked ? run.filter(isIn(worked)) : run;
  }
  if (!withNew) return;
  const { fresh: unworked } = parts ?? (await loadWorked(pool, owner));
  const fresh = set ? intersect([set, unworked]) : unworked;
  for (const run of walk(fresh, {
    after: cursor?.at === null ? cursor.position : null,
    descending,
    run: 500,
  })) {
    yield run.map((position) => ({ position, at: null }));
  }
}

const isIn = (set: PositionSet) => (found: Found) => hasPosition(set, found.position);

/** All items that changed; each state has an index in that order, and they are merged. */
async function* changed(pool: pg.Pool, owner: Owner, options: ByChange): AsyncGenerator<Found[]> {
  const { states, descending } = options;
  const [beyond, order] = descending ? ["<", "desc"] : [">", ""];
  let { cursor } = options;
  for (const size of runSizes(options.first)) {
    const place = cursor ? `and (changed_at, position) ${beyond} ($5::timestamptz, $6::bigint)` : "";
    const { rows } = await pool.query<{ position: number; at: string }>(
      `select c.position, c.at::text as at from unnest($3::text[]) s(state) cross join lateral (
         select position, changed_at as at from worked_item
         where project_id = $1 and org_id = $2 and state = s.state ${place}
         order by changed_at ${order}, position ${order} limit $4) c
       order by c.at ${order}, c.position ${order} limit $4`,
      [owner.project, owner.org, states, size, ...(cursor ? [cursor.at, cursor.position] : [])],
    );
    yield rows;
    if (rows.length < size) return;
    cursor = rows.at(-1)!;
  }
}

/** A small set in the same order, read whole; what lies behind the cursor. */
async function* smallByChange(
  pool: pg.Pool,
  owner: Owner,
  set: PositionSet,
  options: ByChange,
): AsyncGenerator<Found[]> {
  const { states, descending, cursor } = options;
  const order = descending ? "desc" : "";
  const all = [...walk(set, { after: null, descending: false, run: SMALL })].flat();
  const place = cursor
    ? `and (changed_at, position) ${descending ? "<" : ">"} ($5::timestamptz, $6::bigint)`
    : "";
  const { rows } = await pool.query<{ position: number; at: string }>(
    `select position, changed_at::text as at from worked_item
     where project_id = $1 and org_id = $2 and position = any($3) and state = any($4) ${place}
     order by changed_at ${order}, position ${order}`,
    [owner.project, owner.org, all, states, ...(cursor ? [cursor.at, cursor.position] : [])],
  );
  for (let at = 0; at < rows.length; at += RUN) yield rows.slice(at, at + RUN);
}
