import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { contract } from "#contract/index.ts";
import { addItems } from "#server/testing/add-items.ts";
import { must } from "#server/testing/call.ts";
import { buildOrganization, buildPerson, buildProject, join, type TestPerson } from "#server/testing/make.ts";
import { expectCalm, openStage, type Stage, type Window } from "../../browser.case.ts";

let stage: Stage;
let lead: TestPerson;
let trainer: TestPerson;
let project: string;

beforeAll(async () => {
  stage = await openStage();
  const { org, owner } = await buildOrganization(stage.test);
  lead = owner;
  trainer = await buildPerson(stage.test, org, { name: "Tarek" });
});
afterAll(() => stage?.stop());

beforeEach(async () => {
  project = await buildProject(lead, { template: "demonstration" });
  await join(lead, project, trainer, "trainer");
  await addItems(stage.test, lead, project, 8);
  const body = "# Tone\nPlain words.\n\n# Length\nTwo paragraphs.";
  await must(lead, contract.guides.publish, { params: { project }, body: { body } });
});

async function openWork(): Promise<Window> {
  const window = await stage.open(trainer, { path: `/projects/${project}/work` });
  await window.page.locator("textarea").waitFor();
  return window;
}
const promptOf = (window: Window) =>
  window.page.getByRole("region", { name: "Material" }).getByText(/^Prompt \d$/);
const answers = async () => {
  const { rows } = await stage.test.services.database.pool.query<{ body: { response: string } }>(
    `select a.body from answer a where a.project_id = $1 order by a.at, a.n`,
    [project],
  );
  return rows.map((row) => row.body.response);
};

test("the whole job by keyboard: start, write, submit, take back, submit, skip, flag, park", async () => {
  const window = await stage.open(trainer, { path: "/" });
  const { page, press } = window;
  const mine = page.getByRole("listitem").filter({ hasText: "A project" }).last();
  await mine.getByRole("link", { name: /^Start/ }).focus();
  await press("Enter");
  await page.locator("textarea").waitFor();
  const first = await promptOf(window).textContent();

  await page.keyboard.type("Because of the yeast.");
  await page.getByText("Saved", { exact: true }).waitFor();
  await press("Control+Enter");
  await expect.poll(() => promptOf(window).textContent()).not.toBe(first);
  await expect.poll(answers).toEqual(["Because of the yeast."]);

  await press("Alt+u");
  await expect.poll(() => page.locator("textarea").inputValue()).toBe("Because of the yeast.");
  await press("Control+End");
  await page.keyboard.type(" And warmth.");
  await press("Alt+4", "Control+Enter");
  await expect.poll(answers).toEqual(["Because of the yeast.", "Because of the yeast. And warmth."]);

  const second = await promptOf(window).textContent();
  await press("Alt+s", "1", "Control+Enter");
  await expect.poll(() => promptOf(window).textContent()).not.toBe(second);

  await press("Alt+r", "3", "Control+Enter");
  await page.getByText("The project lead has been notified").waitFor();
  const parked = await promptOf(window).textContent();
  await page.locator("textarea").focus();
  await page.keyboard.type("half");
  await press("Alt+p");
  await expect.poll(() => promptOf(window).textContent()).not.toBe(parked);

  const { rows } = await stage.test.services.database.pool.query(
    "select kind, reason from objection where project_id = $1 order by kind",
    [project],
  );
  expect(rows).toEqual([
    { kind: "flag", reason: "broken" },
    { kind: "skip", reason: "outside-expertise" },
  ]);
  expectCalm(window);
});

test("the instructions are one key away and can be searched; every key is listed under ?", async () => {
  const window = await openWork();
  const { page, press } = window;
  await press("Alt+g");
  const guide = page.getByRole("complementary", { name: "Guide" });
  await guide.getByText("Plain words.").waitFor();
  await guide.getByRole("searchbox").fill("paragraphs");
  await expect.poll(() => guide.getByRole("heading", { level: 3 }).allTextContents()).toEqual(["Length"]);
  await press("Escape");
  await expect.poll(() => guide.count()).toBe(0);

  await press("Escape", "?");
  const keys = page.getByRole("dialog", { name: "Keys" });
  for (const command of ["Submit", "Skip", "Undo last submit", "Guide", "Draft history"]) {
    await keys.getByText(command, { exact: true }).waitFor();
  }
  await press("Escape", "Control+k");
  await page.getByRole("combobox").fill("acc");
  await press("Enter");
  await page.getByRole("heading", { level: 1, name: "Account" }).waitFor();
  expectCalm(window);
});

