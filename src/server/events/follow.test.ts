import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { verify } from "#verify/check.ts";
import { history } from "#verify/history.ts";
import { continueOrder } from "../db/event-order.ts";
import { newId } from "../db/id.ts";
import { sealEvents } from "../jobs/seal.ts";
import { type TestApp, testApp } from "../testing/test-app.ts";
import { follow } from "./follow.ts";

let site: TestApp;
const org = newId();
beforeAll(async () => {
  site = await testApp();
  await site.services.database.pool.query(
    "create table seen (name text, seq bigint, n bigint generated always as identity)",
  );
});
afterAll(() => site.stop());

/** A follower that writes down what it is given. */
const recorder = (name: string) =>
  follow({
    name,
    of: ["item.cancelled"],
    run: async (client, events) => {
      for (const { seq } of events) await client.query("insert into seen values ($1, $2)", [name, seq]);
    },
  });
const followers = [recorder("one"), recorder("two")];
const followAll = () => Promise.all(followers.map((follower) => follower.run(site.services)));

async function seenBy(name: string): Promise<number[]> {
  const { rows } = await site.services.database.pool.query<{ seq: number }>(
    "select seq from seen where name = $1 order by n",
    [name],
  );
  return rows.map(({ seq }) => seq);
}

/** Transactions of other tests on the same server hold followers back too: until they are over. */
async function caughtUp(count: number): Promise<void> {
  for (const name of ["one", "two"])
    await expect
      .poll(async () => [await followAll(), (await seenBy(name)).length][1], { timeout: 30_000 })
      .toBeGreaterThanOrEqual(count);
}

/** Seals what there is: every event in one seal, and each seal true. */
async function expectSealed(): Promise<void> {
  const unsealed = "select (select count(*) from event) - (select sum(rows) from seal) as n";
  const left = async () => {
    await sealEvents.run(site.services);
    return Number((await site.services.database.pool.query(unsealed)).rows[0].n);
  };
  await expect.poll(left, { timeout: 30_000 }).toBe(0);
  const client = new pg.Client(site.connection);
  await client.connect();
  expect(await verify(client, history, [])).toEqual([]);
  await client.end();
}

async function openTransaction(): Promise<pg.Client> {
  const client = new pg.Client(site.connection);
  await client.connect();
  await client.query("begin");
  return client;
}

async function write(client: pg.Client): Promise<number> {
  const { rows } = await client.query<{ seq: string }>(
    "insert into event (org_id, kind) values ($1, 'item.cancelled') returning seq",
    [org],
  );
  return Number(rows[0]!.seq);
}

async function end(client: pg.Client, how: "commit" | "rollback"): Promise<void> {
  await client.query(how);
  await client.end();
}

test("a transaction held open while later ones commit is neither missed nor seen twice", async () => {
  const held = await openTransaction();
  const first = await write(held);
  const later: number[] = [];
  for (let n = 0; n < 3; n++) {
    const quick = await openTransaction();
    later.push(await write(quick));
    await end(quick, "commit");
    await followAll();
    await sealEvents.run(site.services);
  }
  await end(held, "commit");
  await caughtUp(4);
  await followAll();
  for (const name of ["one", "two"]) expect(await seenBy(name)).toEqual([first, ...later]);
});

test("in any order of beginnings, writes and ends, each committed event is seen once and no other", async () => {
  const before = (await seenBy("one")).length;
  let state = 7;
  const random = (below: number) => {
    state = (state * 48271) % 2147483647;
    return state % below;
  };
  const open: { client: pg.Client; wrote: number[] }[] = [];
  const committed: number[] = [];
  for (let step = 0; step < 120; step++) {
    const what = random(4);
    if (what === 0 && open.length < 6) open.push({ client: await openTransaction(), wrote: [] });
    else if (what === 3) await Promise.all([followAll(), sealEvents.run(site.services)]);
    else if (open.length > 0) {
      const at = random(open.length);
      const { client, wrote } = open[at]!;
      if (what === 1) wrote.push(await write(client));
      else {
        open.splice(at, 1);
        const how = random(4) === 0 ? "rollback" : "commit";
        await end(client, how);
        if (how === "commit") committed.push(...wrote);
      }
    }
  }
  for (const { client } of open) await end(client, "rollback");
  await caughtUp(before + committed.length);
  const ascending = (a: number, b: number) => a - b;
  for (const name of ["one", "two"])
    expect((await seenBy(name)).slice(before).sort(ascending)).toEqual(committed.sort(ascending));
  await expectSealed();
});

test("in another cluster, which numbers transactions anew, the order goes on where it was", async () => {
  const client = new pg.Client(site.connection);
  await client.connect();
  const { rows } = await client.query<{ last: string }>("select max(txn)::text as last from event");
  const ahead = BigInt(rows[0]!.last) + 1_000_000n; // as if written where a million transactions more had been
  await client.query("insert into event (org_id, kind, txn) values ($1, 'item.cancelled', $2)", [org, ahead]);
  await continueOrder(client);
  const before = (await seenBy("one")).length;
  await write(client);
  await client.end();
  await caughtUp(before + 2);
  const { rows: order } = await site.services.database.pool.query(
    "select (select max(txn) from event) < settled_txn() as settled, (select txn from event order by seq desc limit 1) > $1 as above",
    [ahead.toString()],
  );
  expect(order).toEqual([{ settled: true, above: true }]);
  await expectSealed();
});
