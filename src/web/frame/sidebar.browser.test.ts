import { afterAll, beforeAll, expect, test } from "vitest";
import { buildOrganization, buildProject, type TestPerson } from "#server/testing/make.ts";
import { axeFindings, openStage, type Stage, type Window } from "../browser.case.ts";

let stage: Stage;
let lead: TestPerson;
let path: string;

beforeAll(async () => {
  stage = await openStage();
  lead = (await buildOrganization(stage.test)).owner;
  path = `/projects/${await buildProject(lead)}`;
});
afterAll(() => stage?.stop());

const nav = ({ page }: Window) => page.getByRole("navigation", { name: "Project" });
const focused = ({ page }: Window) => page.evaluate(() => document.activeElement?.textContent);

test("beside a wide page the keyboard goes through the pages of the project and on to the heading", async () => {
  const window = await stage.open(lead, { path: `${path}/items`, width: 1280 });
  await nav(window).locator("[aria-current=page]", { hasText: "Items" }).focus();
  await window.press("Shift+Tab", "Shift+Tab", "Shift+Tab", "Enter");
  await window.page.waitForURL(`**${path}/guide`);
  await window.page.waitForFunction(() => document.activeElement?.matches("h1"));
  expect(await nav(window).locator("[aria-current]").allTextContents()).toEqual(["Guide"]);
});

test("the page above stays marked on a page below it", async () => {
  const window = await stage.open(lead, { path: `${path}/releases/new`, width: 1280 });
  expect(await nav(window).locator("[aria-current=true]").textContent()).toBe("Releases");
});

test("on a phone the pages are in a drawer, which takes the focus and gives it back", async () => {
  const window = await stage.open(lead, { path: `${path}/items`, width: 390 });
  const open = nav(window).getByRole("button", { name: "A project" });
  const drawer = window.page.getByRole("dialog", { name: "Project" });
  const isBack = () => open.evaluate((button) => button === document.activeElement);
  await open.press("Enter");
  await drawer.waitFor();
  expect(await focused(window)).toBe("Items");
  expect(await axeFindings(window.page)).toEqual([]);
  await window.press("Escape");
  expect(await isBack()).toBe(true);
  await open.press("Enter");
  await drawer.getByRole("button", { name: "Close" }).press("Enter");
  expect(await isBack()).toBe(true);
  await open.press("Enter");
  await window.press("Tab", "Tab", "Enter");
  await window.page.waitForURL(`**${path}/releases`);
  await window.page.waitForFunction(() => document.activeElement?.matches("h1"));
  expect(await drawer.count()).toBe(0);
});
