import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import pg from "pg";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { contract } from "#contract/index.ts";
import { type TestDatabase, testDatabase } from "#server/db/testing.ts";
import { readSettings } from "#server/env.ts";
import { type Running, start } from "#server/start.ts";
import { call } from "#server/testing/call.ts";
import { buildOrganization, type TestPerson } from "#server/testing/make.ts";
import { type QuietProxy, startQuietProxy } from "./quiet-proxy.ts";

/** Refusals come within a second and the server is well within ten; a busy machine takes longer to do anything. */
const [REFUSED_MS, WELL_MS] = [2_500, 10_000];
/** What stands for a minute of silence, as `npm run proofs -- silence` takes it: long against limits below a second. */
const SILENCE_MS = Number(process.env.SILENCE_MS ?? 4_000);
const PEOPLE = 20;

let database: TestDatabase;
let proxy: QuietProxy;
let running: Running;
let owner: TestPerson;
let folder: string;
let startAnother: () => Promise<Running>;
beforeAll(async () => {
  database = await testDatabase();
  folder = await mkdtemp(join(tmpdir(), "plumbline-silence-"));
  proxy = await startQuietProxy(database.connection);
  const { user, password, database: name } = database.connection;
  const url = `postgres://${user}:${encodeURIComponent(String(password ?? ""))}@127.0.0.1:${proxy.port}/${name}`;
  const env = { DATABASE_URL: url, PLUMBLINE_LOG: "silent" };
  startAnother = () => start(readSettings(["--port", "0", "--data", folder], env));
  running = await startAnother();
  ({ owner } = await buildOrganization(running as never));
});
afterEach(() => {
  proxy.wake();
  proxy.delay(0);
});
afterAll(async () => {
  await running.stop();
  await proxy.stop();
  await database.drop();
  await rm(folder, { recursive: true, force: true });
});

const ask = async () => {
  const started = performance.now();
  const { status } = await call({ ...owner, url: running.url }, contract.accounts.me, {});
  return { status, ms: performance.now() - started };
};
const crowd = () => Promise.all(Array.from({ length: PEOPLE }, ask));

/** Asks until all are answered; how long that took. */
async function untilWell(): Promise<number> {
  const started = performance.now();
  while ((await crowd()).some(({ status }) => status !== 200)) await pause(50);
  return performance.now() - started;
}

/** Everybody is refused in time, however often they ask. */
async function expectRefusals(forMs: number): Promise<void> {
  for (const until = performance.now() + forMs; performance.now() < until; await pause(200)) {
    for (const { status, ms } of await crowd()) {
      expect(status).toBe(503);
      expect(ms).toBeLessThan(REFUSED_MS);
    }
  }
}

test("connections that a proxy has forgotten are dropped, and new ones are answered", async () => {
  await untilWell();
  proxy.forget();
  for (const { ms } of await crowd()) expect(ms).toBeLessThan(REFUSED_MS);
  expect(await untilWell()).toBeLessThan(WELL_MS);
});

test("while nothing passes everybody is refused at once; afterwards all is well without a restart", async () => {
  await untilWell();
  proxy.sleep();
  await expectRefusals(SILENCE_MS);
  proxy.wake();
  expect(await untilWell()).toBeLessThan(WELL_MS);
});

test("a failover is over as soon as the new database answers", async () => {
  await untilWell();
  proxy.fail();
  await expectRefusals(1_000);
  proxy.wake();
  expect(await untilWell()).toBeLessThan(WELL_MS);
});

test("where every connection waits for a lock, others are refused soon, and all served when it is gone", async () => {
  await untilWell();
  const locker = new pg.Client(database.connection);
  await locker.connect();
  await locker.query("begin; lock table session in access exclusive mode");
  const asked = Array.from({ length: PEOPLE }, ask);
  let refused = 0;
  for (const each of asked) {
    void each.then(({ status, ms }) => {
      if (status === 503 && ms < REFUSED_MS) refused++;
    });
  }
  const { max } = running.services.database.pool.options;
  await expect.poll(() => refused, { timeout: WELL_MS }).toBe(PEOPLE - max);
  await locker.query("rollback");
  const served = (await Promise.all(asked)).filter(({ status }) => status === 200);
  expect(served).toHaveLength(max);
  expect(await untilWell()).toBeLessThan(WELL_MS);
  await locker.end();
});

test("a database that is slow to take connections delays a start, and does not end it", async () => {
  proxy.delay(1_300); // longer than a request waits
  const another = await startAnother();
  await another.stop();
});
