import { afterAll, beforeAll, expect, test } from "vitest";
import { contract } from "#contract/index.ts";
import { addItems } from "../../testing/add-items.ts";
import { call, must } from "../../testing/call.ts";
import { anHourPasses } from "../../testing/do-work.ts";
import { buildOrganization, buildPerson, buildProject, join, type TestPerson } from "../../testing/make.ts";
import { type TestApp, testApp } from "../../testing/test-app.ts";

const { home, work } = contract;
let app: TestApp;
let lead: TestPerson;
let trainer: TestPerson;
let project: string;
beforeAll(async () => {
  app = await testApp();
  ({ owner: lead } = await buildOrganization(app));
});
afterAll(() => app.stop());

async function newProject(count: number, review = true): Promise<void> {
  trainer = await buildPerson(app, lead.org);
  project = await buildProject(lead, { settings: { review } });
  await join(lead, project, trainer, "trainer");
  await addItems(app, lead, project, count);
}
async function claim(who: TestPerson, holding: string[] = []) {
  const { assignment } = await must(who, work.claim, { params: { project }, body: { holding } });
  return { project, assignment: assignment!.id };
}
async function submit() {
  const params = await claim(trainer);
  await anHourPasses(app, params.assignment);
  const spans = [
    { kind: "write", from: 0, ms: 90_000 },
    { kind: "away", from: 90_000, ms: 600_000 },
  ] as const;
  await must(trainer, work.submit, { params, body: { body: { response: "Text" }, spans: [...spans] } });
}

test("the week counts one's own work and what became of it, day by day in one's own time zone", async () => {
  await newProject(3);
  for (let n = 0; n < 3; n++) await submit();
  for (const decision of ["accept", "return"] as const) {
    await must(lead, work.review, { params: await claim(lead), body: { decision, reason: "Because" } });
  }
  const { pool } = app.services.database;
  const { rows } = await pool.query(
    "select (clock() at time zone 'Pacific/Kiritimati')::date::text as today",
  );
  const week = await must(trainer, home.week, { query: { timeZone: "Pacific/Kiritimati" } });
  expect(week).toMatchObject({ submitted: 3, reviewed: 0, accepted: 1, returned: 1, activeMinutes: 4.5 });
  expect(week.days).toHaveLength(7);
  expect(week.days.at(-1)).toEqual({ day: rows[0].today, done: 3 });
  expect(await must(lead, home.week, { query: {} })).toMatchObject({ submitted: 0, reviewed: 2 });
  expect(await call(lead, home.week, { query: { timeZone: "Nowhere/Never" } })).toMatchObject({
    status: 422,
  });
});

test("what came back this week counts this week, also where the answer is older", async () => {
  await newProject(1);
  await submit();
  const { pool } = app.services.database;
  await pool.query(
    `do $$ begin alter table answer disable trigger user; update answer set at = at - interval '8 days'
     where agent_id = '${trainer.id}'; alter table answer enable trigger user; end $$`,
  );
  await must(lead, work.review, {
    params: await claim(lead),
    body: { decision: "return", reason: "Because" },
  });
  expect(await must(trainer, home.week, { query: {} })).toMatchObject({ submitted: 0, returned: 1 });
});

test("without review, what is submitted counts as accepted", async () => {
  await newProject(1, false);
  await submit();
  expect(await must(trainer, home.week, { query: {} })).toMatchObject({ submitted: 1, accepted: 1 });
});

test("what one holds, what one parked and drafts without a lease are unfinished; others' and submitted ones are not", async () => {
  await newProject(4);
  const lost = await claim(trainer);
  await must(trainer, work.saveDraft, { params: lost, body: { body: { response: "Half" }, rev: 0 } });
  await must(lead, work.free, { params: { project }, body: {} });
  const parked = await claim(trainer);
  await must(trainer, work.renew, { params: parked, body: { park: true } });
  const held = await claim(trainer, [parked.assignment]);
  const { rows } = await must(trainer, home.unfinished, {});
  const byId = new Map(rows.map((row) => [row.assignmentId, row]));
  expect(rows).toHaveLength(3);
  expect(byId.get(lost.assignment)).toMatchObject({
    held: false,
    savedAt: expect.any(String),
    excerpt: "Prompt 0",
  });
  expect(byId.get(parked.assignment)).toMatchObject({ held: true, parked: true, savedAt: null });
  expect(byId.get(held.assignment)).toMatchObject({ held: true, parked: false });
  await must(trainer, work.submit, { params: lost, body: { body: { response: "Whole" } } });
  expect((await must(trainer, home.unfinished, {})).rows).toHaveLength(2);
  expect((await must(lead, home.unfinished, {})).rows).toEqual([]);
});
