import { afterAll, beforeAll, expect, test } from "vitest";
import { contract } from "#contract/index.ts";
import { addItems } from "#server/testing/add-items.ts";
import { must } from "#server/testing/call.ts";
import { buildOrganization, buildProject, type TestPerson } from "#server/testing/make.ts";
import { axeFindings, expectCalm, openStage, type Stage } from "../../browser.case.ts";

let stage: Stage;
let lead: TestPerson;
beforeAll(async () => {
  stage = await openStage();
  ({ owner: lead } = await buildOrganization(stage.test));
});
afterAll(() => stage?.stop());

test("a lead makes a new task type, retypes what a filter finds after seeing how many change, and undoes it", async () => {
  const project = await buildProject(lead);
  await addItems(stage.test, lead, project, 14);
  const count = async (skill: string) =>
    (await must(lead, contract.search.items, { params: { project }, query: { attribute: `skill:${skill}` } }))
      .rows.length;
  const before = await count("extraction");
  const window = await stage.open(lead, { path: `/projects/${project}/items?attribute=skill:extraction` });
  const { page } = window;
  await page.getByRole("button", { name: "Retype all found…" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("They are now").selectOption({ label: "A new task type…" });
  await dialog.getByLabel("Name").fill("Close reading");
  await dialog.getByLabel("Definition").fill("Says what a text implies.");
  await dialog.getByLabel("Made from").selectOption(["extraction"]);
  await dialog.getByText(`${before} of ${before} items change.`).waitFor();
  expect(await axeFindings(page)).toEqual([]);
  await dialog.getByRole("button", { name: `Retype ${before} items` }).click();
  await page.getByText(`${before} items retyped.`).waitFor();
  expect(await count("close-reading")).toBe(before);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect.poll(() => count("extraction")).toBe(before);
  const { rows } = await must(lead, contract.types.list, { params: { project } });
  expect(rows).toMatchObject([{ key: "close-reading", title: "Close reading", parents: ["extraction"] }]);
  expectCalm(window);
});
