import { afterAll, beforeAll, expect, test } from "vitest";
import { contract } from "#contract/index.ts";
import { type EntryContent, RuleContent } from "#guide/index.ts";
import { must } from "#server/testing/call.ts";
import { buildOrganization, buildPerson, type TestPerson } from "#server/testing/make.ts";
import { axeFindings, expectCalm, openStage, type Stage } from "../../../browser.case.ts";

const { guideDrafts: drafts, guideSignOff: signOff } = contract;
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

const rule = (title: string, statement: string): EntryContent =>
  RuleContent.parse({ kind: "rule", title, statement });

async function buildGuide(...contents: EntryContent[]): Promise<{ guide: string; first: string }> {
  const { id: guide } = await must(lead, drafts.create, { body: { title: "House style" } });
  const ids: string[] = [];
  for (const content of contents) {
    const body = { content, parent: content.kind === "section" ? null : (ids[0] ?? null) };
    const { entries } = await must(lead, drafts.addEntry, { params: { guide }, body });
    ids.push(entries[0]!.id);
  }
  return { guide, first: ids[0]! };
}

test("a lawyer gets a capacity, suggests a change, and an editor takes it", async () => {
  const { guide } = await buildGuide(rule("Be brief", "At most ten lines."));
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
  await mine.page.getByRole("button", { name: "Accept the suggestion of Lara for Be brief" }).press("Enter");
  await mine.page.getByText("Accepted").waitFor();
  await mine.page.getByRole("tab", { name: "Rules" }).press("Enter");
  await mine.page.getByText("At most seven lines.").waitFor();

  await theirs.page.getByRole("tab", { name: "Rules" }).press("Enter");
  await theirs.page.getByRole("article", { name: "1 Be brief" }).getByText("At most seven lines.").waitFor();
  await theirs.page.keyboard.press("j");
  await theirs.page.keyboard.press("s");
  const split = theirs.page.getByRole("dialog");
  await split.getByLabel("Title").nth(1).fill("Be kind");
  await split.getByRole("textbox", { name: "Rule", exact: true }).nth(1).fill("Always.");
  expect(await axeFindings(theirs.page)).toEqual([]);
  await split.getByRole("button", { name: "Send the suggestion" }).press("Enter");
  await split.waitFor({ state: "hidden" });
  await mine.page.getByRole("tab", { name: "Suggestions (1)" }).press("Enter");
  await mine.page.getByRole("button", { name: "Accept the suggestion of Lara for Be brief" }).press("Enter");
  await mine.page.getByText("Accepted").nth(1).waitFor();
  await mine.page.getByRole("tab", { name: "Rules" }).press("Enter");
  await mine.page.getByRole("article", { name: "2 Be kind" }).waitFor();

  await theirs.page.getByText("At most seven lines.").click({ clickCount: 3 });
  await theirs.page.getByRole("button", { name: "Comment on this passage" }).click();
  await theirs.page.getByRole("textbox", { name: "What do you want to say?" }).fill("Also in lists?");
  await theirs.page.keyboard.press("ControlOrMeta+Enter");
  await theirs.page.getByRole("article", { name: "Thread by Lara" }).waitFor();
  expect(await axeFindings(theirs.page)).toEqual([]);
  await mine.page.getByRole("article", { name: "1 Be brief" }).getByText("1 thread").waitFor();
  await mine.page.getByRole("link", { name: /1 Be brief/ }).press("Enter");
  const thread = mine.page.getByRole("article", { name: "Thread by Lara" });
  await thread.getByRole("button", { name: "At most seven lines." }).waitFor();
  await thread.getByRole("button", { name: "Resolve" }).press("Enter");
  await mine.page.getByRole("button", { name: "Show 1 resolved thread" }).waitFor();

  await theirs.visit(`/guides/${guide}/check-in`);
  await theirs.page
    .getByText(/accepted the suggestion of Lara,/)
    .first()
    .waitFor();
  await theirs.page.getByRole("link", { name: "See the change" }).first().waitFor();
  expect(await axeFindings(theirs.page)).toEqual([]);
  await theirs.page.getByRole("button", { name: "Finish the check-in" }).press("Enter");
  await theirs.page.getByText("Nothing has changed.").waitFor();
  expectCalm(mine);
  expectCalm(theirs);
});

test("a section waits for its lawyer, who signs what they read; an empty rule keeps the guide from being published", async () => {
  const { guide, first: section } = await buildGuide(
    { kind: "section", title: "Safety", definition: "" },
    rule("Give no dose", "Never."),
    rule("Name the country", ""),
  );
  const params = { guide, section };
  await must(lead, signOff.demand, { params, body: { capacities: ["lawyer"] } });
  const capacities = { params: { guide, person: lawyer.id }, body: { capacities: ["lawyer" as const] } };
  await must(lead, drafts.setCapacities, capacities);

  const mine = await stage.open(lead, { path: `/guides/${guide}` });
  const { page } = mine;
  await page.getByRole("heading", { name: "1.1 Name the country" }).waitFor();
  await page.keyboard.press("p");
  const publish = page.getByRole("dialog").getByRole("button", { name: "Publish version 1" });
  await page.getByText("These rules say nothing yet").waitFor();
  await page.getByText("1 Safety: Lawyer, 3 entries").waitFor();
  expect(await publish.isDisabled()).toBe(true);
  expect(await axeFindings(page)).toEqual([]);
  await page.keyboard.press("Escape");
  await page.keyboard.press("j");
  await page.keyboard.press("j");
  expect(await page.evaluate(() => document.activeElement?.getAttribute("aria-label"))).toBe(
    "1.1 Name the country",
  );
  await page.keyboard.press("x");
  await page.getByText("“Name the country” retired.").waitFor();

  const theirs = await stage.open(lawyer, { path: `/guides/${guide}?view=sign-off` });
  await theirs.page.getByRole("button", { name: "Read and sign 1 Safety as Lawyer" }).press("Enter");
  await theirs.page.getByRole("dialog").getByText("Never.").waitFor();
  expect(await axeFindings(theirs.page)).toEqual([]);
  await theirs.page.getByRole("button", { name: "Sign as Lawyer" }).press("Enter");
  await theirs.page.getByText("You signed “Safety”.").waitFor();
  await theirs.page.getByText("Signed", { exact: true }).waitFor();
  expect(await axeFindings(theirs.page)).toEqual([]);

  await page.keyboard.press("p");
  await publish.click();
  await page.getByText("Version 1 is published.").waitFor();
  expectCalm(mine);
  expectCalm(theirs);
});
