import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from "vitest";
import { z } from "zod";
import { inTransaction } from "../db/in-transaction.ts";
import { buildOrganization } from "../testing/make.ts";
import { type TestApp, testApp } from "../testing/test-app.ts";
import { giveReason } from "./give-reason.ts";
import { type AnyJob, dropFailed, enqueue, GiveUp, type Job, type Tick } from "./jobs.ts";
import { runJobs } from "./run-jobs.ts";
import { runTicks } from "./run-ticks.ts";

const Payload = z.object({ org: z.uuid() });
type Payload = z.infer<typeof Payload>;
let app: TestApp;
let org: string;
beforeAll(async () => {
  app = await testApp();
  org = (await buildOrganization(app)).owner.org;
});
afterAll(() => app.stop());

/** Something to wait for until it is opened. */
function buildGate(): { opened: Promise<void>; open(): void } {
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open: () => open() };
}

let made = 0;
/** A job of a kind of its own; what it was told of its end is in `failures`. */
function buildJob(run: Job<Payload>["run"], atOnce = 1): Job<Payload> & { failures: Error[] } {
  const failures: Error[] = [];
  return {
    ...{ name: `test ${made++}`, atOnce, payload: Payload, run, failures },
    failed: async (_payload, _services, error) => void failures.push(error),
  };
}
const add = (job: Job<Payload>, key = "a") =>
  inTransaction(app.services.database.pool, (client) => enqueue(client, job, { org }, key));
const work = (...jobs: Job<Payload>[]) => {
  const running = runJobs(app.services, jobs as unknown as AnyJob[], { sole: false });
  onTestFinished(() => running.stop());
  return running;
};
const query = async (text: string, ...values: unknown[]) =>
  (await app.services.database.pool.query(text, values)).rows;
const rowOf = async (job: Job<Payload>) =>
  (await query("select attempts, failure, given_up_at from job where name = $1", job.name))[0];
/** As if the process had died and time had passed. */
const die = (job: Job<Payload>) =>
  query(
    "update job set attempts = attempts + 1, lease_until = clock() - interval '1 s' where name = $1",
    job.name,
  );
const hurry = (job: Job<Payload>) => query("update job set run_at = clock() where name = $1", job.name);

test("a job whose process died three times is given up without being run, and says why", async () => {
  let runs = 0;
  const job = buildJob(async () => void runs++);
  await add(job);
  for (let n = 0; n < 3; n++) await die(job);
  work(job);
  await expect
    .poll(() => job.failures.map(giveReason))
    .toEqual([expect.stringContaining("stopped three times")]);
  expect(runs).toBe(0);
  await expect.poll(() => rowOf(job)).toMatchObject({ given_up_at: expect.any(String) });
  await inTransaction(app.services.database.pool, (client) => dropFailed(client, job, { org }, "a"));
  await add(job);
  await expect.poll(() => runs).toBe(1);
});

test("a job counts when it is taken; after a second death the next start waits before it takes it again", async () => {
  const entered = buildGate();
  const left = buildGate();
  const job = buildJob(async () => {
    entered.open();
    await left.opened;
  });
  await add(job);
  await die(job);
  const running = runJobs(app.services, [job] as unknown as AnyJob[], { sole: false });
  await entered.opened;
  expect(await rowOf(job)).toMatchObject({ attempts: 2 });
  left.open();
  await running.stop();

  await die(job); // it was put back, with one attempt that counts
  await runJobs(app.services, [job] as unknown as AnyJob[], { sole: true }).stop();
  const [row] = await query("select run_at > clock() as waits from job where name = $1", job.name);
  expect(row).toEqual({ waits: true });
});

