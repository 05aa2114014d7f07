import type pg from "pg";
import type { Predicate } from "#content/index.ts";
import type { StoredAnswer } from "#kinds/answer.ts";
import { predicateSql } from "../../db/predicate-sql.ts";
import { answerFacets, byAnswer } from "./facets.ts";
import type { Cursor } from "./item-cursor.ts";
import { hasPosition, type PositionSet } from "./position-set.ts";
import { formsOf } from "./recent.ts";
import type { Owner } from "./stored-sets.ts";

/** An item on a list: its position, and when sorted by it, when it last changed. */
export type Found = Cursor;
/** What of a run of items stays, in its order. */
export type Check = (run: Found[]) => Promise<Found[]>;

/** Keeps what is in a set. */
export function setCheck(set: PositionSet): Check {
  return async (run) => run.filter(({ position }) => hasPosition(set, position));
}

/** Keeps items in some stored states. */
export function stateCheck(pool: pg.Pool, owner: Owner, states: readonly string[]): Check {
  return async (run) => {
    const { rows } = await pool.query<{ position: number }>(
      "select position from worked_item where project_id = $1 and org_id = $2 and position = any($3) and state = any($4)",
      [owner.project, owner.org, run.map(({ position }) => position), states],
    );
    return only(run, rows);
  };
}

/** Keeps items for which a predicate holds. */
export function whereCheck(pool: pg.Pool, owner: Owner, where: Predicate): Check {
  const { sql, values } = predicateSql(where, 4);
  const text = `select i.position from item_now i
    where i.project_id = $1 and i.org_id = $2 and i.position = any($3) and ${sql}`;
  return async (run) => {
    const given = [owner.project, owner.org, run.map(({ position }) => position), ...values];
    return only(run, (await pool.query<{ position: number }>(text, given)).rows);
  };
}

/** Keeps items of which an answer has a value now: the last version in a place that is neither open nor given up. */
export function answerCheck(pool: pg.Pool, owner: Owner, pair: string): Check {
  return async (run) => {
    const { rows } = await pool.query<StoredAnswer & { position: number; form: string }>(
      `select i.position, a.body, a.kinds, a.form_version_id as form
       from item_now i join answer_head a on a.item_id = i.id
       where i.project_id = $1 and i.org_id = $2 and i.position = any($3)`,
      [owner.project, owner.org, run.map(({ position }) => position)],
    );
    const forms = await formsOf(pool, owner, [...new Set(rows.map((row) => row.form))]);
    const facet = byAnswer(pair);
    return only(
      run,
      rows.filter((row) => answerFacets(forms.get(row.form)!, row).includes(facet)),
    );
  };
}

function only(run: Found[], rows: readonly { position: number }[]): Found[] {
  const kept = new Set(rows.map((row) => row.position));
  return run.filter(({ position }) => kept.has(position));
}
