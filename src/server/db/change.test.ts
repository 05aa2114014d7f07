import { afterAll, beforeAll, expect, test } from "vitest";
import { change } from "./change.ts";
import { createDatabase } from "./database.ts";
import { newId } from "./id.ts";
import { createPool } from "./pool.ts";
import { type TestDatabase, testDatabase } from "./testing.ts";

let own: TestDatabase;
beforeAll(async () => {
  own = await testDatabase();
});
afterAll(() => own.drop());

test("two changes that wait for each other both come through, each once", async () => {
  const pool = createPool(own.connection, { max: 2 });
  const database = createDatabase(pool, []);
  const author = { org: newId(), agent: newId() };
  await pool.query("create table pair (n int primary key, hits int not null)");
  await pool.query("insert into pair values (1, 0), (2, 0)");
  const hit = "update pair set hits = hits + 1 where n = $1";
  let inside = 0;
  let meet = () => {};
  const met = new Promise<void>((resolve) => {
    meet = resolve;
  });
  const both = (first: number, second: number) =>
    change(database, author, async ({ client }) => {
      await client.query(hit, [first]);
      if (++inside === 2) meet();
      await met;
      await client.query(hit, [second]);
    });
  await Promise.all([both(1, 2), both(2, 1)]);
  expect((await pool.query("select hits from pair")).rows).toEqual([{ hits: 2 }, { hits: 2 }]);
  await pool.end();
});
