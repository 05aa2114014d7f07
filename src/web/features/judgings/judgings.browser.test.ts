import { mkdirSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { contract } from "#contract/index.ts";
import { RuleContent } from "#guide/index.ts";
import { ruleKey } from "#kinds/answer.ts";
import { addItems } from "#server/testing/add-items.ts";
import { must } from "#server/testing/call.ts";
import { claim, submit } from "#server/testing/do-work.ts";
import { buildOrganization, buildPerson, buildProject, join, type TestPerson } from "#server/testing/make.ts";
import { axeFindings, expectCalm, openStage, type Stage } from "../../browser.case.ts";

const { guideDrafts, guides } = contract;
let stage: Stage;
let lead: TestPerson;
let ana: TestPerson;
let ben: TestPerson;
beforeAll(async () => {
  stage = await openStage();
  const { org, owner } = await buildOrganization(stage.test);
  lead = owner;
  [ana, ben] = [
    await buildPerson(stage.test, org, { name: "Ana" }),
    await buildPerson(stage.test, org, { name: "Ben" }),
  ];
});
afterAll(() => stage?.stop());

/** A project with a guide of one rule, and five items with an answer each. */
async function buildCase() {
  const project = await buildProject(lead, { settings: { review: false, answersPerItem: 1 } });
  for (const person of [ana, ben]) await join(lead, project, person, "trainer");
  await addItems(stage.test, lead, project, 5);
  const { id: guide } = await must(lead, guideDrafts.create, { body: { title: "Style" } });
  const content = RuleContent.parse({
    kind: "rule",
    title: "Short lists",
    statement: "Five points at most.",
  });
  const { rev, entries } = await must(lead, guideDrafts.addEntry, { params: { guide }, body: { content } });
  await must(lead, guideDrafts.publish, { params: { guide }, body: { rev } });
  await must(lead, guides.adopt, { params: { project }, body: { guide } });
  for (let n = 0; n < 5; n++) await submit(ana, (await claim(ana, project))!, `Answer ${n}`);
  return { project, rule: entries[0]!.id };
}

test("a lead starts a calibration, a trainer judges on the work page, and after the reveal all see answers without names", async () => {
  const { project, rule } = await buildCase();
  const window = await stage.open(lead, { path: `/projects/${project}/calibrations` });
  const { page } = window;
  await page.getByRole("link", { name: "New calibration" }).click();
  await page.getByRole("textbox", { name: "Name" }).fill("What is a list?");
  await page.getByRole("checkbox", { name: "1 Short lists" }).check();
  expect(await axeFindings(page)).toEqual([]);
  await page.getByRole("button", { name: "Start calibration" }).click();
  await page.getByText("This calibration is blind").waitFor();
  expect(await axeFindings(page)).toEqual([]);

  const judging = { [ruleKey(rule)]: "kept" };
  for (let n = 0; n < 5; n++)
    await submit(ben, (await claim(ben, project))!, { response: "Ben's list", ...judging });

  const work = await stage.open(ana, { path: `/projects/${project}/work` });
  await work.page.getByRole("heading", { name: "Rules of this calibration" }).waitFor();
  await work.page.locator("textarea").fill("Ana's list");
  await work.press("Control+Enter");
  await work.page.getByText("Choose one", { exact: true }).waitFor();
  // What is missing has the focus, so that it can be said by keyboard alone.
  await work.press("Space");
  expect(await axeFindings(work.page)).toEqual([]);
  await work.press("Control+Enter");
  await page.getByRole("cell", { name: "1 of 5" }).waitFor({ timeout: 30_000 });
  await work.page.getByRole("radio", { name: "Kept" }).and(work.page.locator(":not(:checked)")).waitFor();
  await work.page.locator("textarea").fill("Half a list");
  await work.page.getByRole("radio", { name: "Broken" }).check();
  await work.page.getByText("Saved", { exact: true }).waitFor();
  await work.page.reload();
  await work.page.locator("textarea").waitFor();
  expect(await work.page.getByRole("radio", { name: "Broken" }).isChecked()).toBe(true);

  expect(await page.getByText("Ben's list").count()).toBe(0);
  await page.getByRole("button", { name: "Reveal answers" }).click();
  await page.getByText("4 answers are still missing").waitFor();
  await page.getByRole("dialog").getByRole("button", { name: "Reveal answers" }).click();
  await page.getByText("Ana's list").waitFor();
  expect(await page.getByText("Ben's list").count()).toBe(5);
  expect(await page.getByText("Half a list").count()).toBe(0);
  await page.getByText("Not known: fewer than two items were judged twice").waitFor();
  await page
    .getByRole("article", { name: "Item 1", exact: true })
    .getByRole("button", { name: "Broken (0)" })
    .click();
  await page.getByRole("button", { name: "Broken (1)" }).waitFor();
  await page
    .getByRole("article", { name: "Item 1", exact: true })
    .getByRole("button", { name: "Make it an example: rule 1" })
    .click();
  await page.getByText("Example in the draft").waitFor();
  await page
    .getByRole("article", { name: "Item 1", exact: true })
    .getByRole("button", { name: "Rule on it: rule 1" })
    .click();
  await page.getByRole("dialog").getByRole("textbox", { name: "Ruling" }).fill("A table is no list.");
  await page.getByRole("dialog").getByRole("button", { name: "Publish ruling" }).click();
  await page.getByRole("dialog").waitFor({ state: "detached" });
  await page.getByRole("article", { name: "Item 1", exact: true }).getByText("A table is no list.").waitFor();
  expect(await axeFindings(page)).toEqual([]);
  const folder = process.env.SHOTS;
  if (folder) {
    mkdirSync(folder, { recursive: true });
    await page.screenshot({ path: `${folder}/revealed.png`, fullPage: true });
  }

  const seen = await stage.open(ana, { path: `/projects/${project}/calibrations` });
  await seen.page.getByRole("link", { name: "What is a list?" }).click();
  await seen.page.getByText("yours", { exact: true }).waitFor();
  await seen.page.getByRole("button", { name: "Discuss item 1" }).click();
  await seen.page.getByRole("button", { name: "Start a thread" }).click();
  await seen.page.getByRole("textbox", { name: "What do you want to say?" }).fill("Are steps a list?");
  await seen.press("Control+Enter");
  await seen.page.getByRole("article", { name: "Thread by Ana" }).waitFor();
  expect(await axeFindings(seen.page)).toEqual([]);
  expect(await seen.page.getByRole("main").getByText("Ben", { exact: true }).count()).toBe(0);
  expect(await seen.page.getByRole("button", { name: /example/ }).count()).toBe(0);
  for (const one of [window, work, seen]) expectCalm(one);
});
