import { afterAll, beforeAll, expect, test } from "vitest";
import { contract } from "#contract/index.ts";
import { addItems } from "../../testing/add-items.ts";
import { must } from "../../testing/call.ts";
import { buildOrganization, buildPerson, buildProject, join } from "../../testing/make.ts";
import { type TestApp, testApp } from "../../testing/test-app.ts";

let app: TestApp;
beforeAll(async () => {
  app = await testApp();
});
afterAll(() => app.stop());

test("a short queue is counted, and a long one says about how many items it has", async () => {
  const { owner: lead } = await buildOrganization(app);
  const trainer = await buildPerson(app, lead.org);
  const waiting = async (items: number, answersPerItem: number) => {
    const project = await buildProject(lead, { settings: { answersPerItem, review: false } });
    await join(lead, project, trainer, "trainer");
    await addItems(app, lead, project, items);
    const { rows } = await must(trainer, contract.work.waiting, {});
    return rows.find((row) => row.projectId === project);
  };
  expect(await waiting(49, 2)).toMatchObject({ open: 49, openIsExact: true });
  expect(await waiting(207, 3)).toMatchObject({ open: 210, openIsExact: false });
});
