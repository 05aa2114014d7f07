import type pg from "pg";
import { type Predicate, TASK } from "#content/index.ts";
import type { ItemFilter } from "#contract/search.ts";
import { storedStates } from "../../db/item-states.ts";
import { externalKey } from "../items/index.ts";
import { ALL, byAnswer, byAttribute, byAuthor, WORKED } from "./facets.ts";
import { loadSets } from "./load-sets.ts";
import { addPosition, intersect, type PositionSet, setOf, sizeOf, subtract } from "./position-set.ts";
import { parseWords, searchText } from "./search-text.ts";
import type { Owner } from "./stored-sets.ts";

/** A filter, turned into what can be walked and counted. */
export interface Narrowed {
  /** The items to which the filter is narrowed, but for the checks below; null: all. */
  set: PositionSet | null;
  size: number;
  /** Whether everything that happened up to now is in the set. */
  complete: boolean;
  /** Stored states that are read from their index. */
  states: readonly string[] | null;
  /** An answer value: the set has all that ever had it, some may have another by now. */
  answer: string | null;
  /** What is asked of each item while the list is walked. */
  where: Predicate | null;
}

/** How many items that are new again, after they were cancelled, a list looks at by itself. */
const MOST_AGAIN = 10_000;

/** The items on which work was done or decided, and the others: a set keeps also what is new again. */
export async function loadWorked(
  pool: pg.Pool,
  owner: Owner,
): Promise<{ worked: PositionSet; fresh: PositionSet; complete: boolean }> {
  const [{ sets, complete }, { rows: again }] = await Promise.all([
    loadSets(pool, owner, [ALL, WORKED]),
    pool.query<{ position: number }>(
      "select position from reopened_item where project_id = $1 and org_id = $2 limit $3",
      [owner.project, owner.org, MOST_AGAIN],
    ),
  ]);
  const worked = subtract(sets.get(WORKED)!, setOf(again.map(({ position }) => position)));
  return { worked, fresh: subtract(sets.get(ALL)!, worked), complete: complete && again.length < MOST_AGAIN };
}

/** Turns a filter into what can be walked and counted. */
export async function narrow(pool: pg.Pool, owner: Owner, filter: ItemFilter): Promise<Narrowed> {
  const facets = [
    ...(filter.attribute === undefined ? [] : [byAttribute(filter.attribute)]),
    ...(filter.answer === undefined ? [] : [byAnswer(filter.answer)]),
    ...(filter.author === undefined ? [] : [byAuthor(filter.author)]),
  ];
  const states = filter.state === undefined || filter.state === "new" ? null : storedStates(filter.state);
  if (states && facets.length > 0) facets.push(WORKED); // what is not worked on is in no such state
  const [values, fresh, found, flagged, external] = await Promise.all([
    facets.length > 0 ? loadSets(pool, owner, facets) : null,
    filter.state === "new" ? loadWorked(pool, owner) : null,
    filter.text === undefined
      ? null
      : parseWords(pool, filter.text).then((words) => searchText(pool, owner, words)),
    filter.flagged === undefined ? null : loadFlagged(pool, owner, filter.flagged),
    filter.externalId === undefined ? null : loadExternal(pool, owner, filter.externalId),
  ]);
  const task = filter.attribute === undefined ? null : taskIn(filter.attribute);
  if (values && task !== null) {
    const facet = byAttribute(filter.attribute!);
    values.sets.set(facet, await afterRetyping(pool, owner, task, values.sets.get(facet)!));
  }
  const sets = [
    ...(values?.sets.values() ?? []),
    ...[fresh?.fresh, flagged?.set, found?.set, external].flatMap((set) => (set ? [set] : [])),
  ];
  const set = sets.length > 0 ? intersect(sets) : null;
  return {
    set,
    size: set ? sizeOf(set) : 0,
    complete: [values, fresh, found, flagged].every((part) => part?.complete !== false),
    states,
    answer: filter.answer ?? null,
    where: filter.where ?? null,
  };
}

/** The task that a condition on an attribute asks for; null for another attribute. */
const taskIn = (pair: string): string | null =>
  pair.startsWith(`${TASK}:`) ? pair.slice(TASK.length + 1) : null;

/** Sets are of what items were imported as: those that were said to be something else since are moved. */
async function afterRetyping(
  pool: pg.Pool,
  owner: Owner,
  task: string,
  set: PositionSet,
): Promise<PositionSet> {
  const { rows } = await pool.query<{ position: number; is: boolean }>(
    `select position, value ? $3 as is from retyped_item where project_id = $1 and org_id = $2`,
    [owner.project, owner.org, task],
  );
  const now = subtract(set, setOf(rows.map(({ position }) => position)));
  for (const { position, is } of rows) if (is) addPosition(now, position);
  return now;
}

async function loadFlagged(pool: pg.Pool, owner: Owner, flagged: boolean) {
  const { rows } = await pool.query<{ position: number }>(
    "select position from flagged_item where project_id = $1 and org_id = $2",
    [owner.project, owner.org],
  );
  const set = setOf(rows.map((row) => row.position));
  if (flagged) return { set, complete: true };
  const { sets, complete } = await loadSets(pool, owner, [ALL]);
  return { set: subtract(sets.get(ALL)!, set), complete };
}

async function loadExternal(pool: pg.Pool, owner: Owner, externalId: string): Promise<PositionSet> {
  const { rows } = await pool.query<{ position: number }>(
    "select position from item_now where project_id = $1 and org_id = $2 and key = encode($3, 'hex')::uuid",
    [owner.project, owner.org, externalKey(externalId)],
  );
  return setOf(rows.map((row) => row.position));
}
