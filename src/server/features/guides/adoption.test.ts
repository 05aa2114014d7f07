import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { contract } from "#contract/index.ts";
import { RuleContent } from "#guide/index.ts";
import { call, must } from "../../testing/call.ts";
import { buildOrganization, buildPerson, buildProject, join, type TestPerson } from "../../testing/make.ts";
import { type TestApp, testApp } from "../../testing/test-app.ts";

const { agreements, guideDrafts: drafts, guides, projects } = contract;

let app: TestApp;
let owner: TestPerson;
let org: string;
beforeAll(async () => {
  app = await testApp();
  ({ org, owner } = await buildOrganization(app));
});
afterAll(() => app.stop());

const content = RuleContent.parse({ kind: "rule", title: "Be brief", statement: "At most ten lines." });

async function publish(guide: string, who = owner) {
  const { rev } = await must(who, drafts.addEntry, { params: { guide }, body: { content } });
  return must(who, drafts.publish, { params: { guide }, body: { rev } });
}

/** A guide of the owner's with one version. */
async function buildGuide() {
  const { id } = await must(owner, drafts.create, { body: { title: "House style" } });
  const version = await publish(id);
  return { id, version };
}

const adopt = (who: TestPerson, project: string, guide: string, version: string | null = null) =>
  call(who, guides.adopt, { params: { project }, body: { guide, version } });
const grant = (guide: string, person: TestPerson, capacities: ("reader" | "editor")[]) =>
  must(owner, drafts.setCapacities, { params: { guide, person: person.id }, body: { capacities } });
const read = async (who: TestPerson, guide: string) =>
  (await call(who, drafts.get, { params: { guide } })).status;
const write = async (who: TestPerson, guide: string) =>
  (await call(who, drafts.addEntry, { params: { guide }, body: { content } })).status;

async function buildManager(project: string) {
  const person = await buildPerson(app, org);
  await join(owner, project, person, "manager");
  return person;
}

test("who reads a guide may pin a version in their project, and that lets nobody write", async () => {
  const { id, version } = await buildGuide();
  const project = await buildProject(owner);
  const reader = await buildManager(project);
  await grant(id, reader, ["reader"]);
  expect(await adopt(reader, project, id)).toMatchObject({ status: 403 });
  expect(await adopt(reader, project, id, version.id)).toMatchObject({ status: 200 });
  expect(await write(reader, id)).toBe(403);
  expect(await adopt(owner, project, id)).toMatchObject({ status: 200 });
  expect(await write(reader, id)).toBe(200);
  expect(await adopt(reader, project, id, version.id)).toMatchObject({ status: 200 });
  expect(await adopt(reader, project, id)).toMatchObject({ status: 200 });
});

test("who leaves a project loses their capacities in its guides, unless another project of theirs uses them", async () => {
  const [one, other] = [await buildProject(owner), await buildProject(owner)];
  const manager = await buildManager(one);
  await join(owner, other, manager, "trainer");
  const { id } = await must(manager, drafts.create, { body: { title: "Mine" } });
  for (const project of [one, other]) await adopt(owner, project, id);
  const leave = (project: string) =>
    must(owner, projects.removeMember, { params: { project, person: manager.id } });
  await leave(one);
  expect(await write(manager, id)).toBe(200);
  await leave(other);
  expect(await read(manager, id)).toBe(404);
});

test("who reads by a capacity is asked for the signature of each project that uses the guide", async () => {
  const { id } = await buildGuide();
  const [closed, open] = [await buildProject(owner), await buildProject(owner)];
  for (const project of [closed, open]) await adopt(owner, project, id);
  const expert = await buildPerson(app, org);
  await grant(id, expert, ["reader"]);
  const manager = await buildManager(open);
  expect(await read(expert, id)).toBe(200);
  const body = { key: "nda", title: "NDA", text: "Tell nobody." };
  await must(owner, agreements.create, { params: { project: closed }, body });
  expect(await read(expert, id)).toBe(404);
  expect(await read(manager, id)).toBe(200);
});

test("a project waits for a version that is being published, and works under it", async () => {
  const { id } = await buildGuide();
  const project = await buildProject(owner);
  const { pool } = app.services.database;
  const client = await pool.connect();
  try {
    await client.query("begin");
    await client.query("select from guide where id = $1 for update", [id]);
    const adopted = adopt(owner, project, id);
    const waits = `select count(*)::int as n from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock'`;
    await expect.poll(async () => (await pool.query(waits)).rows[0].n, { timeout: 10_000 }).toBe(1);
    await client.query(
      `insert into guide_version (id, org_id, guide_id, n, body, hash, agent_id) values ($1, $2, $3, 2, '', '', $4)`,
      [randomUUID(), org, id, owner.id],
    );
    await client.query("commit");
    expect(await adopted).toMatchObject({ status: 200 });
  } finally {
    client.release(true);
  }
  const { guide } = await must(owner, guides.get, { params: { project } });
  expect(guide).toMatchObject({ version: { n: 2 } });
});

test("a project that changes guides keeps the earlier version readable, and lists only what it worked under", async () => {
  const [before, after] = [await buildGuide(), await buildGuide()];
  const second = await publish(after.id);
  const project = await buildProject(owner);
  const params = { project };
  for (const { id } of [before, after]) await adopt(owner, project, id);
  const { guide } = await must(owner, guides.get, { params, query: { version: before.version.id } });
  expect(guide).toMatchObject({ id: before.id, version: { id: before.version.id } });
  const { rows } = await must(owner, guides.list, { params });
  expect(rows.map(({ id }) => id)).toEqual([second.id]);
  const { id: empty } = await must(owner, drafts.create, { body: { title: "Empty" } });
  expect(await adopt(owner, project, empty)).toMatchObject({
    status: 409,
    problem: { message: expect.stringContaining("Publish it") },
  });
});

test("trainers and reviewers get neither the owner of a rule nor the items of its examples", async () => {
  const { id } = await must(owner, drafts.create, { body: { title: "House style" } });
  const item = randomUUID();
  const example = { id: randomUUID(), verdict: "good", response: "Yes.", item };
  const named = RuleContent.parse({ ...content, owner: owner.id, examples: [example] });
  const { rev } = await must(owner, drafts.addEntry, { params: { guide: id }, body: { content: named } });
  await must(owner, drafts.publish, { params: { guide: id }, body: { rev } });
  const project = await buildProject(owner);
  await adopt(owner, project, id);
  for (const [role, sees] of [
    ["manager", true],
    ["trainer", false],
    ["reviewer", false],
  ] as const) {
    const person = await buildPerson(app, org);
    await join(owner, project, person, role);
    const { guide } = await must(person, guides.get, { params: { project } });
    expect(guide!.entries[0]!.content).toMatchObject({
      owner: sees ? owner.id : null,
      examples: [{ item: sees ? item : null }],
    });
  }
});

test("an archived guide is neither changed nor adopted, also by who looked before it was archived", async () => {
  const project = await buildProject(owner);
  const params = { project };
  const publishText = () => call(owner, guides.publish, { params, body: { body: "Be kind." } });
  await publishText();
  const { guide } = await must(owner, guides.get, { params });
  await must(owner, drafts.update, { params: { guide: guide!.id }, body: { archived: true } });
  expect(await publishText()).toMatchObject({ status: 409 });
  expect(await adopt(owner, await buildProject(owner), guide!.id)).toMatchObject({ status: 409 });
});
