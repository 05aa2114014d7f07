import { afterAll, beforeAll, expect, test } from "vitest";
import { contract } from "#contract/index.ts";
import { addItems } from "../../testing/add-items.ts";
import { call, must } from "../../testing/call.ts";
import { anHourPasses } from "../../testing/do-work.ts";
import { buildOrganization, buildPerson, buildProject, join, type TestPerson } from "../../testing/make.ts";
import { type TestApp, testApp } from "../../testing/test-app.ts";

const { reports, work } = contract;
let app: TestApp;
let lead: TestPerson;
beforeAll(async () => {
  app = await testApp();
  ({ owner: lead } = await buildOrganization(app));
});
afterAll(() => app.stop());

/** Claims one item, submits it, and has it accepted by the lead. */
async function answerOne(project: string, trainer: TestPerson): Promise<void> {
  const params = { project };
  const { assignment } = await must(trainer, work.claim, { params, body: { stage: "answer" } });
  await anHourPasses(app, assignment!.id);
  const body = { body: { response: "An answer" }, spans: [{ kind: "write", from: 0, ms: 60_000 } as const] };
  await must(trainer, work.submit, { params: { project, assignment: assignment!.id }, body });
  const review = await must(lead, work.claim, { params, body: { stage: "review" } });
  const reading = { project, assignment: review.assignment!.id };
  await must(lead, work.review, { params: reading, body: { decision: "accept" } });
}

test("the report counts work by day and person, with intervals that need enough data", async () => {
  const project = await buildProject(lead);
  const params = { project };
  const trainer = await buildPerson(app, lead.org, { name: "Tara" });
  await join(lead, project, trainer, "trainer");
  await addItems(app, lead, project, 5);
  for (let done = 0; done < 3; done++) await answerOne(project, trainer);
  const report = await must(lead, reports.project, { params, query: { timeZone: "Asia/Tokyo" } });
  expect(report.progress).toEqual({ total: 5, new: 2, inProgress: 0, done: 3, withdrawn: 0 });
  expect(report.days).toMatchObject([{ submitted: 3, accepted: 3, returned: 0 }]);
  expect(report.people).toMatchObject([
    {
      person: { name: "Tara" },
      submitted: 3,
      accepted: 3,
      activeMinutes: 3,
      acceptance: { value: 1, high: 1, n: 3 },
    },
    { person: { id: lead.id }, submitted: 0, reviewed: 3, acceptance: { value: null } },
  ]);
  expect(report.people[0]!.acceptance.low).toBeCloseTo(0.4385, 3); // Wilson for 3 of 3
  expect(report.pace).toMatchObject({ low: null, high: null });
  const wrong = await call(lead, reports.project, { params, query: { timeZone: "+02:00" } });
  expect(wrong).toMatchObject({ status: 422 });
});

test("without a review what is submitted counts as accepted, and tells nothing of acceptance", async () => {
  const project = await buildProject(lead, { settings: { review: false } });
  const trainer = await buildPerson(app, lead.org);
  await join(lead, project, trainer, "trainer");
  await addItems(app, lead, project, 1);
  const { assignment } = await must(trainer, work.claim, { params: { project }, body: {} });
  const params = { project, assignment: assignment!.id };
  await must(trainer, work.submit, { params, body: { body: { response: "An answer" } } });
  const { people } = await must(lead, reports.project, { params: { project }, query: {} });
  expect(people).toMatchObject([{ submitted: 1, accepted: 1, acceptance: { value: null, n: 0 } }]);
});

test("the pace comes from the whole days since work began", async () => {
  const project = await buildProject(lead);
  const items = await addItems(app, lead, project, 12);
  for (const [day, item] of items.slice(0, 6).entries()) {
    await app.services.database.pool.query(
      `insert into item_state (item_id, org_id, project_id, position, state, changed_at)
       select id, org_id, project_id, position, 'done', clock() - make_interval(days => $2) from item where id = $1`,
      [item, day + 1],
    );
  }
  const { pace } = await must(lead, reports.project, { params: { project }, query: {} });
  expect(pace).toMatchObject({ value: 1, low: 1, high: 1, n: 6, daysLeft: 6, method: "t on daily counts" });
});
