import { afterAll, beforeAll, expect, test } from "vitest";
import { contract } from "#contract/index.ts";
import type { Assignment } from "#contract/work.ts";
import { addItems } from "../../testing/add-items.ts";
import { call, must } from "../../testing/call.ts";
import { claim, paramsOf, review, submit } from "../../testing/do-work.ts";
import { buildOrganization, buildPerson, buildProject, join, type TestPerson } from "../../testing/make.ts";
import { type TestApp, testApp } from "../../testing/test-app.ts";
import { advanceHeads, expireLeases } from "./leases.ts";

const { items, projects, work } = contract;
let site: TestApp;
let lead: TestPerson;
let trainer: TestPerson;
let reviewer: TestPerson;
let second: TestPerson;

beforeAll(async () => {
  site = await testApp();
  ({ owner: lead } = await buildOrganization(site));
  [trainer, reviewer, second] = await Promise.all([
    buildPerson(site, lead.org),
    buildPerson(site, lead.org),
    buildPerson(site, lead.org),
  ]);
});
afterAll(() => site.stop());

async function buildCase(count: number, settings = {}) {
  const project = await buildProject(lead, { settings });
  await join(lead, project, trainer, "trainer");
  for (const person of [reviewer, second]) await join(lead, project, person, "reviewer");
  return { project, ids: await addItems(site, lead, project, count) };
}
const query = async (text: string, id: string) => (await site.services.database.pool.query(text, [id])).rows;
const progressOf = async (project: string) =>
  (await must(lead, projects.get, { params: { project } })).progress;
const tryReview = (who: TestPerson, assignment: Assignment, body: { decision: "accept" | "fix" }) =>
  call(who, work.review, { params: paramsOf(assignment), body });

async function expire({ id }: Assignment): Promise<void> {
  await query("update slot set lease_until = clock() - interval '1 s' where assignment_id = $1", id);
  await expireLeases.run(site.services);
}

test("a review whose lease expired counts until another reviewer takes it or decides", async () => {
  const { project } = await buildCase(2);
  await submit(trainer, (await claim(trainer, project))!, "One");
  const late = (await claim(reviewer, project))!;
  await expire(late);
  expect(await review(reviewer, late, { decision: "accept" })).toMatchObject({
    outcome: "accepted",
    late: true,
  });

  await submit(trainer, (await claim(trainer, project))!, "Two");
  const mine = (await claim(reviewer, project))!;
  await expire(mine);
  const theirs = (await claim(second, project))!;
  const accept = { decision: "accept" } as const;
  expect(await tryReview(reviewer, mine, accept)).toMatchObject({ problem: { code: "not_held" } });
  await review(second, theirs, accept);
  expect(await tryReview(reviewer, mine, accept)).toMatchObject({ problem: { code: "already_decided" } });
});

test("a fix is a version by the reviewer, has to be complete, and counts for its author", async () => {
  const { project, ids } = await buildCase(1);
  await submit(trainer, (await claim(trainer, project))!, "Teh answer");
  const reading = (await claim(reviewer, project))!;
  expect(await tryReview(reviewer, reading, { decision: "fix" })).toMatchObject({
    status: 422,
    problem: { code: "incomplete" },
  });
  const body = { response: "The answer" };
  expect(await review(reviewer, reading, { decision: "fix", body, score: 3 })).toMatchObject({
    outcome: "accepted",
    late: false,
    canTakeBack: false,
  });
  const { answers } = await must(lead, items.get, { params: { project, item: ids[0]! } });
  expect(answers.map(({ n, by, body, state }) => [n, by.id, body.response, state])).toEqual([
    [1, trainer.id, "Teh answer", "superseded"],
    [2, reviewer.id, "The answer", "accepted"],
  ]);
  expect(answers[0]!.reviews).toMatchObject([{ decision: "fix", score: 3, by: { id: reviewer.id } }]);
  expect(await progressOf(project)).toMatchObject({ done: 1, inProgress: 0 });
});