test("an error is tried three times in all, a hopeless one once, and progress begins the count anew", async () => {
  let runs = 0;
  const job = buildJob(async (_payload, _services, { progressed }) => {
    runs++;
    if (runs === 3) progressed();
    throw new Error(`error ${runs}`);
  });
  const hopeless = buildJob(async () => {
    throw new GiveUp("It can never work.");
  });
  await Promise.all([add(job), add(hopeless)]);
  work(job, hopeless);
  for (let n = 1; n < 5; n++) {
    await expect.poll(async () => (await rowOf(job))?.failure).toBe(`error ${n}`);
    await hurry(job);
  }
  await expect.poll(() => job.failures.map(({ message }) => message)).toEqual(["error 5"]);
  expect(hopeless.failures.map(giveReason)).toEqual(["It can never work."]);
});

test("a job that asks to be run again is, at its time, and a job that is stopped does not count", async () => {
  let runs = 0;
  const job = buildJob(async (_payload, _services, { signal }) => {
    if (++runs === 1) return { afterSeconds: 3600 };
    await pause(60_000, undefined, { signal });
  });
  await add(job);
  const running = work(job);
  const later =
    "select 1 as n from job where name = $1 and run_at > clock() + interval '59 min' and attempts = 0";
  await expect.poll(() => query(later, job.name)).toEqual([{ n: 1 }]);
  await hurry(job);
  await expect.poll(() => runs).toBe(2);
  await running.stop();
  expect(await rowOf(job)).toMatchObject({ attempts: 0, failure: null });
});

test("no kind waits for another, and no more of a kind than its bound run at once, in all processes", async () => {
  const left = buildGate();
  let [now, most] = [0, 0];
  const slow = buildJob(async () => {
    most = Math.max(most, ++now);
    await left.opened;
    now--;
  }, 2);
  let quick = 0;
  const other = buildJob(async () => void quick++);
  for (let n = 0; n < 5; n++) await add(slow, `${n}`);
  work(slow, other);
  await expect.poll(() => now).toBe(2);
  work(slow);
  await add(other);
  await expect.poll(() => quick).toBe(1);
  left.open();
  await expect.poll(() => rowOf(slow)).toBeUndefined();
  expect(most).toBe(2);
});

test("a slow periodic task delays no other, and one process at a time runs them", async () => {
  const left = buildGate();
  const slow: Tick = { name: "slow", everySeconds: 1, run: () => left.opened };
  const quick: Tick = { name: "quick", everySeconds: 0.01, run: vi.fn(async () => {}) };
  const elsewhere: Tick = { name: "quick", everySeconds: 0.01, run: vi.fn(async () => {}) };
  const first = runTicks(app.services, [slow, quick]);
  await expect.poll(() => vi.mocked(quick.run).mock.calls.length).toBeGreaterThan(5);
  const second = runTicks(app.services, [elsewhere]);
  const count = () => vi.mocked(quick.run).mock.calls.length;
  const before = count();
  await expect.poll(count).toBeGreaterThan(before + 100);
  expect(elsewhere.run).not.toHaveBeenCalled();
  left.open();
  await first.stop();
  await expect.poll(() => vi.mocked(elsewhere.run).mock.calls.length).toBeGreaterThan(0);
  await second.stop();
});

test("a dozen tasks at rest raise no warning of a leak", async () => {
  const warned = vi.spyOn(process, "emitWarning").mockImplementation(() => {});
  onTestFinished(() => warned.mockRestore());
  const tasks = Array.from({ length: 12 }, (_, n) => ({ name: `rest ${n}`, everySeconds: 60, run: vi.fn() }));
  await runTicks(app.services, tasks).stop();
  expect(warned).not.toHaveBeenCalled();
});

test("a job that met a full disk says so, in the words of the database or of the system", () => {
  const system = Object.assign(new Error("ENOSPC: no space left on device, write"), { code: "ENOSPC" });
  const database = new Error("could not extend file: No space left on device");
  expect([system, database, new Error("a bug")].map(giveReason)).toEqual([
    "The disk is full.",
    "The disk is full.",
    "Something went wrong on the server.",
  ]);
});
