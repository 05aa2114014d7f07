import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { contract } from "#contract/index.ts";
import { addItems } from "#server/testing/add-items.ts";
import { must } from "#server/testing/call.ts";
import { buildOrganization, buildPerson, buildProject, join, type TestPerson } from "#server/testing/make.ts";
import { expectCalm, openStage, type Stage, type Window } from "../../browser.case.ts";

let stage: Stage;
let author: TestPerson;
let reviewer: TestPerson;
let project: string;

beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage?.stop());

beforeEach(async () => {
  const { org, owner } = await buildOrganization(stage.test);
  author = await buildPerson(stage.test, org, { name: "Amara Author" });
  reviewer = await buildPerson(stage.test, org, { name: "Rosa" });
  project = await buildProject(owner, { template: "demonstration", settings: { review: true } });
  await join(owner, project, author, "trainer");
  await join(owner, project, reviewer, "reviewer");
  await addItems(stage.test, owner, project, 12);
});

/** The next piece of work of a person, as where it is in the API. */
async function claim(person: TestPerson): Promise<{ project: string; assignment: string }> {
  const { assignment } = await must(person, contract.work.claim, { params: { project }, body: {} });
  return { project, assignment: assignment!.id };
}
async function answer(count: number): Promise<void> {
  for (let n = 0; n < count; n++) {
    const params = await claim(author);
    await must(author, contract.work.submit, { params, body: { body: { response: `Answer ${n}.` } } });
  }
}

async function openReview(): Promise<Window> {
  const window = await stage.open(reviewer, { path: `/projects/${project}/work?stage=review` });
  await window.page.getByRole("group", { name: "Decision" }).waitFor();
  return window;
}
const reviews = async () => {
  const text =
    "select decision, reason, score, fixed_answer_id is not null as fixed from review where project_id = $1 order by at";
  return (await stage.test.services.database.pool.query(text, [project])).rows;
};
const versions = async () => {
  const text = "select count(*)::int as n from answer where project_id = $1";
  return (await stage.test.services.database.pool.query(text, [project])).rows[0].n;
};
const shown = (window: Window) => window.page.getByText(/^Answer \d\.$/);

test("the four decisions by keyboard alone, each with what it needs", async () => {
  await answer(5);
  const window = await openReview();
  const { page, press } = window;
  const next = async (before: string | null) =>
    expect.poll(() => shown(window).textContent()).not.toBe(before);

  let before = await shown(window).textContent();
  await press("a", "5", "Control+Enter");
  await next(before);

  before = await shown(window).textContent();
  await press("f");
  await page.locator("[data-question] textarea").fill("A better answer.");
  await press("Control+Enter");
  await next(before);

  before = await shown(window).textContent();
  await press("r", "Control+Enter");
  await page.getByText("Say what is wrong, so the author can fix it", { exact: true }).first().waitFor();
  await page.keyboard.type("Say why.");
  await press("Control+Enter");
  await next(before);

  before = await shown(window).textContent();
  await press("x", "Control+Enter");
  await page.keyboard.type("Not an answer to this.");
  await press("Control+Enter");
  await expect.poll(reviews).toEqual([
    { decision: "accept", reason: "", score: 5, fixed: false },
    { decision: "fix", reason: "", score: null, fixed: true },
    { decision: "return", reason: "Say why.", score: null, fixed: false },
    { decision: "reject", reason: "Not an answer to this.", score: null, fixed: false },
  ]);
  expectCalm(window);
});

test("what was returned reaches its author first, with reason and difference, and comes back to be reviewed", async () => {
  await answer(1);
  const body = { decision: "return" as const, reason: "Say why." };
  await must(reviewer, contract.work.review, { params: await claim(reviewer), body });

  const home = await stage.open(author, { path: "/" });
  await home.page.getByText("1 returned to you").waitFor();
  await home.press("Enter");
  await home.page.getByText("Returned to you").waitFor();
  await home.page.getByText("Say why.").waitFor();
  await home.page.locator("textarea").fill("Answer 0, because of the yeast.");
  await home.page.getByRole("button", { name: "Show changes" }).click();
  await home.page.locator("ins", { hasText: "because of the yeast" }).waitFor();
  await home.press("Control+Enter");
  await home.page.getByText("Submitted").first().waitFor();
  await expect.poll(versions).toBe(2);
  expectCalm(home);

  const review = await openReview();
  await review.page.getByText("Previously returned: Say why.").waitFor();
  await review.page.locator("ins", { hasText: "because of the yeast" }).waitFor();
  expectCalm(review);
});

test("a fix that changes nothing is not sent as one", async () => {
  await answer(1);
  const window = await openReview();
  await window.press("f", "Control+Enter");
  await window.page.getByText("No changes made. Accept instead?", { exact: true }).first().waitFor();
  expect(await reviews()).toEqual([]);
});

test("a comment on the work in hand reaches its author", async () => {
  await answer(1);
  const window = await openReview();
  await window.press("Alt+c");
  const panel = window.page.getByRole("complementary", { name: "Comments" });
  await panel.getByRole("textbox", { name: "New comment" }).fill("Where is this from?");
  await panel.getByRole("combobox", { name: "Mention" }).focus(); // the key means the comment here too
  await window.press("Control+Enter");
  await panel.getByRole("article").getByText("Where is this from?").waitFor();
  await panel.getByRole("button", { name: "Resolve" }).click();
  await panel.getByText("Resolved").waitFor();
  expectCalm(window);
});
