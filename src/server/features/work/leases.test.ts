import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { contract } from "#contract/index.ts";
import type { Assignment } from "#contract/work.ts";
import { createDatabase } from "../../db/database.ts";
import { createPool } from "../../db/pool.ts";
import { SUBSCRIBERS } from "../../subscribers.ts";
import { addItems } from "../../testing/add-items.ts";
import { call, must } from "../../testing/call.ts";
import { claim, paramsOf, submit } from "../../testing/do-work.ts";
import { buildOrganization, buildPerson, buildProject, join, type TestPerson } from "../../testing/make.ts";
import { type TestApp, testApp } from "../../testing/test-app.ts";
import { expireLeases } from "./leases.ts";

const { work } = contract;
let site: TestApp;
let lead: TestPerson;
let trainer: TestPerson;
let other: TestPerson;

beforeAll(async () => {
  site = await testApp();
  ({ owner: lead } = await buildOrganization(site));
  [trainer, other] = await Promise.all([buildPerson(site, lead.org), buildPerson(site, lead.org)]);
});
afterAll(() => site.stop());

async function buildCase(count: number): Promise<string> {
  const project = await buildProject(lead, { settings: { review: false } });
  for (const person of [trainer, other]) await join(lead, project, person, "trainer");
  await addItems(site, lead, project, count);
  return project;
}

const renew = (assignment: Assignment, park = false) =>
  call(trainer, work.renew, { params: paramsOf(assignment), body: { park } });
const save = (assignment: Assignment, response: string, rev = 0) =>
  must(trainer, work.saveDraft, { params: paramsOf(assignment), body: { body: { response }, rev } });
const minutesLeft = (until: string) => Math.round((Date.parse(until) - Date.now()) / 60_000);
const query = (text: string, id: string) => site.services.database.pool.query(text, [id]);

async function expire({ id }: Assignment): Promise<void> {
  await query("update slot set lease_until = clock() - interval '1 s' where assignment_id = $1", id);
  await expireLeases.run(site.services);
}

test("a lease is renewed for ten minutes or parked for three days, until it is lost", async () => {
  const project = await buildCase(3);
  const mine = (await claim(trainer, project))!;
  await query("update slot set lease_until = clock() + interval '1 min' where assignment_id = $1", mine.id);
  const lease = async (park: boolean) => {
    const outcome = await renew(mine, park);
    return outcome.ok && [minutesLeft(outcome.data.leaseUntil), outcome.data.parked];
  };
  expect(await lease(false)).toEqual([10, false]);
  expect(await lease(true)).toEqual([72 * 60, true]);
  const next = (await claim(trainer, project))!; // parked work waits until it is opened
  expect(next.id).not.toBe(mine.id);
  const { rows } = await must(lead, work.held, { params: { project } });
  expect(rows.map(({ parked, holder }) => [parked, holder.id])).toEqual([
    [true, trainer.id],
    [false, trainer.id],
  ]);
  expect(await lease(false)).toEqual([10, false]);
  await expire(mine);
  expect(await renew(mine)).toMatchObject({ status: 409, problem: { code: "not_held" } });
});

test("an item is offered to the same person again after an expired lease, unless they left a draft", async () => {
  const project = await buildCase(1);
  const first = (await claim(trainer, project))!;
  await expire(first);
  const second = (await claim(trainer, project))!;
  expect(second.id).not.toBe(first.id);
  await save(second, "Begun");
  await expire(second);
  expect(await claim(trainer, project)).toBeNull();
  const kept = await must(trainer, work.get, { params: paramsOf(second) });
  expect(kept).toMatchObject({ held: false, leaseUntil: null, draft: { body: { response: "Begun" } } });
  expect(await submit(trainer, second, "Finished")).toEqual({
    outcome: "accepted",
    late: true,
    canTakeBack: true,
  });
});

test("an item that was put back is offered to the same person again, unless they left a draft", async () => {
  const project = await buildCase(1);
  const first = (await claim(trainer, project))!;
  await must(trainer, work.release, { params: paramsOf(first) });
  const second = (await claim(trainer, project))!;
  await save(second, "Begun");
  await must(trainer, work.release, { params: paramsOf(second) });
  expect(await claim(trainer, project)).toBeNull();
  expect(await claim(other, project)).toMatchObject({ draft: null, leaseUntil: expect.any(String) });
  const lost = await must(trainer, work.get, { params: paramsOf(second) });
  expect(lost).toMatchObject({ held: false, leaseUntil: null }); // the lease is another person's now
});

test("leases are freed for one person, some pieces of work, or all", async () => {
  const project = await buildCase(4);
  for (const person of [trainer, other]) {
    const first = (await claim(person, project))!;
    await claim(person, project, { holding: [first.id] });
  }
  const free = async (body: object) => (await must(lead, work.free, { params: { project }, body })).freed;
  const held = async () => (await must(lead, work.held, { params: { project } })).rows;
  expect(await free({ person: other.id })).toBe(2);
  expect((await held()).map(({ holder }) => holder.id)).toEqual([trainer.id, trainer.id]);
  const [, shorter] = await held();
  expect(await free({ slots: [shorter!.slotId] })).toBe(1);
  expect((await held()).map(({ slotId }) => slotId)).not.toContain(shorter!.slotId);
  expect(await free({})).toBe(1);
  expect(await held()).toEqual([]);
});

test("the history of a draft has a step for every fifteen seconds, newest first", async () => {
  const project = await buildCase(1);
  const mine = (await claim(trainer, project))!;
  await save(mine, "One");
  await save(mine, "One two", 1);
  await query("update draft_step set at = at - interval '16 s' where assignment_id = $1", mine.id);
  await save(mine, "One two three", 2);
  const history = async (who: TestPerson) => call(who, work.draftHistory, { params: paramsOf(mine) });
  expect(await history(trainer)).toMatchObject({
    data: {
      rows: [
        { rev: 3, body: { response: "One two three" } },
        { rev: 1, body: { response: "One" } },
      ],
    },
  });
  expect(await history(other)).toMatchObject({ status: 404 });
});

/** The clock of the database, as the running server sees it, jumps; back at the end of the test. */
async function jump(clockOffset: string): Promise<void> {
  const { database } = site.services;
  await database.pool.query("update session set expires_at = clock() + interval '30 days'"); // as outside of tests
  const pool = createPool(site.connection, { clockOffset });
  site.services.database = createDatabase(pool, SUBSCRIBERS);
  onTestFinished(() => {
    site.services.database = database;
    return pool.end();
  });
}

test("a clock that jumps forward by a day frees what was held, once, and keeps the text of its late holder", async () => {
  const project = await buildCase(1);
  const mine = (await claim(trainer, project))!;
  await jump("1 day");
  await expireLeases.run(site.services);
  const theirs = (await claim(other, project))!;
  expect(await submit(trainer, mine, "Kept")).toMatchObject({ outcome: "handed-back" });
  expect(await submit(other, theirs, "Theirs")).toMatchObject({ outcome: "accepted" });
  const { draft } = await must(trainer, work.get, { params: paramsOf(mine) });
  expect(draft).toMatchObject({ body: { response: "Kept" } });
});

test("a clock that jumps back by a day takes nothing from its holder and gives it to nobody else", async () => {
  const project = await buildCase(1);
  const mine = (await claim(trainer, project))!;
  await jump("-1 day");
  await expireLeases.run(site.services);
  expect(await claim(other, project)).toBeNull();
  expect(await submit(trainer, mine, "Mine")).toMatchObject({ outcome: "accepted" });
});
