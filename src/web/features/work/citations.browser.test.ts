import { afterAll, beforeAll, expect, test } from "vitest";
import { contract } from "#contract/index.ts";
import { RuleContent } from "#guide/index.ts";
import { addItems } from "#server/testing/add-items.ts";
import { must } from "#server/testing/call.ts";
import { buildOrganization, buildPerson, buildProject, join, type TestPerson } from "#server/testing/make.ts";
import { axeFindings, expectCalm, openStage, type Stage } from "../../browser.case.ts";

const { forms, guideDrafts, guides, work } = contract;

let stage: Stage;
let lead: TestPerson;
let author: TestPerson;
let reviewer: TestPerson;
let project: string;
let guide: string;

beforeAll(async () => {
  stage = await openStage();
  const { org, owner } = await buildOrganization(stage.test);
  lead = owner;
  author = await buildPerson(stage.test, org, { name: "Amara Author" });
  reviewer = await buildPerson(stage.test, org, { name: "Rosa" });
  project = await buildProject(lead, { template: "demonstration", settings: { review: true } });
  await join(lead, project, author, "trainer");
  await join(lead, project, reviewer, "reviewer");
  await addItems(stage.test, lead, project, 2);
  await publishGuide();
  const params = { project };
  const { assignment } = await must(author, work.claim, { params, body: {} });
  const at = { project, assignment: assignment!.id };
  await must(author, work.submit, { params: at, body: { body: { response: "An answer." } } });
});
afterAll(() => stage?.stop());

async function publishGuide(): Promise<void> {
  guide = (await must(lead, guideDrafts.create, { body: { title: "Style" } })).id;
  const at = { params: { guide } };
  const rules = [
    { title: "Numbered lists", statement: "Number a list where **order** matters." },
    { title: "Plain words", statement: "Use the word that people say.", stages: ["answer"] },
  ];
  for (const { title, statement, stages = [] } of rules) {
    const content = RuleContent.parse({
      ...{ kind: "rule", title, statement, why: "People read fast.", scope: { stages } },
      examples: [{ id: crypto.randomUUID(), verdict: "bad", response: "Utilize.", why: "Say use." }],
    });
    await must(lead, guideDrafts.addEntry, { ...at, body: { content } });
  }
  const { rev } = await must(lead, guideDrafts.get, at);
  await must(lead, guideDrafts.publish, { ...at, body: { rev, note: "" } });
  const params = { project };
  await must(lead, guides.adopt, { params, body: { guide } });
  const { entries } = await must(lead, guideDrafts.get, at);
  const cited = entries.find(({ content }) => content.title === "Numbered lists")!;
  const { form, rev: saved } = await must(lead, forms.draft, { params });
  const questions = form.questions.map((question) => ({ ...question, rules: [cited.id] }));
  const draft = await must(lead, forms.saveDraft, {
    params,
    body: { form: { ...form, questions }, rev: saved },
  });
  await must(lead, forms.publish, { params, body: { rev: draft.rev } });
}

test("a reviewer cites a rule by typing # and words; its author reads it beside the reason, and practises on it", async () => {
  const review = await stage.open(reviewer, { path: `/projects/${project}/work?stage=review` });
  await review.page.getByRole("group", { name: "Decision" }).waitFor();
  await review.press("r");
  await review.page.getByText("Type # and a number or words").waitFor();
  await review.page.keyboard.type("Look at #order");
  await review.page.getByRole("option", { name: "Numbered lists" }).waitFor();
  expect(await axeFindings(review.page)).toEqual([]);
  await review.press("Enter");
  await review.page.getByRole("list", { name: "Cited rules" }).getByText("Numbered lists").waitFor();
  await review.page.keyboard.type("again.");
  await review.press("Control+Enter");
  await expect
    .poll(async () => (await stage.test.services.database.pool.query("select judgement from finding")).rows)
    .toEqual([{ judgement: "broken" }]);
  expectCalm(review);

  const own = await stage.open(author, { path: `/projects/${project}/work` });
  await own.page.getByText(/^Look at #\d again\.$/).waitFor();
  await own.page.getByText("Numbered lists").click();
  await own.page.getByText("Number a list where").waitFor();
  await own.page.getByText("Say use.").waitFor();
  await own.page.getByRole("button", { name: "Wrong rule" }).click();
  await own.page.getByLabel("Which rule fits").fill("Order matters nowhere here.");
  expect(await axeFindings(own.page)).toEqual([]);
  await own.page.getByRole("button", { name: /^Send / }).click();
  await own.page.getByText("Question sent.").waitFor();
  const desk = await must(lead, contract.questions.list, { params: { guide }, query: {} });
  expect(desk.rows).toMatchObject([{ kind: "wrong-rule", reviews: [{ decision: "return" }] }]);

  await own.visit(`/projects/${project}/my-rules`);
  await own.page.getByText("1 answer returned").waitFor();
  await own.page.getByText("Version 1: 1 of 1").waitFor();
  await own.page.getByRole("button", { name: "Practice" }).click();
  await own.page.getByRole("button", { name: "Good" }).click();
  await own.page.getByText("Not quite: this example is Bad.").waitFor();
  expect(await axeFindings(own.page)).toEqual([]);
  expectCalm(own);

  const rules = await stage.open(lead, { path: `/projects/${project}/rules` });
  await rules.page.getByRole("link", { name: "Numbered lists" }).click();
  await rules.page.getByRole("heading", { name: "By person" }).waitFor();
  expect(await axeFindings(rules.page)).toEqual([]);
  await rules.page.getByRole("link", { name: "1", exact: true }).first().click();
  await rules.page.getByText(/^Answers found to break rule \d Numbered lists$/).waitFor();
  await rules.page.goBack();
  await rules.page.getByRole("heading", { name: "Versions of the guide with this rule" }).waitFor();
  await rules.page.getByText("Open questions").locator("..").getByRole("link", { name: "1" }).click();
  await rules.page.getByRole("button", { name: "Show all questions" }).waitFor();
  expect(await axeFindings(rules.page)).toEqual([]);
  await rules.page.getByRole("list", { name: "Questions" }).getByText("Numbered lists").first().waitFor();
  expectCalm(rules);
});

test("a question names its rules, and the guide shows the rules for this item first and finds rules by number and words", async () => {
  const own = await stage.open(author, { path: `/projects/${project}/work` });
  const panel = own.page.getByRole("complementary", { name: "Guide" });
  await own.page.getByRole("button", { name: "Numbered lists" }).click();
  await panel.getByText("Number a list where").waitFor();
  await own.press("Escape", "Alt+g");
  await panel
    .getByRole("region", { name: "Rules for this item" })
    .getByText("Use the word that people say.")
    .waitFor();
  await panel.getByRole("searchbox").fill("order matters");
  await panel.getByText("1 match").waitFor();
  await panel.getByText("Number a list where").waitFor();
  await panel.getByRole("button", { name: "1 example" }).click();
  await panel.getByText("Say use.").waitFor();
  expect(await axeFindings(own.page)).toEqual([]);
  await panel.getByRole("searchbox").fill("");
  await panel.getByRole("button", { name: "Gallery: 2 examples" }).click();
  await panel.getByLabel("Verdict").selectOption("good");
  await panel.getByText("No example fits this choice").waitFor();
  expectCalm(own);
});
