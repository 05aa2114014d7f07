import { afterAll, beforeAll, expect, test } from "vitest";
import { contract } from "#contract/index.ts";
import { addItems } from "#server/testing/add-items.ts";
import { must } from "#server/testing/call.ts";
import { buildOrganization, buildPerson, buildProject, type TestPerson } from "#server/testing/make.ts";
import { axeFindings, expectCalm, openStage, type Stage, type Window } from "../../browser.case.ts";

let stage: Stage;
let owner: TestPerson;

beforeAll(async () => {
  stage = await openStage();
  ({ owner } = await buildOrganization(stage.test));
});
afterAll(() => stage?.stop());

/** Somebody new in the list, and the menu of what can be done about them open by keyboard. */
async function menuOf(name: string): Promise<{ window: Window; person: TestPerson }> {
  const person = await buildPerson(stage.test, owner.org, { name });
  const window = await stage.open(owner, { path: "/people" });
  await window.page.getByRole("button", { name: `Actions for ${name}` }).press("Enter");
  return { window, person };
}
const found = async (id: string) =>
  (await must(owner, contract.people.list, {})).rows.find((person) => person.id === id)!;

test("a new link lets a person in once, and says whom it is for", async () => {
  const { window } = await menuOf("Lena");
  const { page } = window;
  await page.getByRole("menuitem", { name: "New sign-in link" }).press("Enter");
  await page.getByRole("button", { name: "Create link" }).click();
  const link = await page.getByRole("textbox", { name: "Link for Lena" }).inputValue();
  const guest = await stage.open(null, { path: link });
  await guest.page.getByText("Lena").first().waitFor();
  expectCalm(window);
});

test("a program is added by its form; its key takes work, and is listed under the program's name", async () => {
  const { owner: admin } = await buildOrganization(stage.test);
  const [project, other] = [await buildProject(admin), await buildProject(admin)];
  const rename = (id: string, name: string) =>
    must(admin, contract.projects.update, { params: { project: id }, body: { name } });
  await rename(other, "For people");
  await rename(project, "For programs");
  await addItems(stage.test, admin, project, 1);
  const window = await stage.open(admin, { path: "/people/keys" });
  const { page } = window;
  const dialog = page.getByRole("dialog");
  await page.getByRole("button", { name: "Add a program" }).first().press("Enter");
  await dialog.getByLabel("Name", { exact: true }).fill("Echo bot");
  const choice = dialog.getByLabel("Project", { exact: true });
  await expect.poll(() => choice.inputValue()).toBe(other);
  await choice.selectOption({ label: "For programs" });
  expect(await axeFindings(page)).toEqual([]);
  await dialog.getByRole("button", { name: "Add a program" }).press("Enter");
  const secret = await dialog.getByLabel("Key of Echo bot").inputValue();
  const program = { url: stage.test.url, headers: { authorization: `Bearer ${secret}` } };
  const taken = await must(program, contract.work.batch, { params: { project }, body: { take: 5 } });
  expect(taken.assignments).toHaveLength(1);
  await dialog.getByRole("button", { name: "Done" }).press("Enter");
  const row = page.getByRole("row", { name: "Echo bot" });
  await row.getByText("program", { exact: true }).waitFor();
  await row.getByText("For programs").waitFor();
  expect(await page.getByText(secret).count()).toBe(0);
  expectCalm(window);
});

test("everyone's API keys are listed, and one is revoked", async () => {
  const person = await buildPerson(stage.test, owner.org, { name: "Kim" });
  await must(person, contract.keys.create, { body: { name: "nightly", scopes: ["read", "write"] } });
  const window = await stage.open(owner, { path: "/people" });
  const { page } = window;
  await page.getByRole("link", { name: "API keys" }).press("Enter");
  await page.getByRole("row", { name: "nightly" }).getByText("Kim").waitFor();
  expect(await axeFindings(page)).toEqual([]);
  await page.getByRole("button", { name: "Revoke the key nightly of Kim" }).press("Enter");
  await page.getByRole("dialog").getByRole("button", { name: "Revoke" }).click();
  await page.getByText("Key revoked").waitFor();
  await page.getByText("No API keys").waitFor();
  expect((await must(person, contract.keys.list, {})).rows).toEqual([]);
  expectCalm(window);
});

