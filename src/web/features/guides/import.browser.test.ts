import { afterAll, beforeAll, expect, test } from "vitest";
import { contract } from "#contract/index.ts";
import { must } from "#server/testing/call.ts";
import { buildOrganization, type TestPerson } from "#server/testing/make.ts";
import { axeFindings, expectCalm, openStage, type Stage } from "../../browser.case.ts";

const { guideDrafts: drafts } = contract;
let stage: Stage;
let lead: TestPerson;

beforeAll(async () => {
  stage = await openStage();
  ({ owner: lead } = await buildOrganization(stage.test));
});
afterAll(() => stage?.stop());

const file = (text: string) => ({ name: "style.md", mimeType: "text/markdown", buffer: Buffer.from(text) });
const titlesOf = async (guide: string) => {
  const { entries } = await must(lead, drafts.get, { params: { guide } });
  return entries.filter(({ retired }) => retired === null).map(({ content }) => content.title);
};

const TEXT = `# Tone

## 1. Be kind

Say it kindly.

Thank people.

## 2. Be brief

**Good:** Yes.

## 3. Odds and ends

Anything else. See 9.9.
`;

test("a file becomes a guide by keyboard, and an edited file proposals that are taken one by one", async () => {
  const window = await stage.open(lead, { path: "/guides/import" });
  const { page } = window;
  await page.getByText("Drop a guide's file here").waitFor();
  await page.locator('input[type="file"]').setInputFiles(file(TEXT));
  await page.getByRole("heading", { name: "1 Be kind" }).waitFor();
  await page.getByRole("region", { name: "In the file" }).getByText("Thank people.").waitFor();
  await page.getByText("References to other entries (1)").click();
  await page.getByText("was not found").waitFor();
  expect(await axeFindings(page)).toEqual([]);
  await page.keyboard.press("s");
  await page.getByRole("dialog").getByRole("button", { name: "Split", exact: true }).press("Enter");
  await page.getByRole("link", { name: "2 Thank people" }).waitFor();
  for (const key of ["j", "j", "j"]) await page.keyboard.press(key);
  await page.getByRole("heading", { name: "4 Odds and ends" }).waitFor();
  await page.keyboard.press("Alt+ArrowUp");
  await page.getByRole("heading", { name: "3 Odds and ends" }).waitFor();
  await page.keyboard.press("m");
  await page.getByRole("heading", { name: "2 Thank people" }).waitFor();
  expect(await page.getByLabel("Title").inputValue()).toBe("Tone");
  await page.getByRole("button", { name: "Create the guide" }).press("Enter");
  await page.getByRole("heading", { name: "1 Be kind" }).waitFor();
  const id = new URL(page.url()).pathname.split("/").at(-1)!;
  expect(await titlesOf(id)).toEqual(["Be kind", "Thank people", "Be brief"]);

  await window.visit(`/guides/import?guide=${id}`);
  const edited = TEXT.replace("Say it kindly.", "Say it kindly and simply.").replace(
    "Odds and ends",
    "Be exact",
  );
  await page
    .locator('input[type="file"]')
    .setInputFiles(file(edited.replace("Anything else. See 9.9.", "Count twice.")));
  await page.getByText("Reworded").waitFor();
  await page.getByRole("region", { name: "In the file" }).getByText("kindly and simply").waitFor();
  expect(await axeFindings(page)).toEqual([]);
  await page.keyboard.press("t");
  await page.getByText("Count twice.").waitFor();
  await page.keyboard.press("t");
  await page.getByText("No longer in the file.").waitFor();
  expect(await titlesOf(id)).toEqual(["Be kind", "Thank people", "Be brief", "Be exact"]);
  await page.keyboard.press("x");
  await page.getByText("No proposals left").waitFor();
  expect(await titlesOf(id)).toContain("Thank people");

  await window.visit("/guides/import");
  await page.locator('input[type="file"]').setInputFiles({ ...file("%PDF"), name: "x.pdf" });
  await page.getByText("The file is no PDF, or is damaged.").waitFor();
  expectCalm(window);
});
