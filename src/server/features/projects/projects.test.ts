import { afterAll, beforeAll, expect, test } from "vitest";
import type { z } from "zod";
import { contract } from "#contract/index.ts";
import { addItems } from "../../testing/add-items.ts";
import { call, must } from "../../testing/call.ts";
import { buildOrganization, buildPerson, buildProject, join, type TestPerson } from "../../testing/make.ts";
import { type TestApp, testApp } from "../../testing/test-app.ts";

const { guideDrafts, guides, projects, work } = contract;
type NewProject = z.input<typeof projects.create.body>;
let app: TestApp;
let lead: TestPerson;
beforeAll(async () => {
  app = await testApp();
  ({ owner: lead } = await buildOrganization(app));
});
afterAll(() => app.stop());

const query = <T extends object>(text: string, values: unknown[]) =>
  app.services.database.pool.query<T>(text, values).then(({ rows }) => rows);

test("creating a project makes its first workflow, its instructions and its manager", async () => {
  const body = {
    name: "New",
    instructions: "# Be kind",
    settings: { answersPerItem: 2 },
    template: "rating",
  };
  const project = await must(lead, projects.create, { body });
  expect(project).toMatchObject({
    state: "open",
    role: "manager",
    guideVersion: 1,
    formVersion: null,
    settings: { answersPerItem: 2, review: true, leaseMinutes: 10 },
    progress: { total: 0, new: 0 },
  });
  const params = { project: project.id };
  expect((await must(lead, guides.list, { params })).rows).toMatchObject([{ n: 1, body: "# Be kind" }]);
  expect((await must(lead, projects.members, { params })).rows).toMatchObject([{ role: "manager" }]);
  expect(await call(lead, projects.create, { body: { ...body, template: "toString" } })).toMatchObject({
    status: 422,
  });
});

test("work waits for the guide's first version, unless the project does without; a guide starts in four ways", async () => {
  const trainer = await buildPerson(app, lead.org, { name: "Tessa" });
  const start = async (body: Partial<NewProject>) => {
    const made = await must(lead, projects.create, { body: { name: "Guided", ...body } });
    const params = { project: made.id };
    const { rev } = await must(lead, contract.forms.draft, { params });
    await must(lead, contract.forms.publish, { params, body: { rev } });
    await addItems(app, lead, made.id, 1);
    await join(lead, made.id, trainer, "trainer");
    const { guide } = await must(lead, guides.get, { params });
    const claim = () => must(trainer, work.claim, { params, body: {} });
    return { params, guide, claim };
  };
  const { params, guide, claim } = await start({ guide: { from: "template" } });
  expect(guide).toMatchObject({ title: "Guided", version: null });
  expect(await claim()).toMatchObject({ assignment: null, reason: "no-guide" });
  const { rev } = await must(lead, guideDrafts.get, { params: { guide: guide!.id } });
  await must(lead, guideDrafts.publish, {
    params: { guide: guide!.id },
    body: { rev, note: "", gate: null },
  });
  expect((await claim()).assignment).not.toBeNull();

  const follows = await start({ guide: { from: "follow", guide: guide!.id } });
  expect(follows.guide).toMatchObject({ id: guide!.id, version: { n: 1 } });
  expect((await follows.claim()).assignment).not.toBeNull();
  const copied = await start({ guide: { from: "copy", guide: guide!.id } });
  expect(copied.guide!.id).not.toBe(guide!.id);
  expect(await copied.claim()).toMatchObject({ reason: "no-guide" });

  const without = await start({});
  expect(await without.claim()).toMatchObject({ reason: "no-guide" });
  const settings = { openWithoutGuide: true };
  await must(lead, projects.update, { params: without.params, body: { settings } });
  expect((await without.claim()).assignment).not.toBeNull();
  expect(
    await call(lead, projects.create, {
      body: { name: "No", guide: { from: "copy", guide: params.project } },
    }),
  ).toMatchObject({ status: 404 });
});

test("what the workflow is made of gets a new version, and settings that are not named stay", async () => {
  const project = await buildProject(lead, { settings: { leaseMinutes: 30, review: false } });
  const params = { project };
  const graphs = () =>
    query<{ n: number }>("select n, graph from workflow_version where project_id = $1 order by n", [project]);
  await must(lead, projects.update, { params, body: { name: "Renamed", settings: { leaseMinutes: 40 } } });
  expect(await graphs()).toHaveLength(1);
  const after = await must(lead, projects.update, { params, body: { settings: { answersPerItem: 3 } } });
  expect(after).toMatchObject({
    name: "Renamed",
    settings: { answersPerItem: 3, leaseMinutes: 40, review: false },
  });
  expect(await graphs()).toMatchObject([{ n: 1 }, { n: 2, graph: { stages: [{ people: 3 }] } }]);
});

