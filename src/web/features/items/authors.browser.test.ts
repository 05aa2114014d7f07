import { afterAll, beforeAll, expect, test } from "vitest";
import { contract } from "#contract/index.ts";
import { addItems } from "#server/testing/add-items.ts";
import { must, type Visitor } from "#server/testing/call.ts";
import { buildOrganization, buildPerson, buildProject, join, type TestPerson } from "#server/testing/make.ts";
import { startWorker } from "#server/worker.ts";
import { expectCalm, openStage, type Stage } from "../../browser.case.ts";

let stage: Stage;
let lead: TestPerson;
let worker: ReturnType<typeof startWorker>;

beforeAll(async () => {
  stage = await openStage();
  worker = startWorker(stage.test.services, true);
  ({ owner: lead } = await buildOrganization(stage.test));
});
afterAll(async () => {
  await worker?.stop();
  await stage?.stop();
});

/** Takes the next item of a project and answers it. */
async function answer(who: Visitor, project: string, response: string): Promise<void> {
  const { assignment } = await must(who, contract.work.claim, { params: { project }, body: {} });
  const params = { project, assignment: assignment!.id };
  await must(who, contract.work.submit, { params, body: { body: { response } } });
}

test("a lead filters items by author, a program among them, and follows one to its answer", async () => {
  const project = await buildProject(lead, { settings: { review: false } });
  const trainer = await buildPerson(stage.test, lead.org, { name: "Tara" });
  await join(lead, project, trainer, "trainer");
  await addItems(stage.test, lead, project, 3);
  const named = { body: { name: "Echo bot", project } };
  const { program, secret } = await must(lead, contract.people.addProgram, named);
  await answer(trainer, project, "Written by Tara");
  const bot = { url: stage.test.url, headers: { authorization: `Bearer ${secret}` } };
  await answer(bot, project, "Echoed by a program");
  const query = { author: program.id };
  const found = async () =>
    (await must(lead, contract.search.items, { params: { project }, query })).rows.length;
  await expect.poll(found, { timeout: 20_000 }).toBe(1); // the index follows the log

  const window = await stage.open(lead, { path: `/projects/${project}/items` });
  const { page } = window;
  const author = page.getByLabel("Author");
  const links = page.getByRole("table").getByRole("link", { name: /^Prompt/ });
  await author.selectOption({ label: "Echo bot" });
  await expect.poll(() => links.allInnerTexts()).toEqual(["Prompt 1"]);
  expect(new URL(page.url()).searchParams.get("author")).toBe(program.id);
  await author.selectOption({ label: "Tara" });
  await expect.poll(() => links.allInnerTexts()).toEqual(["Prompt 0"]);
  await author.selectOption({ label: "Echo bot" });
  await page.getByRole("link", { name: "Prompt 1" }).click();
  await page.getByRole("region", { name: "Answer by Echo bot" }).getByText("Echoed by a program").waitFor();
  expectCalm(window);
});

test("who may still have to review an item sees it without its answers, names and history, until it is done", async () => {
  const project = await buildProject(lead, { settings: { review: true } });
  const [writer, reviewer] = await Promise.all(
    ["Wanda", "Rufus"].map((name) => buildPerson(stage.test, lead.org, { name })),
  );
  await join(lead, project, writer!, "trainer");
  await join(lead, project, reviewer!, "reviewer");
  const [item] = await addItems(stage.test, lead, project, 1);
  await answer(writer!, project, "Whose words are these?");

  const window = await stage.open(reviewer!);
  const { page } = window;
  const bytes: Promise<string>[] = [];
  page.on("response", (response) => {
    if (response.url().includes(item!)) bytes.push(response.text().catch(() => ""));
  });
  await window.visit(`/projects/${project}/items/${item}`);
  await page.getByText("shown once it is done", { exact: false }).waitFor();
  await page.getByText("Prompt 0").first().waitFor();
  expect(await page.getByRole("heading", { name: "Timeline" }).count()).toBe(0);
  expect((await Promise.all(bytes)).join()).not.toMatch(/Wanda|Whose words/);

  const { assignment } = await must(reviewer!, contract.work.claim, { params: { project }, body: {} });
  const params = { project, assignment: assignment!.id };
  await must(reviewer!, contract.work.review, { params, body: { decision: "accept" } });
  await page.reload();
  await page.getByRole("region", { name: "Answer by Wanda" }).getByText("Whose words are these?").waitFor();
  await page.getByRole("heading", { name: "Timeline" }).waitFor();
  expectCalm(window);
});
