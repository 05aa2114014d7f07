import { afterAll, beforeAll, expect, test } from "vitest";
import type { Person } from "#contract/people.ts";
import type { Project } from "#contract/projects.ts";
import type { Visitor } from "#server/testing/call.ts";
import { buildKey, buildOrganization, buildProject } from "#server/testing/make.ts";
import { type TestApp, testApp } from "#server/testing/test-app.ts";
import { runCommand, runJson } from "./run.case.ts";

let site: TestApp;
let admin: Visitor;
let project: string;
beforeAll(async () => {
  site = await testApp();
  const { owner } = await buildOrganization(site);
  admin = await buildKey(site, owner, ["read", "write", "work", "admin"]);
  project = await buildProject(owner);
});
afterAll(() => site.stop());

test("a person is added to a project without a link, is blocked, let in and erased", async () => {
  const invite = ["people", "invite", "Ada", "--email", "ada@example.org", "--project", "A project:reviewer"];
  const invited = await runCommand(admin, ...invite);
  const id = invited.out.trim();
  expect(invited).toMatchObject({
    code: 0,
    out: expect.stringMatching(/^[\w-]{36}\n$/),
    err: expect.stringContaining(`plumbline people link ${id}`),
  });
  const find = async () =>
    (await runJson<Person[]>(admin, "people")).find(({ email }) => email === "ada@example.org");
  expect(await find()).toMatchObject({ id, projects: [{ name: "A project", role: "reviewer" }] });

  expect((await runCommand(admin, "people", "block", "ada@example.org")).out).toBe("Ada is blocked.\n");
  expect(await find()).toMatchObject({ blocked: true });
  await runJson(admin, "people", "unblock", "Ada");
  expect(await find()).toMatchObject({ blocked: false });

  const unsure = await runCommand(admin, "people", "erase", "Ada");
  expect(unsure).toMatchObject({ code: 2, err: "Erase Ada permanently? Say --yes to do it.\n" });
  expect(await runJson<Person>(admin, "people", "erase", "Ada", "--yes")).toMatchObject({
    erased: true,
    email: null,
  });
});

test("a key is made for a project, works with its scopes alone, and is revoked", async () => {
  const made = await runCommand(
    admin,
    "keys",
    "create",
    "nightly",
    "--scope",
    "read",
    "--project",
    "A project",
    "--days",
    "7",
  );
  const key = { url: site.url, headers: { authorization: `Bearer ${made.out.trim()}` } };
  expect(await runJson<Project>(key, "projects", "show", project)).toMatchObject({ id: project });
  const byName = await runCommand(key, "projects", "show", "A project");
  expect(byName).toMatchObject({ code: 1, err: expect.stringContaining("give the project's id") });
  const paused = await runCommand(key, "projects", "state", project, "--to", "paused");
  expect(paused).toMatchObject({ code: 1, err: expect.stringContaining("lacks the scope write") });
  expect((await runCommand(admin, "keys")).out).toMatch(/^nightly +\S+ +read /m);
  expect((await runCommand(admin, "keys", "--all")).out).toMatch(/^Person \w+ +nightly +\S+ +read /m);
  expect((await runCommand(admin, "keys", "revoke", "nightly")).out).toBe("Revoked nightly.\n");
  expect(await runCommand(key, "projects")).toMatchObject({
    code: 1,
    err: expect.stringContaining("does not know"),
  });
});
