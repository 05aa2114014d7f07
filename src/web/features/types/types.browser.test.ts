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

test("a lead defines a task type, gives it a question of its own in the form, sees who uses it, and retires it", async () => {
  const project = await buildProject(lead);
  const params = { project };
  const [item] = await addItems(stage.test, lead, project, 1);
  const window = await stage.open(lead, { path: `/projects/${project}/task-types` });
  const { page } = window;
  await page.getByRole("button", { name: "New task type" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Name").fill("Close reading");
  await dialog.getByLabel("Definition").fill("Says what a text **implies**.");
  await dialog.getByRole("button", { name: "Add an example" }).click();
  await dialog.getByLabel("Prompt").fill("Who could not have voted?");
  expect(await axeFindings(page)).toEqual([]);
  await dialog.getByRole("button", { name: "Save" }).click();
  const card = page.locator("section", { has: page.getByRole("heading", { name: "Close reading" }) });
  await card.getByText("Who could not have voted?").waitFor();
  await must(lead, contract.types.retype, { params, body: { items: [item!], value: "close-reading" } });

  await window.visit(`/projects/${project}/form`);
  await page.getByRole("button", { name: /^Write the best response/ }).click();
  await page.getByLabel("Show only if").selectOption({ label: "skill" });
  await page.getByRole("checkbox", { name: "close-reading", checked: true }).waitFor();
  await page.getByText("Saved", { exact: true }).waitFor();
  expect(await axeFindings(page)).toEqual([]);
  await page.getByRole("button", { name: "Publish", exact: true }).click();
  await page.getByRole("button", { name: "Publish version 2" }).click();
  await page.getByText("Version 2 is published.").waitFor();

  await window.visit(`/projects/${project}/task-types`);
  await card.getByRole("link", { name: "Write the best response" }).waitFor();
  await card.getByRole("button", { name: "Retire Close reading" }).click();
  await card.getByText("retired").waitFor();
  expect(await axeFindings(page)).toEqual([]);
  await card.getByRole("link", { name: "1 untouched" }).click();
  await page.getByRole("row").nth(1).waitFor();
  expectCalm(window);
});
