import type pg from "pg";
import type { ItemFilter } from "#contract/items.ts";
import { externalKey } from "../imports/index.ts";
import { ALL, byAnswer, byAttribute, byAuthor, WORKED } from "./facets.ts";
import { loadSets } from "./load-sets.ts";
import { intersect, type PositionSet, setOf, sizeOf, subtract } from "./position-set.ts";
import { searchText } from "./search-text.ts";
import type { Owner } from "./stored-sets.ts";

/** A filter, turned into what can be walked and counted. */
export interface Narrowed {
  /** The items to which the filter is narrowed, but for the checks below; null: all. */
  set: PositionSet | null;
  size: number;
  /** Whether everything that happened up to now is in the set. */
  complete: boolean;
  /** A state that is read from its index. */
  state: "working" | "review" | "done" | "cancelled" | null;
  /** A search with so many results that they are checked on the way. */
  words: string | null;
  /** An answer value: the set has all that ever had it, some may have another by now. */
  answer: string | null;
}

/** `newItems` is also needed where a list is sorted by change: those without one come last. */
export async function loadNew(pool: pg.Pool, owner: Owner): Promise<{ set: PositionSet; complete: boolean }> {
  const { sets, complete } = await loadSets(pool, owner, [ALL, WORKED]);
  return { set: subtract(sets.get(ALL)!, sets.get(WORKED)!), complete };
}

export async function narrow(pool: pg.Pool, owner: Owner, filter: ItemFilter): Promise<Narrowed> {
  const facets = [
    ...(filter.attribute === undefined ? [] : [byAttribute(filter.attribute)]),
    ...(filter.answer === undefined ? [] : [byAnswer(filter.answer)]),
    ...(filter.author === undefined ? [] : [byAuthor(filter.author)]),
  ];
  const [values, fresh, found, flagged, external] = await Promise.all([
    facets.length > 0 ? loadSets(pool, owner, facets) : null,
    filter.state === "new" ? loadNew(pool, owner) : null,
    filter.text === undefined ? null : searchText(pool, owner, filter.text),
    filter.flagged === undefined ? null : loadFlagged(pool, owner, filter.flagged),
    filter.externalId === undefined ? null : loadExternal(pool, owner, filter.externalId),
  ]);
  const sets = [
    ...(values?.sets.values() ?? []),
    ...[fresh, flagged].flatMap((part) => (part ? [part.set] : [])),
    ...[found?.set, external].flatMap((set) => (set ? [set] : [])),
  ];
  const set = sets.length > 0 ? intersect(sets) : null;
  return {
    set,
    size: set ? sizeOf(set) : 0,
    complete: [values, fresh, found, flagged].every((part) => part?.complete !== false),
    state: filter.state === undefined || filter.state === "new" ? null : filter.state,
    words: found && !found.set ? found.words : null,
    answer: filter.answer ?? null,
  };
}

async function loadFlagged(pool: pg.Pool, owner: Owner, flagged: boolean) {
  const { rows } = await pool.query<{ position: number }>(
    `select distinct i.position from objection o join item i on i.id = o.item_id
     where o.project_id = $1 and o.org_id = $2 and o.kind = 'flag' and o.resolved_at is null`,
    [owner.project, owner.org],
  );
  const set = setOf(rows.map((row) => row.position));
  if (flagged) return { set, complete: true };
  const { sets, complete } = await loadSets(pool, owner, [ALL]);
  return { set: subtract(sets.get(ALL)!, set), complete };
}

async function loadExternal(pool: pg.Pool, owner: Owner, externalId: string): Promise<PositionSet> {
  const { rows } = await pool.query<{ position: number }>(
    "select position from item where project_id = $1 and org_id = $2 and key = encode($3, 'hex')::uuid",
    [owner.project, owner.org, externalKey(externalId)],
  );
  return setOf(rows.map((row) => row.position));
}
