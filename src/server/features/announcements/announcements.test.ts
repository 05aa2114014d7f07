import { afterAll, beforeAll, expect, test } from "vitest";
import { contract } from "#contract/index.ts";
import { call, must } from "../../testing/call.ts";
import { buildOrganization, buildPerson, buildProject, join, type TestPerson } from "../../testing/make.ts";
import { type TestApp, testApp } from "../../testing/test-app.ts";

const { announcements, notices } = contract;

let site: TestApp;
let lead: TestPerson;
let trainer: TestPerson;
let reviewer: TestPerson;
let stranger: TestPerson;
let project: string;
beforeAll(async () => {
  site = await testApp();
  const { org, owner } = await buildOrganization(site);
  lead = owner;
  [trainer, reviewer, stranger] = [
    await buildPerson(site, org, { name: "Amara" }),
    await buildPerson(site, org, { name: "Rosa" }),
    await buildPerson(site, org, { name: "Sam" }),
  ];
  project = await buildProject(lead);
  await join(lead, project, trainer, "trainer");
  await join(lead, project, reviewer, "reviewer");
});
afterAll(() => site.stop());

const announce = (title: string, more: object = {}) =>
  must(lead, announcements.announce, { params: { project }, body: { title, text: "**Soon.**", ...more } });
const mine = async (who: TestPerson) =>
  (await must(who, announcements.mine, {})).rows.map(({ title }) => title);
const seen = async (who: TestPerson) =>
  (await must(who, announcements.list, { params: { project } })).rows.map(({ title }) => title);
const told = async (who: TestPerson) =>
  (await must(who, notices.list, {})).rows.map(({ kind, text, by, read }) => [kind, text, by?.name, read]);
const of = (announcement: string) => ({ params: { project, announcement } });

test("those whom it is for are told, read it once, and its author sees who has and who has not", async () => {
  const { id, readers } = await announce("Payday moves", { roles: ["trainer", "reviewer"] });
  expect(readers).toEqual({ read: 0, asked: 2 });
  expect(await mine(trainer)).toEqual(["Payday moves"]);
  expect(await mine(lead)).toEqual([]);
  expect(await told(trainer)).toEqual([["announced", "Payday moves", lead.name, false]]);
  await must(trainer, announcements.read, of(id));
  await must(trainer, announcements.read, of(id));
  expect(await mine(trainer)).toEqual([]);
  expect(await seen(trainer)).toEqual(["Payday moves"]);
  expect(await told(trainer)).toEqual([["announced", "Payday moves", lead.name, true]]);
  const { rows } = await must(lead, announcements.readers, of(id));
  expect(rows.map(({ person, role, readAt }) => [person.name, role, readAt !== null])).toEqual([
    ["Rosa", "reviewer", false],
    ["Amara", "trainer", true],
  ]);
  const listed = await must(lead, announcements.list, { params: { project } });
  expect(listed.rows[0]).toMatchObject({ readers: { read: 1, asked: 2 }, unread: false });
  const logged = await site.services.database.pool.query(
    "select from event where kind = 'announcement.read' and agent_id = $1",
    [trainer.id],
  );
  expect(logged.rowCount).toBe(1);
});

test("one for a role is nobody else's, and one that is over or withdrawn disappears with its notices", async () => {
  const { id } = await announce("Reviewers only", { roles: ["reviewer"] });
  expect(await seen(trainer)).not.toContain("Reviewers only");
  expect((await call(trainer, announcements.read, of(id))).status).toBe(404);
  expect(await mine(reviewer)).toContain("Reviewers only");
  expect(await mine(stranger)).toEqual([]);
  await must(lead, announcements.withdraw, of(id));
  await must(lead, announcements.withdraw, of(id));
  expect(await mine(reviewer)).not.toContain("Reviewers only");
  expect((await told(reviewer)).map(([, text]) => text)).not.toContain("Reviewers only");
  expect((await call(reviewer, announcements.read, of(id))).status).toBe(404);
  expect(await seen(lead)).toContain("Reviewers only");

  const past = await call(lead, announcements.announce, {
    params: { project },
    body: { title: "Late", text: "Late", until: "2020-01-01T00:00:00Z" },
  });
  expect(past.status).toBe(422);
  const soon = new Date(Date.now() + 3_600_000).toISOString();
  await announce("For an hour", { until: soon });
  expect(await mine(trainer)).toContain("For an hour");
  const later = await site.services.database.pool.connect();
  await later.query("begin");
  await later.query("set local plumbline.clock_offset = '2 hours'");
  const { rows } = await later.query(
    "select distinct in_force from announcement_for f join announcement a on a.id = f.announcement_id where a.title = 'For an hour'",
  );
  await later.query("rollback");
  later.release();
  expect(rows).toEqual([{ in_force: false }]);
});
