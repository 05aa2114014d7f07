import pg from "pg";
import { expect, test } from "vitest";
import { AnyItemState, ItemState, itemStateOf } from "#contract/states.ts";
import { storedStates } from "./item-states.ts";
import { testDatabase } from "./testing.ts";

test("stored words, today's words and those of the first release say the same", async () => {
  const { connection, drop } = await testDatabase();
  const pool = new pg.Pool(connection);
  try {
    for (const state of AnyItemState.options) {
      const { rows } = await pool.query<{ word: string }>(
        "select distinct item_state_word(stored) as word from unnest($1::text[]) stored",
        [storedStates(state)],
      );
      expect(rows).toEqual([{ word: itemStateOf(state) }]);
    }
    const { rows } = await pool.query<{ stored: string }>(
      `select (regexp_matches(pg_get_constraintdef(oid), '''([a-z-]+)''', 'g'))[1] as stored from pg_constraint
       where conname = 'item_state_state_check'`,
    );
    const known = ItemState.options.flatMap(storedStates);
    expect(rows.map(({ stored }) => stored).sort()).toEqual(known.toSorted());
  } finally {
    await pool.end();
    await drop();
  }
});