test("a sampled review records its probability", async () => {
  const sampling = async (reviewSample: number) => {
    const { project } = await buildCase(1, { reviewSample });
    const { outcome } = await submit(trainer, (await claim(trainer, project))!, "One");
    if (outcome === "accepted") return outcome;
    await review(reviewer, (await claim(reviewer, project))!, { decision: "accept" });
    return (await query("select sampling from review where project_id = $1", project))[0].sampling;
  };
  expect(await sampling(1)).toBeNull();
  expect(await sampling(1e-12)).toBe("accepted");
  expect(await sampling(1 - 2 ** -20)).toEqual({ rule: "random", p: expect.closeTo(1, 5) });
});

test("an accepted answer that is taken back within the time of a lease no longer counts", async () => {
  const { project } = await buildCase(1, { review: false });
  const mine = (await claim(trainer, project))!;
  await submit(trainer, mine, "Too early");
  const takeBack = () => call(trainer, work.takeBack, { params: paramsOf(mine) });
  expect(await takeBack()).toMatchObject({
    data: { draft: { body: { response: "Too early" } } },
  });
  expect(await progressOf(project)).toMatchObject({ done: 0, inProgress: 1 });
  expect(await submit(trainer, mine, "Better")).toMatchObject({ outcome: "accepted", late: false });
  expect(await progressOf(project)).toMatchObject({ done: 1, inProgress: 0 });
  await query("update queue set lease_seconds = 0 where project_id = $1", project);
  expect(await takeBack()).toMatchObject({ status: 409, problem: { code: "too_late" } });
});

test("what waits counts returned work, and nothing of a paused project", async () => {
  const { project } = await buildCase(2);
  await submit(trainer, (await claim(trainer, project))!, "One");
  await review(reviewer, (await claim(reviewer, project))!, { decision: "return", reason: "More" });
  const waits = async () =>
    (await must(trainer, work.waiting, {})).rows.filter((row) => row.projectId === project);
  expect(await waits()).toMatchObject([{ stage: "answer", open: 1, openIsExact: true, returned: 1 }]);
  await must(lead, projects.setState, { params: { project }, body: { state: "paused" } });
  expect(await waits()).toEqual([]);
});

test("urgent items come first and low ones last, also behind the heads of their queues", async () => {
  const { project, ids } = await buildCase(4, { review: false });
  const prioritise = (at: number, priority: number) =>
    must(lead, items.prioritise, { params: { project }, body: { items: [ids[at]!], priority } });
  const next = async () => {
    const assignment = (await claim(trainer, project))!;
    await submit(trainer, assignment, "Done");
    return Number(String(assignment.material.prompt[0]!.content).replace("Prompt ", ""));
  };
  expect(await next()).toBe(0);
  await advanceHeads.run(site.services);
  expect(await prioritise(1, 2)).toEqual({ changed: 1 });
  expect(await prioritise(3, 0)).toEqual({ changed: 1 });
  expect(await prioritise(3, 0)).toEqual({ changed: 0 });
  expect([await next(), await next(), await next()]).toEqual([3, 2, 1]);
});

test("work that attributes divide into queues still reaches a person completely", async () => {
  const { project } = await buildCase(6, { review: false, queueBy: ["skill"] });
  const queues = await query("select count(*)::int as n from queue where project_id = $1", project);
  expect(queues).toEqual([{ n: 6 }]);
  const seen = new Set<unknown>();
  for (let n = 0; n < 6; n++) {
    const assignment = (await claim(trainer, project))!;
    seen.add(assignment.material.prompt[0]!.content);
    await submit(trainer, assignment, "Done");
  }
  expect(seen.size).toBe(6);
  expect(await must(trainer, work.claim, { params: { project }, body: {} })).toMatchObject({
    assignment: null,
    reason: "none-left",
  });
});
