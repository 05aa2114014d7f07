import { afterAll, beforeAll, expect, test } from "vitest";
import { contract } from "#contract/index.ts";
import { must } from "../../testing/call.ts";
import { buildOrganization, buildProject } from "../../testing/make.ts";
import { type TestApp, testApp } from "../../testing/test-app.ts";
import { formOf } from "./forms-of-answers.ts";

let site: TestApp;
beforeAll(async () => {
  site = await testApp();
});
afterAll(() => site.stop());

test("a form that one organization has read is not there for another", async () => {
  const [mine, theirs] = [await buildOrganization(site), await buildOrganization(site)];
  const project = await buildProject(mine.owner);
  const { formVersionId } = await must(mine.owner, contract.projects.get, { params: { project } });
  const { pool } = site.services.database;
  expect((await formOf(pool, mine.org, formVersionId!)).questions).toHaveLength(1);
  await expect(formOf(pool, theirs.org, formVersionId!)).rejects.toMatchObject({ code: "no_form" });
});
