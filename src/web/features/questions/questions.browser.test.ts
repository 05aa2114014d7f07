import { afterAll, beforeAll, expect, test } from "vitest";
import { contract } from "#contract/index.ts";
import { RuleContent } from "#guide/index.ts";
import { addItems } from "#server/testing/add-items.ts";
import { must } from "#server/testing/call.ts";
import { buildOrganization, buildPerson, buildProject, join, type TestPerson } from "#server/testing/make.ts";
import { axeFindings, expectCalm, openStage, type Stage } from "../../browser.case.ts";

const { guideDrafts, guides, work } = contract;

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
  await addItems(stage.test, lead, project, 2);
  const guide = await must(lead, guideDrafts.create, { body: { title: "Style" } });
  const at = { params: { guide: guide.id } };
  const content = RuleContent.parse({
    kind: "rule",
    title: "Short lists",
    statement: "Lists have seven items.",
  });
  const { rev } = await must(lead, guideDrafts.addEntry, { ...at, body: { content } });
  await must(lead, guideDrafts.publish, { ...at, body: { rev, note: "" } });
  await must(lead, guides.adopt, { params: { project }, body: { guide: guide.id } });
});
afterAll(() => stage?.stop());

test("a trainer asks from the work; the ruling appears at the rule and in their inbox", async () => {
  const own = await stage.open(trainer, { path: `/projects/${project}/work` });
  await own.press("Alt+g");
  const panel = own.page.getByRole("complementary", { name: "Guide" });
  await panel.getByText("Short lists").click();
  await panel.getByRole("button", { name: "Ask about this rule: 1" }).click();
  await panel.getByLabel("Your question").fill("May lists of steps have ten items?");
  const likely = panel.getByRole("region", { name: "This may already answer it" });
  await likely.getByText("Rule 1 Short lists").waitFor();
  expect(await axeFindings(own.page)).toEqual([]);
  await own.press("Control+Enter");
  await own.page.getByText("Question sent.").waitFor();

  const desk = await stage.open(lead, { path: `/projects/${project}/questions` });
  await desk.page.getByRole("link", { name: "May lists of steps have ten items?" }).click();
  const details = desk.page.getByRole("region", { name: "Question 1" });
  await details.getByText("Asked by Amara").waitFor();
  await details.getByLabel("Ruling").fill("Steps may be as many as needed.");
  expect(await axeFindings(desk.page)).toEqual([]);
  await details.getByRole("button", { name: "Publish ruling" }).click();
  await details.getByText("Ruled since v1").waitFor();
  await desk.page.getByText("an interval needs six").waitFor();

  await details.getByRole("link", { name: "Reword the rule" }).click();
  const statement = desk.page.getByRole("textbox", { name: "Rule", exact: true });
  await statement.waitFor();
  await expect
    .poll(() => statement.locator("p").allTextContents())
    .toContainEqual(expect.stringContaining("Steps may be"));
  await desk.page.getByRole("button", { name: "Done" }).click();
  await desk.visit(`/projects/${project}/questions`);
  await desk.page.getByRole("link", { name: "May lists of steps have ten items?" }).click();
  await details.getByText("Became a rewording").waitFor();
  expectCalm(desk);

  await own.visit("/");
  await own.page.getByRole("link", { name: "Your question has a ruling" }).click();
  await own.page.getByRole("list", { name: "My questions" }).getByText("Steps may be as many").waitFor();
  expect(await axeFindings(own.page)).toEqual([]);
  await own.visit(`/projects/${project}/guide`);
  await own.page.getByRole("list", { name: "Rulings" }).getByText("Ruled since v1").waitFor();
  expectCalm(own);
});

test("a reviewer asks the author of an answer, who replies from their inbox; neither reads a name", async () => {
  const reviewer = await buildPerson(stage.test, lead.org, { name: "Rosa" });
  const reviewed = await buildProject(lead, { settings: { review: true } });
  await join(lead, reviewed, trainer, "trainer");
  await join(lead, reviewed, reviewer, "reviewer");
  await addItems(stage.test, lead, reviewed, 1);
  const { assignment } = await must(trainer, work.claim, { params: { project: reviewed }, body: {} });
  const params = { project: reviewed, assignment: assignment!.id };
  await must(trainer, work.submit, { params, body: { body: { response: "Because." } } });

  const review = await stage.open(reviewer, { path: `/projects/${reviewed}/work?stage=review` });
  await review.page.getByRole("group", { name: "Decision" }).waitFor();
  await review.press("Alt+c");
  await review.page.getByLabel("New comment").fill("Where is that from?");
  await review.page.getByLabel("Mention").selectOption("The author of this answer (no names shown)");
  expect(await axeFindings(review.page)).toEqual([]);
  await review.press("Control+Enter");
  await review.page.getByRole("article").getByText("Where is that from?").waitFor();
  expectCalm(review);

  const own = await stage.open(trainer, { path: "/" });
  await own.page.getByRole("link", { name: "A team member asks about your answer" }).click();
  await own.page.getByText("Where is that from?").waitFor();
  expect(await own.page.getByText("Rosa").count()).toBe(0);
  await own.page.getByRole("button", { name: "Reply" }).click();
  await own.page.getByLabel("Reply").fill("From the context.");
  await own.press("Control+Enter");
  await own.page.getByText("From the context.").waitFor();
  expect(await axeFindings(own.page)).toEqual([]);
  expectCalm(own);
});
