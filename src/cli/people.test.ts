import { afterAll, beforeAll, expect, test } from "vitest";
import { contract } from "#contract/index.ts";
import type { Person } from "#contract/people.ts";
import type { Project } from "#contract/projects.ts";
import { call, type Visitor } from "#server/testing/call.ts";
import { buildKey, buildOrganization, buildProject } from "#server/testing/make.ts";
import { type TestApp, testApp } from "#server/testing/test-app.ts";
import { runCommand, runJson } from "./run.case.ts";

let site: TestApp;
let admin: Visitor;
let project: string;
beforeAll(async () => {
  site = await testApp();
  const { owner } = await buildOrganization(site);
  admin = await buildKey(site, owner, ["read", "write", "admin"]);
  project = await buildProject(owner);
});
afterAll(() => site.stop());

const followLink = (url: string) =>
  call({ url: site.url, headers: {} }, contract.accounts.followLink, {
    body: { token: url.trim().split("#")[1]!, password: "correct horse battery" },
  });

test("a person is invited into a project, comes in by the link, is blocked, let in and erased", async () => {
  const invite = ["people", "invite", "Ada", "--email", "ada@example.org", "--project", "A project:reviewer"];
  const invited = await runCommand(admin, ...invite);
  expect(invited).toMatchObject({ code: 0, out: expect.stringMatching(/^http\S+\/link#\S+\n$/) });
  expect(await followLink(invited.out)).toMatchObject({ ok: true });
  const find = async () =>
    (await runJson<Person[]>(admin, "people")).find(({ email }) => email === "ada@example.org");
  expect(await find()).toMatchObject({ projects: [{ name: "A project", role: "reviewer" }] });

  expect((await runCommand(admin, "people", "block", "ada@example.org")).out).toBe("Ada is blocked.\n");
  expect(await find()).toMatchObject({ blocked: true });
  await runJson(admin, "people", "unblock", "Ada");
  const link = await runCommand(admin, "people", "link", "Ada");
  expect(await followLink(link.out)).toMatchObject({ ok: true });

  const unsure = await runCommand(admin, "people", "erase", "Ada");
  expect(unsure).toMatchObject({ code: 2, err: "Erase Ada for ever? Say --yes to do it.\n" });
  expect(await runJson<Person>(admin, "people", "erase", "Ada", "--yes")).toMatchObject({
    erased: true,
    email: null,
  });
  expect(await runCommand(admin, "people", "link", "Ada")).toMatchObject({ code: 1 });
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
  expect((await runCommand(admin, "keys", "revoke", "nightly")).out).toBe("Revoked nightly.\n");
  expect(await runCommand(key, "projects")).toMatchObject({
    code: 1,
    err: expect.stringContaining("does not know"),
  });
});
