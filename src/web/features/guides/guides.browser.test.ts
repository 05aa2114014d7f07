import { afterAll, beforeAll, expect, test } from "vitest";
import { contract } from "#contract/index.ts";
import { type EntryContent, RuleContent } from "#guide/index.ts";
import { must } from "#server/testing/call.ts";
import { buildOrganization, buildPerson, buildProject, type TestPerson } from "#server/testing/make.ts";
import { axeFindings, expectCalm, openStage, type Stage } from "../../browser.case.ts";

const { guideDrafts: drafts, guides } = contract;
let stage: Stage;
let lead: TestPerson;
let other: TestPerson;

beforeAll(async () => {
  stage = await openStage();
  const { org, owner } = await buildOrganization(stage.test);
  lead = owner;
  other = await buildPerson(stage.test, org, { role: "admin", name: "Ada" });
});
afterAll(() => stage?.stop());

const rule = (title: string, statement: string, more: Partial<RuleContent> = {}) =>
  RuleContent.parse({ kind: "rule", title, statement, ...more });

async function buildGuide(...contents: EntryContent[]): Promise<string> {
  const { id } = await must(lead, drafts.create, { body: { title: "House style" } });
  let after: string | null = null;
  for (const content of contents) {
    const added: { entries: { id: string }[] } = await must(lead, drafts.addEntry, {
      params: { guide: id },
      body: { content, after },
    });
    after = added.entries[0]!.id;
  }
  return id;
}
const outline = async (guide: string) => {
  const { entries } = await must(lead, drafts.get, { params: { guide } });
  return entries.filter(({ retired }) => retired === null);
};

test("a guide is written, split, moved and published by keyboard, and a project follows it", async () => {
  const window = await stage.open(lead, { path: "/guides" });
  const { page } = window;
  await page.getByRole("button", { name: "New guide" }).press("Enter");
  await page.getByLabel("Title").fill("Tone of voice");
  await page.getByLabel("Title").press("Enter");
  await page.getByRole("heading", { name: "Tone of voice" }).waitFor();
  await page.getByRole("button", { name: "Add a section" }).press("Enter");
  await page.getByRole("textbox", { name: "Title" }).fill("Style");
  await page.keyboard.press("Control+Enter");
  await page.getByRole("heading", { name: "1 Style" }).waitFor();
  await page.keyboard.press("n");
  await page.getByRole("textbox", { name: "Title" }).fill("Brief and kind");
  await page.getByRole("textbox", { name: "Rule", exact: true }).focus();
  await page.keyboard.type("Be brief.\nBe kind.");
  await page.keyboard.press("Control+Enter");
  await page.getByRole("heading", { name: "1.1 Brief and kind" }).waitFor();
  await page.keyboard.press("s");
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Title").nth(1).fill("Be kind");
  await dialog.getByRole("button", { name: "Split", exact: true }).press("Enter");
  await page.getByRole("heading", { name: "1.2 Be kind" }).waitFor();
  await page.keyboard.press("Alt+ArrowDown");
  await page.getByRole("heading", { name: "1.2 Brief and kind" }).waitFor();
  await page.keyboard.press("Alt+ArrowLeft");
  await page.getByRole("heading", { name: "2 Brief and kind" }).waitFor();
  expect(await axeFindings(page)).toEqual([]);
  await page.keyboard.press("p");
  await page.getByRole("button", { name: "Publish version 1" }).click();
  await page.getByText("Version 1 is published.").waitFor();

  const id = new URL(page.url()).pathname.split("/").at(-1)!;
  const project = await buildProject(lead);
  await must(lead, guides.adopt, { params: { project }, body: { guide: id } });
  await window.visit(`/projects/${project}/guide`);
  await page.getByRole("heading", { name: "1.1 Be kind" }).waitFor();
  await page.getByRole("button", { name: "Pin version 1" }).press("Enter");
  await page.getByText("Stays at this version").waitFor();
  expect(await axeFindings(page)).toEqual([]);
  expectCalm(window);
});

test("two people see each other and each other's changes; edits of one paragraph are shown side by side", async () => {
  const guide = await buildGuide(rule("Be brief", "One.\n\nTwo."));
  const path = `/guides/${guide}`;
  const [mine, theirs] = await Promise.all([stage.open(lead, { path }), stage.open(other, { path })]);
  for (const { page } of [mine, theirs]) {
    await page.getByRole("button", { name: "Edit 1 Be brief" }).press("Enter");
    await page.getByRole("textbox", { name: "Rule", exact: true }).waitFor();
  }
  await mine.page.getByText("Ada").first().waitFor();
  // One writes Markdown, the other formatted text.
  await mine.press("Control+/");
  const text = ({ page }: typeof mine) => page.getByRole("textbox", { name: "Rule", exact: true });
  await text(mine).fill("One!\n\nTwo.");
  await mine.page.getByText("Saved", { exact: true }).waitFor();
  await expect.poll(() => text(theirs).locator("p").allTextContents()).toEqual(["One!", "Two."]);
  // Both change the second paragraph: who saves last is asked, and nothing is lost.
  await theirs.context.setOffline(true);
  await text(theirs).focus();
  await theirs.press("Control+End", "Backspace");
  await theirs.page.keyboard.type(", they say.");
  await text(mine).fill("One!\n\nTwo, I say.");
  await mine.page.getByText("Saved", { exact: true }).waitFor();
  await theirs.context.setOffline(false);
  await theirs.page.getByRole("button", { name: "Done" }).press("Enter");
  await theirs.page.getByRole("radio", { name: "Theirs" }).waitFor();
  expect(await axeFindings(theirs.page)).toEqual([]);
  await theirs.page.getByRole("button", { name: "Keep what is chosen" }).press("Enter");
  await expect
    .poll(async () => (await outline(guide))[0]!.content)
    .toMatchObject({
      statement: "One!\n\nTwo, they say.",
    });
  await Promise.all([mine.context.close(), theirs.context.close()]);
});