test("an input method that composes never submits, and no key of it is a command", async () => {
  const window = await openWork();
  const before = await promptOf(window).textContent();
  await window.page.locator("textarea").fill("酵母");
  await window.page.locator("textarea").evaluate((area) => {
    for (const key of ["Enter", "a", "?"]) {
      area.dispatchEvent(
        new KeyboardEvent("keydown", { key, ctrlKey: key === "Enter", isComposing: true, bubbles: true }),
      );
    }
  });
  await window.page.waitForFunction(() => document.activeElement !== null);
  expect(await promptOf(window).textContent()).toBe(before);
  expect(await answers()).toEqual([]);
  expect(await window.page.getByRole("dialog").count()).toBe(0);
});

test("what is missing is said, and the focus goes there; nothing is sent", async () => {
  const window = await openWork();
  await window.press("Control+Enter");
  await window.page.getByText("Needs an answer", { exact: true }).waitFor();
  await expect.poll(() => window.page.evaluate(() => document.activeElement?.tagName)).toBe("TEXTAREA");
  expect(await answers()).toEqual([]);
});

test("what came back unchanged is sent again only by a second press, and its reviewer is told", async () => {
  const at = async (who: TestPerson, stage: "answer" | "review") => {
    const { assignment } = await must(who, contract.work.claim, { params: { project }, body: { stage } });
    return { project, assignment: assignment!.id };
  };
  await must(trainer, contract.work.submit, {
    params: await at(trainer, "answer"),
    body: { body: { response: "As it was" } },
  });
  const decision = { decision: "return", reason: "Say why" } as const;
  await must(lead, contract.work.review, { params: await at(lead, "review"), body: decision });
  const window = await openWork();
  const { page, press } = window;
  await page.getByText("You haven't changed anything since it was returned.").waitFor();
  await press("Control+Enter");
  await page.getByText("Submit anyway?").first().waitFor();
  expect(await answers()).toEqual(["As it was"]);
  await page.locator("[data-question] textarea").fill("Another");
  await page.getByRole("button", { name: "Submit again" }).waitFor();
  await page.locator("[data-question] textarea").fill("As it was");
  await page.getByRole("button", { name: "Submit unchanged" }).click();
  await expect.poll(answers).toEqual(["As it was", "As it was"]);
  const review = await stage.open(lead, { path: `/projects/${project}/work?stage=review` });
  await review.page.getByText("Nothing has changed since then.").waitFor();
  expectCalm(window);
});

test("the draft's history is walked back", async () => {
  const window = await openWork();
  const { page, press } = window;
  await page.keyboard.type("first thought");
  await page.getByText("Saved", { exact: true }).waitFor();
  await stage.test.services.database.pool.query("update draft_step set at = at - interval '1 minute'");
  await page.locator("textarea").fill("second thought");
  await page.getByText("Saved", { exact: true }).waitFor();
  await press("Alt+h");
  const history = page.getByRole("complementary", { name: "Draft history" });
  await history.getByRole("listitem").last().getByRole("button").click();
  await history.getByRole("button", { name: "Restore this version" }).click();
  await expect.poll(() => page.locator("textarea").inputValue()).toBe("first thought");
});

test("layouts are switched by key, and the choice is kept", async () => {
  const window = await openWork();
  const layout = () => window.page.locator("[data-layout]").getAttribute("data-layout");
  expect(await layout()).toBe("read-and-answer");
  await window.press("Alt+l");
  expect(await layout()).toBe("compare");
  await window.press("Alt+l");
  expect(await layout()).toBe("full-width");
  await window.page.reload();
  await window.page.locator("textarea").waitFor();
  expect(await layout()).toBe("full-width");
});