test("blocking ends somebody's sessions at once, and undo lets them in again", async () => {
  const { window, person } = await menuOf("Bert");
  const { page } = window;
  await page.getByRole("menuitem", { name: "Block" }).press("Enter");
  await page
    .getByRole("dialog")
    .getByText("All their sessions and keys end right away", { exact: false })
    .waitFor();
  await page.getByRole("dialog").getByRole("button", { name: "Block" }).click();
  await page.getByText("Bert is blocked.").waitFor();
  expect(await found(person.id)).toMatchObject({ blocked: true });
  await page.getByRole("button", { name: "Undo" }).click();
  await expect.poll(async () => (await found(person.id)).blocked).toBe(false);
  expectCalm(window);
});

test("the languages that somebody speaks are set by name and level, and shown in the list and to themselves", async () => {
  const { window, person } = await menuOf("Lingua");
  const { page } = window;
  await page.getByRole("menuitem", { name: "Languages" }).press("Enter");
  await page.getByLabel("Language tag").fill("de at");
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByText("Not a language tag").waitFor();
  await page.getByLabel("Language tag").fill("de-at");
  await page.getByLabel("Level").selectOption("native");
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByText("Languages of Lingua saved.").waitFor();
  await page.getByRole("row", { name: "Lingua" }).getByText("Austrian German (native)").waitFor();
  expect((await found(person.id)).languages).toEqual([{ tag: "de-AT", level: "native" }]);
  const own = await stage.open(person, { path: "/account" });
  await own.page.getByText("Austrian German (native)").waitFor();
  expectCalm(window);
});

test("erasing asks for the name, and then nobody can tell who it was", async () => {
  const { window, person } = await menuOf("Edda Erased");
  const { page } = window;
  await page.getByRole("menuitem", { name: "Erase" }).press("Enter");
  const erase = page.getByRole("dialog").getByRole("button", { name: "Erase" });
  expect(await erase.isDisabled()).toBe(true);
  await page.getByLabel("Type Edda Erased to confirm").fill("Edda Erased");
  await erase.click();
  await page.getByText("Name and address erased.").waitFor();
  await expect.poll(() => page.getByText("Edda").count()).toBe(0);
  expect(await found(person.id)).toMatchObject({ erased: true, email: null });
  expectCalm(window);
});

test("a menu hears the next key at once, however late the next frame comes", async () => {
  await buildPerson(stage.test, owner.org, { name: "Fast Fingers" });
  const window = await stage.open(owner, { path: "/people" });
  await window.page.evaluate(() => {
    globalThis.requestAnimationFrame = () => 0;
  });
  await window.page.getByRole("button", { name: "Actions for Fast Fingers" }).focus();
  await window.press("Enter", "End", "Enter");
  await window.page.getByLabel("Type Fast Fingers to confirm").waitFor();
  expectCalm(window);
});

test("a menu whose first entry is not possible is still used by keys, and a letter in it stays in it", async () => {
  const person = await buildPerson(stage.test, owner.org, { name: "Blocked Already" });
  await must(owner, contract.people.update, { params: { person: person.id }, body: { blocked: true } });
  const window = await stage.open(owner, { path: "/people" });
  const { page } = window;
  await page.getByRole("button", { name: "Actions for Blocked Already" }).focus();
  await window.press("Enter", "Enter", "?", "ArrowDown", "Enter");
  await page.getByRole("dialog", { name: "Role of Blocked Already" }).waitFor();
  expectCalm(window);
});

test("a dialog that was closed by its buttons gives the focus back to where it was opened", async () => {
  const { window } = await menuOf("Back Again");
  const { page } = window;
  await page.getByRole("menuitem", { name: "Erase" }).press("Enter");
  await page.getByRole("dialog").getByRole("button", { name: "Cancel" }).press("Enter");
  await page.getByRole("dialog").waitFor({ state: "detached" });
  const opener = page.getByRole("button", { name: "Actions for Back Again" });
  await expect.poll(() => opener.evaluate((button) => button === document.activeElement)).toBe(true);
  expectCalm(window);
});

test("on a phone a person's languages keep lines of several words", async () => {
  const person = await buildPerson(stage.test, owner.org, { name: "Polyglot" });
  const languages = ["de", "fr", "es", "ar", "hi", "ja"].map((tag) => ({ tag, level: "fluent" as const }));
  await must(owner, contract.people.update, { params: { person: person.id }, body: { languages } });
  const window = await stage.open(owner, { path: "/people", width: 390 });
  const row = window.page.getByRole("row", { name: "Polyglot" });
  await row.waitFor();
  expect((await row.boundingBox())!.height).toBeLessThan(150);
  expectCalm(window);
});
