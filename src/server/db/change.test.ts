import { afterAll, beforeAll, expect, test } from "vitest";
import { type Change, change } from "./change.ts";
import { createDatabase } from "./database.ts";
import { newId } from "./id.ts";
import { createPool, type Statement } from "./pool.ts";
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
  const hit: Statement = { name: "hit", text: "update pair set hits = hits + 1 where n = $1" };
  let inside = 0;
  let meet = () => {};
  const met = new Promise<void>((resolve) => {
    meet = resolve;
  });
  const both = (first: number, second: number) =>
    change(database, author, async ({ send }) => {
      await send(hit, [first]);
      if (++inside === 2) meet();
      await met;
      send(hit, [second]);
    });
  await Promise.all([both(1, 2), both(2, 1)]);
  expect((await pool.query("select hits from pair")).rows).toEqual([{ hits: 2 }, { hits: 2 }]);
  await pool.end();
});

test("a write that nobody waits for fails its change with its own error, and nothing of it is left", async () => {
  const pool = createPool(own.connection, { max: 1 });
  const database = createDatabase(pool, []);
  await pool.query("create table kept (n int primary key)");
  const keep: Statement = { name: "keep", text: "insert into kept values ($1)" };
  const keepAll = (numbers: number[], verb: (tx: Change) => Promise<unknown> = async () => null) => {
    const idempotency = { key: newId(), request: Buffer.alloc(32) };
    return change(database, { org: newId(), agent: newId(), idempotency }, async (tx) => {
      for (const n of numbers) tx.send(keep, [n]);
      await verb(tx);
      return numbers;
    });
  };
  const taken = { code: "23505", constraint: "kept_pkey" };
  await expect(keepAll([1, 1, 2])).rejects.toMatchObject(taken);
  await expect(keepAll([1, 1], ({ client }) => client.query("select 1"))).rejects.toMatchObject(taken);
  const author = { org: newId(), agent: newId() };
  const overlooked = change(database, author, ({ client }) => client.query("select 1 / 0").catch(() => {}));
  await expect(overlooked).rejects.toThrow("rolled back");
  const { rows } = await pool.query("select (select count(*) from kept) + count(*) as n from idempotency");
  expect(rows).toEqual([{ n: 0 }]);
  expect(await keepAll([1, 2])).toEqual([1, 2]);
  await pool.end();
});

test("a repeated request gets the first one's answer, at the same moment and where it could not be done again", async () => {
  const pool = createPool(own.connection, { max: 3 });
  const database = createDatabase(pool, []);
  await pool.query("create table done (n int primary key, at int not null)");
  const [org, agent, key] = [newId(), newId(), newId()];
  const ask = (request: number, verb: (tx: Change) => Promise<unknown>) =>
    change(database, { org, agent, idempotency: { key, request: Buffer.alloc(32, request) } }, verb);
  const refuse = () => Promise.reject(new Error("refused"));
  await expect(ask(1, refuse)).rejects.toThrow("refused");
  const add: Statement = { name: "add-done", text: "insert into done select count(*), $1 from done" };
  const once = (n: number) =>
    ask(1, async ({ send }) => {
      await send(add, [n]);
      return n;
    });
  const [first, second] = await Promise.all([once(1), once(2)]);
  expect(second).toBe(first);
  expect(await once(3)).toBe(first);
  expect(await ask(1, refuse)).toBe(first);
  await expect(ask(2, async () => null)).rejects.toMatchObject({ code: "key_reused" });
  expect((await pool.query("select at from done")).rows).toEqual([{ at: first }]);
  await pool.end();
});
