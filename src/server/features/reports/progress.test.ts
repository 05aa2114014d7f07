import { afterAll, beforeAll, expect, test } from "vitest";
import { contract } from "#contract/index.ts";
import { addItems } from "../../testing/add-items.ts";
import { must } from "../../testing/call.ts";
import { buildOrganization, buildPerson, buildProject, join, type TestPerson } from "../../testing/make.ts";
import { rewriteRows } from "../../testing/rewrite-rows.ts";
import { type TestApp, testApp } from "../../testing/test-app.ts";

const { items, projects, reports, work } = contract;
let app: TestApp;
let lead: TestPerson;
beforeAll(async () => {
  app = await testApp();
  ({ owner: lead } = await buildOrganization(app));
});
afterAll(() => app.stop());

async function newTrainer(project: string): Promise<TestPerson> {
  const trainer = await buildPerson(app, lead.org);
  await join(lead, project, trainer, "trainer");
  return trainer;
}

async function claim(project: string, who: TestPerson, stage: "answer" | "review") {
  const { assignment } = await must(who, work.claim, { params: { project }, body: { stage } });
  return { project, assignment: assignment!.id };
}

async function answer(project: string, trainer: TestPerson): Promise<void> {
  const params = await claim(project, trainer, "answer");
  await must(trainer, work.submit, { params, body: { body: { response: "An answer" } } });
}

async function review(project: string, decision: "accept" | "return" | "reject"): Promise<void> {
  const params = await claim(project, lead, "review");
  await must(lead, work.review, { params, body: { decision, reason: "Because" } });
}

test("progress counts answers given of answers needed, whatever their items wait for", async () => {
  const project = await buildProject(lead, { settings: { answersPerItem: 3 } });
  const ids = await addItems(app, lead, project, 4);
  await addItems(app, lead, await buildProject(lead), 5); // another project, which must not count
  const progress = () => must(lead, reports.progress, { params: { project }, query: {} });
  expect(await progress()).toMatchObject({
    answers: { needed: 12, given: 0, open: 12 },
    items: { total: 4, new: 4, done: 0 },
    values: null,
  });
  const [tara, otto] = [await newTrainer(project), await newTrainer(project)];
  for (let n = 0; n < 4; n++) await answer(project, tara);
  await answer(project, otto);
  for (const decision of ["accept", "return", "reject"] as const) await review(project, decision);
  await claim(project, await newTrainer(project), "answer"); // being worked on is not given
  expect(await progress()).toMatchObject({
    answers: {
      needed: 12,
      given: 3,
      submitted: 2,
      accepted: 1,
      acceptedWithoutReview: 0,
      returned: 1,
      open: 8,
    },
    items: { total: 4, new: 0, inProgress: 4, done: 0, withdrawn: 0 },
  });
  await must(lead, items.cancel, { params: { project }, body: { items: [ids[3]!] } });
  const { answers, items: states } = await progress();
  expect(answers.needed).toBe(9);
  expect(states).toMatchObject({ total: 4, inProgress: 3, withdrawn: 1 });
});

test("an answer counts as accepted by review only where a review accepted it", async () => {
  const project = await buildProject(lead, { settings: { review: false } });
  await addItems(app, lead, project, 2);
  const trainer = await newTrainer(project);
  await answer(project, trainer);
  const counted = async () =>
    (await must(lead, reports.progress, { params: { project }, query: {} })).answers;
  expect(await counted()).toMatchObject({ needed: 2, given: 1, accepted: 0, acceptedWithoutReview: 1 });
  await must(lead, projects.update, { params: { project }, body: { settings: { review: true } } });
  await answer(project, trainer);
  await review(project, "accept");
  expect(await counted()).toMatchObject({ needed: 2, given: 2, accepted: 1, acceptedWithoutReview: 1 });
});

test("progress by an attribute counts each value, also members of lists and items without one", async () => {
  const project = await buildProject(lead, { settings: { answersPerItem: 2, review: false } });
  const ids = await addItems(app, lead, project, 3);
  for (const [n, topics] of [["law", "tax"], "tax", null].entries()) {
    await rewriteRows(app, "item", "update item set attributes = $2 where id = $1", [
      ids[n],
      JSON.stringify(topics === null ? {} : { topic: topics }),
    ]);
  }
  await answer(project, await newTrainer(project)); // the first item's
  const { values } = await must(lead, reports.progress, {
    params: { project },
    query: { attribute: "topic" },
  });
  expect(values).toMatchObject([
    { value: "tax", answers: { needed: 4, given: 1 }, items: { total: 2, new: 1, inProgress: 1 } },
    { value: "law", answers: { needed: 2, given: 1 }, items: { total: 1 } },
    { value: null, answers: { needed: 2, given: 0 }, items: { total: 1, new: 1 } },
  ]);
});
