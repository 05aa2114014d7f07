import { afterAll, beforeAll, expect, test } from "vitest";
import { contract } from "#contract/index.ts";
import { RuleContent } from "#guide/index.ts";
import { must } from "#server/testing/call.ts";
import { buildOrganization, buildPerson, type TestPerson } from "#server/testing/make.ts";
import { axeFindings, expectCalm, openStage, type Stage } from "../../../browser.case.ts";

const { guideDrafts: drafts } = contract;
let stage: Stage;
let lead: TestPerson;
let lawyer: TestPerson;

beforeAll(async () => {
  stage = await openStage();
  const { org, owner } = await buildOrganization(stage.test);
  lead = owner;
  lawyer = await buildPerson(stage.test, org, { name: "Lara" });
});
afterAll(() => stage?.stop());

async function buildGuide(): Promise<string> {
  const { id } = await must(lead, drafts.create, { body: { title: "House style" } });
  const content = RuleContent.parse({ kind: "rule", title: "Be brief", statement: "At most ten lines." });
  await must(lead, drafts.addEntry, { params: { guide: id }, body: { content } });
  return id;
}

test("a lawyer gets a capacity, suggests a change, and an editor takes it", async () => {
  const guide = await buildGuide();
  const mine = await stage.open(lead, { path: `/guides/${guide}?view=people` });
  await mine.page.getByRole("button", { name: "Add a person" }).press("Enter");
  const dialog = mine.page.getByRole("dialog");
  await dialog.getByLabel("Person").selectOption({ label: "Lara" });
  await dialog.getByLabel("Lawyer").check();
  await dialog.getByRole("button", { name: "Save" }).press("Enter");
  await mine.page.getByRole("button", { name: "Change capacities of Lara" }).waitFor();
  expect(await axeFindings(mine.page)).toEqual([]);

  const theirs = await stage.open(lawyer, { path: `/guides/${guide}` });
  await theirs.page.getByRole("button", { name: "Suggest a change to 1 Be brief" }).press("Enter");
  await theirs.page.getByRole("textbox", { name: "Rule", exact: true }).fill("At most seven lines.");
  await theirs.page.getByRole("textbox", { name: "Reason for the change" }).fill("Readers stop after that.");
  expect(await axeFindings(theirs.page)).toEqual([]);
  await theirs.page.getByRole("button", { name: "Send the suggestion" }).press("Enter");
  await theirs.page.getByRole("tab", { name: "Suggestions (1)" }).waitFor();

  await mine.page.getByRole("tab", { name: "Suggestions (1)" }).press("Enter");
  await mine.page.getByText("Readers stop after that.").waitFor();
  expect(await axeFindings(mine.page)).toEqual([]);
  await mine.page.getByRole("button", { name: "Take the suggestion of Lara for Be brief" }).press("Enter");
  await mine.page.getByText("Taken").waitFor();
  await mine.page.getByRole("tab", { name: "Rules" }).press("Enter");
  await mine.page.getByText("At most seven lines.").waitFor();
  expectCalm(mine);
  expectCalm(theirs);
});
