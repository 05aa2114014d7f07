import { afterAll, beforeAll, expect, test } from "vitest";
import { contract } from "#contract/index.ts";
import { addItems } from "#server/testing/add-items.ts";
import { must } from "#server/testing/call.ts";
import { buildOrganization, buildPerson, buildProject, join, type TestPerson } from "#server/testing/make.ts";
import { expectCalm, openStage, type Stage } from "../../browser.case.ts";

let stage: Stage;
let owner: TestPerson;

beforeAll(async () => {
  stage = await openStage();
  ({ owner } = await buildOrganization(stage.test));
});
afterAll(() => stage?.stop());

test("a lead assigns an item to a person, who sees it on their first page, and takes it back", async () => {
  const project = await buildProject(owner);
  const trainer = await buildPerson(stage.test, owner.org, { name: "Tilda" });
  await join(owner, project, trainer, "trainer");
  const [item] = await addItems(stage.test, owner, project, 2);
  const assigned = async () =>
    (await must(owner, contract.items.get, { params: { project, item: item! } })).assigned.length;
  const window = await stage.open(owner, { path: `/projects/${project}/items/${item}` });
  const { page } = window;
  await page.getByRole("button", { name: "Assign to…" }).click();
  await page.getByRole("dialog").getByLabel("Person").selectOption({ label: "Tilda" });
  await page.getByRole("dialog").getByRole("button", { name: "Assign", exact: true }).click();
  await page.getByText("Tilda gets it first").waitFor();
  const own = await stage.open(trainer, { path: "/" });
  await own.page.getByText("1 assigned to you").waitFor();
  await own.page.getByText("assigned you an item").waitFor();
  await page.getByRole("button", { name: "Undo the assignment to Tilda" }).click();
  await expect.poll(assigned).toBe(0);
  await page.getByText("Tilda gets it first").waitFor({ state: "detached" });
  expectCalm(window);
});
