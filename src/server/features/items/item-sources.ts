import type pg from "pg";
import { answerCheck, type Check, type Found, setCheck, stateCheck, wordsCheck } from "./item-checks.ts";
import type { Cursor, Sort } from "./item-cursor.ts";
import { loadNew, type Narrowed } from "./narrow.ts";
import { hasPosition, type PositionSet, walk } from "./position-set.ts";
import type { Owner } from "./stored-sets.ts";

type Runs = AsyncGenerator<Found[]> | Generator<Found[]>;

/** Sets up to this size are read whole where another order or a state is asked for. */
const SMALL = 3_000;
const STATES = ["working", "review", "done", "cancelled"];

/** Where a list reads on in order, and what each run of it must pass. */
export async function listSource(
  pool: pg.Pool,
  asked: Owner & { sort: Sort; limit: number },
  narrowed: Narrowed,
  cursor: Cursor | null,
): Promise<{ walk: Runs; checks: Check[] }> {
  const { set, state, words, answer } = narrowed;
  const descending = asked.sort.startsWith("-");
  const small = set !== null && narrowed.size <= SMALL;
  const late: Check[] = [
    ...(words === null ? [] : [wordsCheck(pool, asked, words)]),
    ...(answer === null ? [] : [answerCheck(pool, asked, answer)]),
  ];
  const plain = late.length === 0 && (set === null || small);
  const sizes = runSizes(plain ? asked.limit + 1 : 200);
  if (asked.sort === "changed" || asked.sort === "-changed") {
    const options = { states: state ? [state] : STATES, withNew: state === null, descending, cursor, sizes };
    if (small) return { walk: smallByChange(pool, asked, set, options), checks: late };
    const inSet = set ? [setCheck(set)] : [];
    return { walk: byChange(pool, asked, options), checks: [...inSet, ...late] };
  }
  const after = cursor?.position ?? null;
  if (set && (state === null || small)) {
    const checks = state ? [stateCheck(pool, asked, state), ...late] : late;
    return { walk: bySet(set, after, descending, state ? SMALL : Math.max(asked.limit + 1, 200)), checks };
  }
  const inSet = set ? [setCheck(set)] : [];
  return { walk: byPosition(pool, asked, { state, after, descending, sizes }), checks: [...inSet, ...late] };
}

/** Short runs first, longer ones while little is found. */
function* runSizes(first: number): Generator<number> {
  for (let size = first; ; size = Math.min(size * 2, 10_000)) yield size;
}

function* bySet(set: PositionSet, after: number | null, descending: boolean, run: number): Runs {
  for (const positions of walk(set, { after, descending, run }))
    yield positions.map((position) => ({ position }));
}

/** All items by position, or those of one state. */
async function* byPosition(
  pool: pg.Pool,
  owner: Owner,
  options: { state: string | null; after: number | null; descending: boolean; sizes: Generator<number> },
): AsyncGenerator<Found[]> {
  const { state, descending, sizes } = options;
  const [beyond, order] = descending ? ["<", "desc"] : [">", ""];
  let after = options.after ?? (descending ? Number.MAX_SAFE_INTEGER : -1);
  for (;;) {
    const size = sizes.next().value as number;
    const { rows } = await pool.query<Found>(
      `select position from ${state ? "item_state" : "item"} where project_id = $1 and org_id = $2 and position ${beyond} $3
       ${state ? "and state = $5" : ""} order by position ${order} limit $4`,
      [owner.project, owner.org, after, size, ...(state ? [state] : [])],
    );
    yield rows;
    if (rows.length < size) return;
    after = rows.at(-1)!.position;
  }
}

interface ByChange {
  states: string[];
  /** Items that never changed follow at the end, by position. */
  withNew: boolean;
  descending: boolean;
  cursor: Cursor | null;
  sizes: Generator<number>;
}

/** Items by the time of their last change; each state has an index in that order, and they are merged. */
async function* byChange(pool: pg.Pool, owner: Owner, options: ByChange): AsyncGenerator<Found[]> {
  const { states, descending, sizes } = options;
  const [beyond, order] = descending ? ["<", "desc"] : [">", ""];
  let cursor = options.cursor;
  while (cursor?.at !== null) {
    const size = sizes.next().value as number;
    const place = cursor ? `and (changed_at, position) ${beyond} ($5::timestamptz, $6::bigint)` : "";
    const { rows } = await pool.query<{ position: number; at: string }>(
      `select c.position, c.at::text as at from unnest($3::text[]) s(state) cross join lateral (
         select position, changed_at as at from item_state
         where project_id = $1 and org_id = $2 and state = s.state ${place}
         order by changed_at ${order}, position ${order} limit $4) c
       order by c.at ${order}, c.position ${order} limit $4`,
      [owner.project, owner.org, states, size, ...(cursor ? [cursor.at, cursor.position] : [])],
    );
    yield rows;
    if (rows.length < size) break;
    cursor = rows.at(-1)!;
  }
  if (!options.withNew) return;
  const { set } = await loadNew(pool, owner);
  const after = cursor?.at === null ? cursor.position : null;
  for (const positions of walk(set, { after, descending, run: 500 })) {
    yield positions.map((position) => ({ position, at: null }));
  }
}

/** A small set in the same order, read whole. */
async function* smallByChange(
  pool: pg.Pool,
  owner: Owner,
  set: PositionSet,
  options: ByChange,
): AsyncGenerator<Found[]> {
  const { states, withNew, descending, cursor } = options;
  const order = descending ? "desc" : "";
  const all = [...walk(set, { after: null, descending: false, run: SMALL })].flat();
  const { rows } = await pool.query<{ position: number; at: string | null }>(
    `select i.position, s.changed_at::text as at from item i left join item_state s on s.item_id = i.id
     where i.project_id = $1 and i.org_id = $2 and i.position = any($3)
       and (s.state = any($4) or ($5 and s.state is null))
     order by s.changed_at ${order} nulls last, i.position ${order}`,
    [owner.project, owner.org, all, states, withNew],
  );
  const place = cursor
    ? rows.findIndex((row) => row.position === cursor.position && row.at === cursor.at)
    : -1;
  yield (
    place < 0 && cursor ? rows.filter((row) => isBehind(row, cursor, descending)) : rows.slice(place + 1)
  ).filter((row) => hasPosition(set, row.position));
}

/** The page's last item has changed since: go on behind the place where it was. */
function isBehind(row: Found, cursor: Cursor, descending: boolean): boolean {
  const [a, b] = [row.at ?? null, cursor.at ?? null];
  if (a !== b) {
    if (a === null || b === null) return a === null;
    return Date.parse(a) > Date.parse(b) !== descending;
  }
  return row.position > cursor.position !== descending;
}