test("a text is formatted by keyboard, and its Markdown is one key away; what has no formatted view is source", async () => {
  const table = "| a | b |\n|---|---|\n| 1 | 2 |";
  const guide = await buildGuide(rule("Be brief", "* Ten lines.", { why: table }));
  const window = await stage.open(lead, { path: `/guides/${guide}` });
  const { page } = window;
  const text = page.getByRole("textbox", { name: "Rule", exact: true });
  let release = (): void => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route(/formatted-text.*js/, async (route) => {
    await released;
    await route.continue();
  });
  await page.getByRole("button", { name: "Edit 1 Be brief" }).press("Enter");
  // Whoever is there before the editor has arrived is in it afterwards.
  await text.focus();
  release();
  await page.locator("[contenteditable]:focus").waitFor();
  await window.press("Control+End", "Enter");
  await page.keyboard.type("Say ");
  await window.press("Control+b");
  await page.keyboard.type("what counts");
  await window.press("Control+b");
  await page.keyboard.type(". See ");
  await window.press("Shift+Tab", "ArrowRight", "ArrowRight", "ArrowRight", "Enter");
  await page.getByLabel("Address").fill("https://example.org/a");
  await window.press("Enter");
  await page.locator("[contenteditable]:focus").waitFor();
  await text.getByRole("listitem").nth(1).getByText("what counts").waitFor();
  expect(await page.getByRole("textbox", { name: "Why" }).inputValue()).toBe(table);
  await page.getByText("Shown as Markdown: this text has").waitFor();
  await page.getByText("Saved", { exact: true }).waitFor();
  expect(await axeFindings(page)).toEqual([]);
  await window.press("Control+/");
  const written = "* Ten lines.\n* Say **what counts**. See <https://example.org/a>";
  await expect.poll(() => page.locator("textarea:focus").inputValue()).toBe(written);
  expect((await outline(guide))[0]!.content).toMatchObject({ statement: written, why: table });
  await window.visit(`/guides/${guide}`);
  await page.getByRole("button", { name: "Edit 1 Be brief" }).press("Enter");
  await expect.poll(() => text.inputValue()).toBe(written);
  await page.getByRole("button", { name: "Markdown source" }).press("Enter");
  await text.getByRole("listitem").first().waitFor();
  await window.press("Control+Enter");
  await page.getByRole("button", { name: "Edit 1 Be brief" }).waitFor();
  expect((await outline(guide))[0]!.content).toMatchObject({ statement: written, why: table });
  expectCalm(window);
});

test("rules merge, retire and come back, and the policy grid shows and fills its gaps", async () => {
  const policy = (topic: string, useCase: string) =>
    rule(`${topic} in ${useCase}`, "Say so.", {
      policy: { topic, useCase, stance: "decline" },
    });
  const guide = await buildGuide(
    policy("Medicine", "Chat"),
    policy("Medicine", "Role play"),
    policy("Law", "Chat"),
    rule("Be brief", "Ten lines."),
    rule("Be short", "Few words."),
  );
  const window = await stage.open(lead, { path: `/guides/${guide}?view=grid` });
  const { page } = window;
  await page.getByText("1 gap").waitFor();
  expect(await axeFindings(page)).toEqual([]);
  await page.getByRole("button", { name: "Write the rule for Law in Role play" }).press("Enter");
  await page.getByRole("heading", { name: "4 Law in Role play" }).waitFor();
  await page.getByRole("link", { name: "5 Be brief" }).press("Enter");
  await page.keyboard.press("m");
  await page.getByRole("dialog").getByRole("button", { name: "Merge", exact: true }).press("Enter");
  await page.getByText("“Be short” was merged into it").waitFor();
  await page.keyboard.press("x");
  await page.getByText("“Be brief” retired.").waitFor();
  await page.getByText("2 retired entries").press("Enter");
  await page.getByRole("button", { name: "Restore Be brief" }).press("Enter");
  await page.getByText("1 retired entry").waitFor();
  expect((await outline(guide)).map(({ content }) => content.title)).toContain("Be brief");
  expectCalm(window);
});
