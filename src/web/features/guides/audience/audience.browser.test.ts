import { afterAll, beforeAll, expect, test } from "vitest";
import { contract } from "#contract/index.ts";
import { RuleContent, SectionContent } from "#guide/index.ts";
import { addItems } from "#server/testing/add-items.ts";
import { must } from "#server/testing/call.ts";
import { buildOrganization, buildPerson, buildProject, join, type TestPerson } from "#server/testing/make.ts";
import { axeFindings, expectCalm, keptIn, openStage, type Stage } from "../../../browser.case.ts";

const { guideDrafts: drafts, guides, projects } = contract;
const SECRET = "zuckerwatte";

let stage: Stage;
let lead: TestPerson;
let trainer: TestPerson;
let guide: string;
let project: string;

beforeAll(async () => {
  stage = await openStage();
  const { org, owner } = await buildOrganization(stage.test);
  lead = owner;
  trainer = await buildPerson(stage.test, org, { name: "Tara" });
  project = await buildProject(lead);
  await join(lead, project, trainer, "trainer");
  await addItems(stage.test, lead, project, 3);
  guide = (await must(lead, drafts.create, { body: { title: "Style" } })).id;
  const at = { params: { guide } };
  const add = (content: RuleContent | SectionContent, parent: string | null) =>
    must(lead, drafts.addEntry, { ...at, body: { content, parent } });
  const made = await add(SectionContent.parse({ kind: "section", title: "Launch" }), null);
  const rule = (title: string, statement: string) => RuleContent.parse({ kind: "rule", title, statement });
  await add(rule("Name", SECRET), made.entries[0]!.id);
  await add(rule("Brief", "At most ten lines."), null);
  const { rev } = await must(lead, drafts.get, at);
  await must(lead, drafts.publish, { ...at, body: { rev } });
  const params = { project };
  await must(lead, guides.adopt, { params, body: { guide } });
  await must(lead, projects.update, { params, body: { settings: { offline: "everything" } } });
});
afterAll(() => stage?.stop());

test("an editor makes a section confidential; who opens it at work is found by the code, and the browser keeps no word", async () => {
  const mine = await stage.open(lead, { path: `/guides/${guide}?view=audience` });
  await mine.page.getByRole("button", { name: "Set an audience" }).press("Enter");
  const dialog = mine.page.getByRole("dialog");
  await dialog.getByLabel("Part").selectOption({ label: "2 Launch" });
  await dialog.getByRole("checkbox", { name: /^Confidential/ }).check();
  expect(await axeFindings(mine.page)).toEqual([]);
  await dialog.getByRole("button", { name: "Save" }).press("Enter");
  await mine.page.getByRole("button", { name: "Change the audience of Launch" }).waitFor();

  const theirs = await stage.open(trainer, { path: `/projects/${project}/work` });
  const panel = theirs.page.getByRole("complementary", { name: "Guide" });
  await theirs.page.locator("[contenteditable=true], textarea").first().waitFor();
  await theirs.press("Alt+g");
  await panel.getByText("At most ten lines.").first().waitFor({ state: "attached" });
  expect(await theirs.page.content()).not.toContain(SECRET);
  await panel.getByRole("button", { name: "Show what is confidential" }).press("Enter");
  const mark = panel.getByText(/^Confidential: Tara · /).first();
  await mark.waitFor();
  await panel.getByText(SECRET).first().waitFor({ state: "attached" });
  expect(await axeFindings(theirs.page)).toEqual([]);
  const code = (await mark.locator("code").textContent())!;
  await theirs.press("Escape");
  const answer = theirs.page.locator("[contenteditable=true], textarea").first();
  await answer.click();
  await theirs.page.keyboard.type("An answer");
  await theirs.press("Control+Enter");
  await theirs.page
    .getByText(/1 done|Undo|Take back/i)
    .first()
    .waitFor();
  const kept = await keptIn(theirs.page);
  expect([kept.includes("At most ten lines."), kept.includes(SECRET)]).toEqual([true, false]);
  expectCalm(theirs);

  await mine.page.getByLabel("Code").fill(code.toLowerCase());
  await mine.page.getByRole("button", { name: "Find a code" }).press("Enter");
  await mine.page.getByText("Tara opened it").waitFor();
  expect(await axeFindings(mine.page)).toEqual([]);
  expectCalm(mine);
});