test("a project that is paused offers nothing and takes what is in hand; archived, it leaves the list", async () => {
  const project = await buildProject(lead);
  const params = { project };
  const trainer = await buildPerson(app, lead.org);
  await join(lead, project, trainer, "trainer");
  await addItems(app, lead, project, 2);
  const { assignment } = await must(trainer, work.claim, { params, body: {} });
  await must(lead, projects.setState, { params, body: { state: "paused" } });
  const more = await must(trainer, work.claim, { params, body: { holding: [assignment!.id] } });
  expect(more).toMatchObject({ assignment: null, reason: "paused" });
  await must(trainer, work.submit, {
    params: { project, assignment: assignment!.id },
    body: { body: { response: "Still mine" } },
  });
  await must(lead, projects.setState, { params, body: { state: "archived" } });
  const listed = async (archived: boolean) =>
    (await must(lead, projects.list, { query: { archived: String(archived) } })).rows.some(
      (row) => row.id === project,
    );
  expect([await listed(false), await listed(true)]).toEqual([false, true]);
});

test("closing a project takes work out of hands; a person who is removed draws no more", async () => {
  const project = await buildProject(lead);
  const params = { project };
  const trainer = await buildPerson(app, lead.org);
  await join(lead, project, trainer, "trainer");
  await addItems(app, lead, project, 2);
  await must(trainer, work.claim, { params, body: {} });
  const held = () => query("select from slot where holder = $1 and state = 1", [trainer.id]);
  expect(await held()).toHaveLength(1);
  await must(lead, projects.setState, { params, body: { state: "closed" } });
  expect(await held()).toHaveLength(0);
  await must(lead, projects.setState, { params, body: { state: "open" } });
  await must(trainer, work.claim, { params, body: {} });
  await must(lead, projects.removeMember, { params: { project, person: trainer.id } });
  expect(await held()).toHaveLength(0);
  expect(await call(trainer, work.claim, { params, body: {} })).toMatchObject({ status: 404 });
});

test("what was returned to a person who leaves is open to others, who never see it", async () => {
  const project = await buildProject(lead);
  const params = { project };
  const [leaver, heir] = [await buildPerson(app, lead.org), await buildPerson(app, lead.org)];
  for (const person of [leaver, heir]) await join(lead, project, person, "trainer");
  await addItems(app, lead, project, 1);
  const mine = await must(leaver, work.claim, { params, body: {} });
  const here = { project, assignment: mine.assignment!.id };
  await must(leaver, work.submit, { params: here, body: { body: { response: "Left behind" } } });
  const reading = await must(lead, work.claim, { params, body: { stage: "review" } });
  const review = {
    params: { project, assignment: reading.assignment!.id },
    body: { decision: "return", reason: "More" } as const,
  };
  await must(lead, work.review, review);
  expect((await must(heir, work.claim, { params, body: {} })).assignment).toBeNull();
  await must(lead, projects.removeMember, { params: { project, person: leaver.id } });
  const { assignment } = await must(heir, work.claim, { params, body: {} });
  expect(assignment).toMatchObject({ returned: null, draft: null });
  const outcome = await must(heir, work.submit, {
    params: { project, assignment: assignment!.id },
    body: { body: { response: "Anew" } },
  });
  expect(outcome.outcome).toBe("submitted");
});

test("a member's list holds only the projects that they take part in", async () => {
  const [mine] = await Promise.all([buildProject(lead), buildProject(lead)]);
  const trainer = await buildPerson(app, lead.org);
  await join(lead, mine!, trainer, "trainer");
  const { rows } = await must(trainer, projects.list, { query: {} });
  expect(rows).toMatchObject([{ id: mine, role: "trainer" }]);
});

test("each role is told of a project what its screens need", async () => {
  const project = await buildProject(lead, { settings: { reviewSample: 0.5 } });
  await addItems(app, lead, project, 2);
  const told = async (role: "manager" | "reviewer" | "trainer" | "viewer") => {
    const person = await buildPerson(app, lead.org);
    await join(lead, project, person, role);
    const one = await must(person, projects.get, { params: { project } });
    expect((await must(person, projects.list, { query: {} })).rows).toEqual([one]);
    return one;
  };
  for (const role of ["manager", "viewer"] as const)
    expect(await told(role)).toMatchObject({ role, settings: { reviewSample: 0.5 }, progress: { new: 2 } });
  for (const role of ["trainer", "reviewer"] as const) {
    const one = await told(role);
    expect(Object.keys(one).sort()).toEqual([
      "description",
      "formVersion",
      "formVersionId",
      "guideVersion",
      "id",
      "name",
      "progress",
      "role",
      "state",
    ]);
    expect(one.progress).toEqual({ total: 2, done: 0 });
  }
});

test("two guides published at once get two numbers", async () => {
  const params = { project: await buildProject(lead) };
  const bodies = ["One", "Two", "Three"];
  await Promise.all(bodies.map((body) => must(lead, guides.publish, { params, body: { body } })));
  const { rows } = await must(lead, guides.list, { params });
  expect(rows.map((row) => row.n)).toEqual([3, 2, 1]);
});
