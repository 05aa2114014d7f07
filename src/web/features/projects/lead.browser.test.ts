import { afterAll, beforeAll, expect, test } from "vitest";
import { contract } from "#contract/index.ts";
import { addItems } from "#server/testing/add-items.ts";
import { must } from "#server/testing/call.ts";
import { buildOrganization, buildPerson, buildProject, join, type TestPerson } from "#server/testing/make.ts";
import { startWorker } from "#server/worker.ts";
import { expectCalm, openStage, type Stage } from "../../browser.case.ts";

/** What a lead does, each part on a project of its own. */
let stage: Stage;
let lead: TestPerson;
let trainer: TestPerson;
let worker: ReturnType<typeof startWorker>;

beforeAll(async () => {
  stage = await openStage();
  worker = startWorker(stage.test.services, true);
  const { org, owner } = await buildOrganization(stage.test);
  lead = owner;
  trainer = await buildPerson(stage.test, org, { name: "Tara" });
});
afterAll(async () => {
  await worker?.stop();
  await stage?.stop();
});

const PAIR = {
  preference: { choice: 0, strength: 1, criteria: { correctness: 0, helpfulness: 0, safety: "tie" } },
};
const CSV = `Frage,Antwort A,Antwort B,Sprache
${Array.from({ length: 12 }, (_, n) => `Was ist ${n}?,Antwort eins ${n},Antwort zwei ${n},de`).join("\n")}
,,,de
`;

/** A project with items that each have two responses. */
async function pairs(count: number, settings: { review: boolean } = { review: true }): Promise<string> {
  const project = await buildProject(lead, { template: "preference", settings });
  await join(lead, project, trainer, "trainer");
  const response = (content: string) => ({ messages: [{ role: "assistant" as const, content }] });
  await addItems(stage.test, lead, project, count, (n) => ({
    prompt: [{ role: "user", content: `Prompt ${n}` }],
    candidates: [response(`One ${n}`), response(`Two ${n}`)],
  }));
  return project;
}

test("makes a project, by keyboard", async () => {
  const window = await stage.open(lead, { path: "/projects/new" });
  const { page } = window;
  await page.getByLabel("Name").fill("Was ist besser?");
  await page.getByLabel("Form to start from").selectOption("preference");
  await page.getByLabel("Answers per item").fill("0");
  await page.getByLabel("Guide", { exact: true }).selectOption("write");
  await page.getByLabel("Instructions").fill("Prefer the **true** one.");
  await page.getByLabel("Name").press("Enter");
  await page.getByText("A whole number from 1 to 20").waitFor();
  await page.getByLabel("Answers per item").fill("1");
  await page.getByLabel("Answers per item").press("Enter");
  await page.getByRole("heading", { name: "Was ist besser?" }).waitFor();
  await page.getByRole("heading", { name: "Next steps" }).waitFor();
  expectCalm(window);
});

