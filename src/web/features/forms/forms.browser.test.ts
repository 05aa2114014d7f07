import { afterAll, beforeAll, expect, test } from "vitest";
import { contract } from "#contract/index.ts";
import { must } from "#server/testing/call.ts";
import { buildOrganization, type TestPerson } from "#server/testing/make.ts";
import { expectCalm, openStage, type Stage, type Window } from "../../browser.case.ts";

let stage: Stage;
let lead: TestPerson;

beforeAll(async () => {
  stage = await openStage();
  ({ owner: lead } = await buildOrganization(stage.test));
});
afterAll(() => stage?.stop());

/** A project whose form is open in the builder, its only question too. */
async function openBuilder(): Promise<{ window: Window; project: string }> {
  const { id } = await must(lead, contract.projects.create, {
    body: { name: "Forms", template: "demonstration" },
  });
  const window = await stage.open(lead, { path: `/projects/${id}/form` });
  await window.page.getByRole("button", { name: /^Write the best response/ }).click();
  return { window, project: id };
}
const question = (window: Window) => window.page.getByLabel("Question", { exact: true });
const stored = async (project: string) =>
  (await must(lead, contract.forms.draft, { params: { project } })).form.questions[0]?.title;

test("what was typed last is kept when one goes to another page at once", async () => {
  const { window, project } = await openBuilder();
  await question(window).fill("Written and left");
  await window.page.getByRole("link", { name: "Settings" }).click();
  await expect.poll(() => stored(project)).toBe("Written and left");
  expectCalm(window);
});

test("a form that is not whole says what is missing and is not saved", async () => {
  const { window, project } = await openBuilder();
  const before = await stored(project);
  await question(window).fill("");
  await window.page.getByText("Not saved: 1 thing needs fixing").waitFor();
  await window.page.getByText("Needs some text").waitFor();
  await expect.poll(() => window.page.getByRole("button", { name: "Publish" }).isDisabled()).toBe(true);
  expect(await stored(project)).toBe(before);
  await question(window).fill("Whole again");
  await window.page.getByText("Saved", { exact: true }).waitFor();
  expect(await stored(project)).toBe("Whole again");
});

test.each([
  ["Load their version", "Theirs"],
  ["Keep mine", "Mine"],
])("two who edit at once are told, and may choose: %s", async (choice, kept) => {
  const { window, project } = await openBuilder();
  const params = { project };
  const { form, rev } = await must(lead, contract.forms.draft, { params });
  const theirs = { ...form, questions: form.questions.map((one) => ({ ...one, title: "Theirs" })) };
  await must(lead, contract.forms.saveDraft, { params, body: { form: theirs, rev } });
  await question(window).fill("Mine");
  await window.page.getByText("Someone else changed this form in the meantime.").waitFor();
  await window.page.getByRole("button", { name: choice }).click();
  await window.page.getByText("Saved", { exact: true }).waitFor();
  expect(await stored(project)).toBe(kept);
  await window.page.getByRole("button", { name: new RegExp(`^${kept}`) }).waitFor();
  expectCalm(window);
});

test("an entry is moved by keys as far as one likes: the focus goes with it", async () => {
  const { window } = await openBuilder();
  const titles = window.page.locator("[id^='entry-'] [aria-expanded]");
  const first = await titles.first().textContent();
  await titles.first().focus();
  await window.press("Alt+ArrowDown", "Alt+ArrowDown");
  await expect.poll(() => titles.nth(2).textContent()).toBe(first);
  expectCalm(window);
});
