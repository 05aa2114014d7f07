import { afterAll, beforeAll, expect, test } from "vitest";
import { buildOrganization, buildPerson, buildProject, join, type TestPerson } from "#server/testing/make.ts";
import { axeFindings, expectCalm, openStage, type Stage } from "../../browser.case.ts";

let stage: Stage;
let lead: TestPerson;
let trainer: TestPerson;
let project: string;

beforeAll(async () => {
  stage = await openStage();
  const { org, owner } = await buildOrganization(stage.test);
  lead = owner;
  trainer = await buildPerson(stage.test, org, { name: "Amara" });
  project = await buildProject(lead);
  await join(lead, project, trainer, "trainer");
});
afterAll(() => stage?.stop());

test("a lead announces something, a trainer says on Home that they have read it, and the lead sees who has", async () => {
  const own = await stage.open(lead, { path: `/projects/${project}/announcements` });
  await own.page.getByRole("button", { name: "New announcement" }).click();
  const dialog = own.page.getByRole("dialog", { name: "New announcement" });
  await dialog.getByRole("textbox", { name: "Title" }).fill("No reviews on Friday");
  await dialog.getByRole("textbox", { name: "Text" }).fill("They start again on **Monday**.");
  await dialog.getByRole("checkbox", { name: "Trainers" }).check();
  expect(await axeFindings(own.page)).toEqual([]);
  await dialog.getByRole("button", { name: "Announce", exact: true }).click();
  await own.page.getByText("Read by 0 of 1").waitFor();

  const home = await stage.open(trainer, { path: "/" });
  await home.page.getByRole("link", { name: `${lead.name} announced something` }).waitFor();
  const announced = home.page.getByRole("region", { name: "Announcements" });
  await announced.getByText("They start again on Monday.").waitFor();
  expect(await axeFindings(home.page)).toEqual([]);
  await announced.getByRole("button", { name: "Got it: No reviews on Friday" }).click();
  await announced.waitFor({ state: "detached" });
  await home.page.getByText("new", { exact: true }).waitFor({ state: "detached" });
  await home.visit(`/projects/${project}/announcements`);
  await home.page.getByText("You read this").waitFor();
  expectCalm(home);

  await own.visit(`/projects/${project}/announcements`);
  await own.page.getByText("Read by 1 of 1").click();
  await own.page.getByRole("row", { name: /Amara Trainer/ }).waitFor();
  expect(await axeFindings(own.page)).toEqual([]);
  await own.page.getByRole("button", { name: "Withdraw No reviews on Friday" }).click();
  await own.page.getByRole("dialog").getByRole("button", { name: "Withdraw" }).click();
  await own.page.getByText("Withdrawn", { exact: true }).waitFor();
  expectCalm(own);
});