test("changes the form, sees it as the trainer will, publishes it, and publishes it again", async () => {
  const { id } = await must(lead, contract.projects.create, {
    body: { name: "Pairs", template: "preference" },
  });
  const window = await stage.open(lead, { path: `/projects/${id}/form` });
  const { page } = window;
  await page.getByRole("button", { name: "Add a question" }).press("Enter");
  await page.getByRole("menuitem", { name: /^Slider/ }).press("Enter");
  await page.getByLabel("Question", { exact: true }).fill("How sure?");
  await page.getByLabel("Label at 0").fill("A guess");
  const preview = page.getByRole("region", { name: "Preview" });
  await preview.getByText("A guess").waitFor();
  const order = () =>
    preview
      .locator("[data-question]")
      .evaluateAll((all) => all.map((one) => (one as HTMLElement).dataset.question));
  // Focus goes with the entry, so that the next press moves it on: up twice, and down again.
  await page.getByRole("button", { name: "Move How sure? up" }).focus();
  await window.press("Enter", "Enter");
  await expect.poll(order).toEqual(["slider", "preference", "reason"]);
  await window.press("Enter", "Enter");
  await expect.poll(order).toEqual(["preference", "reason", "slider"]);
  await page.getByText("Saved", { exact: true }).waitFor();
  await page.getByRole("button", { name: "Publish" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByText("Question added: How sure?").waitFor();
  await dialog.getByRole("button", { name: "Publish version 1" }).click();
  await page.getByText("Version 1 is published.").waitFor();

  await page.getByRole("button", { name: "Remove How sure?" }).click();
  await page.getByText("Saved", { exact: true }).waitFor();
  await page.getByRole("button", { name: "Publish" }).click();
  await dialog.getByText("Question removed: How sure?").waitFor();
  await dialog.getByRole("button", { name: "Publish version 2" }).click();
  await page.getByRole("link", { name: "Version 1" }).click();
  await page.getByRole("region", { name: "Preview" }).getByText("A guess").waitFor();
  expectCalm(window);
});

test("imports a dropped file without touching its mapping, and sees the line that could not be read", async () => {
  const project = await buildProject(lead, { template: "preference" });
  const window = await stage.open(lead, { path: `/projects/${project}/imports` });
  const { page } = window;
  const dropped = await page.evaluateHandle((text) => {
    const data = new DataTransfer();
    data.items.add(new File([text], "fragen.csv", { type: "text/csv" }));
    return data;
  }, CSV);
  await page
    .getByRole("region", { name: "Drop a file here" })
    .dispatchEvent("drop", { dataTransfer: dropped });
  await page.getByText("Was ist 0?").first().waitFor();
  await expect.poll(() => page.getByLabel("Antwort A is mapped to").inputValue()).toBe("response");
  await page.getByRole("button", { name: "Import this file" }).click();
  await page.getByText("12 items added.").waitFor();
  await page.getByText("holds no prompt and no response").waitFor();
  expectCalm(window);
});

test("filters items, keeps the filter in the address, withdraws them and undoes it", async () => {
  const project = await pairs(14);
  const window = await stage.open(lead, { path: `/projects/${project}/items` });
  const { page } = window;
  await page.getByLabel("Attribute", { exact: true }).selectOption("skill");
  await page.getByLabel("Value of skill").fill("rewriting");
  await expect.poll(() => page.getByRole("row").count()).toBe(3);
  await page.reload();
  await expect.poll(() => page.getByRole("row").count()).toBe(3);
  await page.getByLabel("Select all on this page").check();
  await page.getByRole("button", { name: "Withdraw", exact: true }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Withdraw 2 items" }).click();
  await page.getByText("2 items withdrawn.").waitFor();
  await page.getByRole("cell", { name: "withdrawn" }).first().waitFor();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect.poll(() => page.getByRole("cell", { name: "withdrawn" }).count()).toBe(0);
  await page.getByRole("button", { name: "Clear all filters" }).click();
  await expect.poll(() => page.getByRole("row").count()).toBe(15);
  expectCalm(window);
});

test("goes from an item to the next of the list it was found in, by keys, and back to that list", async () => {
  const project = await pairs(14);
  const window = await stage.open(lead, { path: `/projects/${project}/items?attribute=skill%3Arewriting` });
  const { page } = window;
  const listed = () => page.getByRole("rowheader").allInnerTexts();
  await expect.poll(listed).toHaveLength(2);
  const texts = await listed();
  await page.getByRole("link", { name: texts[0]! }).click();
  const shows = (text: string) => page.getByText(text).first().waitFor();
  await page.getByRole("link", { name: "Next" }).waitFor();
  await window.press("j");
  await page.getByRole("link", { name: "Previous" }).waitFor();
  await expect.poll(() => page.getByRole("link", { name: "Next" }).count()).toBe(0);
  await shows(texts[1]!);
  await window.press("k");
  await shows(texts[0]!);
  await page.getByRole("navigation", { name: "Breadcrumbs" }).getByRole("link", { name: "Items" }).click();
  await expect.poll(listed).toEqual(texts);
  expectCalm(window);
});

test("pages through items by a key pressed twice too often, keeps the focus, and starts anew with a filter", async () => {
  const project = await pairs(101);
  const { page } = await stage.open(lead, { path: `/projects/${project}/items` });
  let answer: () => void = () => undefined;
  const late = new Promise<void>((resolve) => {
    answer = resolve;
  });
  await page.route("**/items?*after=*", async (route) => {
    await late;
    await route.continue();
  });
  const next = page.getByRole("button", { name: "Next" });
  await next.press("Enter");
  await next.press("Enter");
  answer();
  await page.getByText("Page 2 · 101 items").waitFor();
  await page.getByRole("link", { name: "Prompt 51" }).waitFor();
  await page.getByRole("button", { name: "Previous" }).press("Enter");
  await page.getByText("Page 1 · 101 items").waitFor();
  await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe("Previous");
  await next.press("Enter");
  await page.getByText("Page 2 · 101 items").waitFor();
  await page.getByLabel("Order").selectOption("-position");
  await page.getByText("Page 1 · 101 items").waitFor();
});

test("adds a person of the organization, and invites another by a link", async () => {
  const project = await buildProject(lead);
  const window = await stage.open(lead, { path: `/projects/${project}/people` });
  const { page } = window;
  await page.getByRole("button", { name: "Add a person" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Person in the organization").selectOption(trainer.id);
  await dialog.getByRole("button", { name: "Add a person" }).click();
  await page.getByRole("rowheader", { name: "Tara" }).waitFor();
  await page.getByRole("button", { name: "Add a person" }).click();
  await page.getByRole("tab", { name: "Invite someone new" }).click();
  await dialog.getByLabel("Name").fill("Nadia");
  await dialog.getByRole("button", { name: "Create link" }).click();
  await expect.poll(() => page.getByLabel("Link for Nadia").inputValue()).toMatch(/^http.*\/link/);
  await page.getByRole("button", { name: "Done" }).click();
  await page.getByRole("rowheader", { name: "Nadia" }).waitFor();
  expectCalm(window);
});

test("sees who holds what and frees it, finds the late answer by its value, and sees the item's whole history", async () => {
  const project = await pairs(2);
  const params = { project };
  const { assignment } = await must(trainer, contract.work.claim, { params, body: {} });
  const window = await stage.open(lead, { path: `/projects/${project}/leases` });
  const { page, visit } = window;
  await page.getByRole("button", { name: "Unassign the item Tara has open" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Unassign" }).click();
  await page.getByText("No items open right now").waitFor();
  await must(trainer, contract.work.submit, {
    params: { project, assignment: assignment!.id },
    body: { body: { ...PAIR, preference: { ...PAIR.preference, choice: "tie", strength: undefined } } },
  });
  await visit(`/projects/${project}/items`);
  await page.getByLabel("Answer to").selectOption({ label: "Which response is better?" });
  await page.getByLabel("Answer", { exact: true }).selectOption({ label: "a tie" });
  await expect.poll(() => page.getByRole("rowheader").count()).toBe(1);
  await page.getByRole("rowheader").first().getByRole("link").click();
  await page.getByRole("heading", { name: "Answer by Tara" }).waitFor();
  await page.getByText("Unassigned by the lead").waitFor();
  await page.getByRole("button", { name: "Start a thread" }).press("Enter");
  await page.keyboard.type("Look at this one.");
  await page.keyboard.press("Control+Enter");
  await page.getByText("Look at this one.").waitFor();
  expectCalm(window);
});

test("makes a release, downloads a file and verifies every byte", async () => {
  const project = await pairs(2, { review: false });
  const params = { project };
  const { assignment } = await must(trainer, contract.work.claim, { params, body: {} });
  await must(trainer, contract.work.submit, {
    params: { project, assignment: assignment!.id },
    body: { body: PAIR },
  });
  const window = await stage.open(lead, { path: `/projects/${project}/releases/new` });
  const { page } = window;
  await page.getByRole("button", { name: "Create release" }).click();
  await page.getByText("Choose at least one format").waitFor();
  await page.getByLabel("Name").fill("Erste");
  await page.getByText("1 item with 1 answer").waitFor();
  await page.getByLabel("Everything (raw JSONL)").check();
  await page.getByRole("button", { name: "Create release" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Create release" }).click();
  const coming = page.waitForEvent("download");
  await page.getByRole("link", { name: "Download raw.jsonl" }).click();
  const file = await coming;
  expect(file.suggestedFilename()).toBe("raw.jsonl");
  expect(await file.createReadStream().then((stream) => stream.toArray())).toHaveLength(1);
  await page.getByRole("button", { name: "Verify" }).click();
  await page.getByText("Verified: identical").waitFor();
  expectCalm(window);
});

test("pauses the project after seeing what that does, and undoes it", async () => {
  const project = await buildProject(lead);
  const window = await stage.open(lead, { path: `/projects/${project}/settings` });
  const { page } = window;
  await page.getByRole("button", { name: "Pause" }).click();
  await page.getByRole("dialog").getByText("No new work is handed out", { exact: false }).waitFor();
  await page.getByRole("dialog").getByRole("button", { name: "Pause" }).click();
  await page.getByText("The project is paused.").waitFor();
  await page.getByRole("button", { name: "Undo" }).click();
  await page.getByText("open", { exact: true }).waitFor();
  expect((await must(lead, contract.projects.get, { params: { project } })).state).toBe("open");
  expectCalm(window);
});
