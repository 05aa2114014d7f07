import { afterAll, beforeAll, expect, test } from "vitest";
import type { Project } from "#contract/projects.ts";
import type { Visitor } from "#server/testing/call.ts";
import { buildKey, buildOrganization } from "#server/testing/make.ts";
import { type TestApp, testApp } from "#server/testing/test-app.ts";
import { runCommand, runJson } from "./run.case.ts";

let site: TestApp;
let lead: Visitor;
beforeAll(async () => {
  site = await testApp();
  const { owner } = await buildOrganization(site);
  lead = await buildKey(site, owner, ["read", "write"]);
});
afterAll(() => site.stop());

test("a project is created, published, found by name and paused", async () => {
  const args = ["projects", "create", "Summaries", "--template", "preference", "--answers-per-item", "3"];
  const created = await runJson<Project>(lead, ...args, "--no-review", "--publish");
  expect(created).toMatchObject({ formVersion: 1, settings: { answersPerItem: 3, review: false } });

  const listed = await runCommand(lead, "projects");
  expect(listed.out).toMatch(new RegExp(`^Summaries +open +0 +0 +${created.id}$`, "m"));
  expect(await runJson(lead, "projects", "show", "Summaries")).toEqual(created);
  expect(await runJson(lead, "projects", "show", created.id)).toEqual(created);

  const paused = await runCommand(lead, "projects", "state", "Summaries", "--to", "paused");
  expect(paused).toMatchObject({ code: 0, out: "Summaries is paused.\n" });
  const report = await runCommand(lead, "projects", "report", "Summaries");
  expect(report.out).toContain("not enough data");
});

test("what cannot be done is one sentence and an exit code", async () => {
  const gone = await runCommand(lead, "projects", "show", "Nothing");
  expect(gone).toEqual({ code: 1, out: "", err: "There is no project Nothing that this key may see.\n" });

  const refused = await runCommand(lead, "projects", "create", "X", "--template", "poem", "--json");
  expect(refused.code).toBe(1);
  expect(JSON.parse(refused.err)).toEqual({
    error: {
      code: "invalid",
      message: "Some of what was sent is not valid.",
      fields: { template: "There is no such template." },
    },
  });

  const { url } = lead;
  expect(await runCommand({ url, headers: {} }, "projects")).toMatchObject({ code: 2 });
  const stranger = await runCommand({ url, headers: { authorization: "Bearer wrong" } }, "projects");
  expect(stranger).toMatchObject({ code: 1, err: expect.stringContaining("does not know this API key") });
  const nobody = await runCommand({ ...lead, url: "http://127.0.0.1:1" }, "projects");
  expect(nobody).toMatchObject({
    code: 3,
    err: expect.stringContaining("http://127.0.0.1:1 cannot be reached"),
  });
  expect(await runCommand(lead, "projects", "paint")).toMatchObject({ code: 2 });
});

test("names from elsewhere cannot speak to the terminal", async () => {
  await runJson(lead, "projects", "create", "Red \u001b[31m\nalert");
  expect((await runCommand(lead, "projects")).out).toContain("Red  [31m alert");
});
