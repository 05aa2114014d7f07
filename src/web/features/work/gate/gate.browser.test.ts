import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { contract } from "#contract/index.ts";
import { RuleContent, type Verdict } from "#guide/index.ts";
import { addItems } from "#server/testing/add-items.ts";
import { must } from "#server/testing/call.ts";
import { buildOrganization, buildPerson, buildProject, join, type TestPerson } from "#server/testing/make.ts";
import { axeFindings, expectCalm, openStage, type Stage } from "../../../browser.case.ts";

const { gates, guideDrafts, guides } = contract;
let stage: Stage;
let lead: TestPerson;
let trainer: TestPerson;
beforeAll(async () => {
  stage = await openStage();
  const { org, owner } = await buildOrganization(stage.test);
  lead = owner;
  trainer = await buildPerson(stage.test, org, { name: "Tarek" });
});
afterAll(() => stage?.stop());

const example = (verdict: Verdict) => ({
  id: randomUUID(),
  verdict,
  prompt: "What is yeast?",
  response: `A ${verdict} answer about yeast.`,
  why: "It has three sentences.",
});

/** A project whose guide has changed in one rule since the trainer worked last. */
async function buildCase(verdicts: Verdict[]) {
  const project = await buildProject(lead, { settings: { review: false } });
  const params = { project };
  await join(lead, project, trainer, "trainer");
  await addItems(stage.test, lead, project, 8);
  const guide = await must(lead, guideDrafts.create, { body: { title: "House style" } });
  const at = { params: { guide: guide.id } };
  const rule = (statement: string, examples: ReturnType<typeof example>[]) =>
    RuleContent.parse({ kind: "rule", title: "Short", statement, examples });
  const added = await must(lead, guideDrafts.addEntry, {
    ...at,
    body: { content: rule("Three sentences at most.", []) },
  });
  const publish = async (gated: boolean) => {
    const { rev } = await must(lead, guideDrafts.get, at);
    await must(lead, guideDrafts.publish, { ...at, body: { rev, gate: gated ? {} : null } });
  };
  await publish(false);
  await must(lead, guides.adopt, { params, body: { guide: guide.id } });
  const [entry] = added.entries;
  await must(lead, guideDrafts.saveEntry, {
    params: { guide: guide.id, entry: entry!.id },
    body: { base: entry!.revision, content: rule("Two sentences at most.", verdicts.map(example)) },
  });
  await publish(true);
  return { project, params, guide: guide.id };
}

test("the change is read by keyboard alone, a wrong answer is explained, and the item is there", async () => {
  const { project, params } = await buildCase(["good", "bad"]);
  const window = await stage.open(trainer, { path: `/projects/${project}/work` });
  const { page, press } = window;
  await page.getByRole("heading", { name: "The guide has changed" }).waitFor();
  await page.getByText("Two sentences at most.").waitFor();
  expect(await page.locator("textarea").count()).toBe(0);
  expect(await axeFindings(page)).toEqual([]);

  await press("Control+Enter");
  await page.getByText("Choose an answer for each question first.").waitFor();
  // The first radio of each group is Good: one of the two questions is wrong.
  await page.getByRole("radio", { name: "Good" }).first().focus();
  await press("Space", "Tab", "Tab", "Space", "Control+Enter"); // past "This question is wrong"
  await page.getByText("Good isn't right for this example").waitFor();
  await page.getByText("It has three sentences.").waitFor();
  expect(await axeFindings(page)).toEqual([]);

  await page.getByRole("radio", { name: "Bad" }).focus();
  await press("Space", "Control+Enter");
  await page.locator("textarea").waitFor();
  await page.keyboard.type("Yeast is a fungus.");
  const { rows } = await must(lead, gates.list, { params });
  expect(rows).toMatchObject([{ passed: 1 }]);
  expectCalm(window);
});

test("a gate with nothing to read is tried once more, then the page says that work is held back", async () => {
  const { project } = await buildCase([]);
  const window = await stage.open(trainer, { path: "/" });
  const { page } = window;
  await page.route("**/gate", (route) => route.fulfill({ json: { reading: null } }));
  let claims = 0;
  page.on("request", (request) => void (request.url().endsWith("/claim") && claims++));
  await page.goto(new URL(`/projects/${project}/work`, page.url()).href);
  await page.getByText("There is nothing to read, but your next item is held back").waitFor();
  expect(claims).toBe(2);
  await page.unroute("**/gate");
  await page.getByRole("button", { name: "Try again" }).click();
  await page.getByRole("heading", { name: "The guide has changed" }).waitFor();
});

test("a quiet line says which rule changed since the item in hand was handed over", async () => {
  const { project, params, guide } = await buildCase([]);
  const { reading } = await must(trainer, gates.reading, { params });
  const body = { gate: reading!.gate, version: reading!.to.id };
  await must(trainer, gates.acknowledge, { params, body });
  const window = await stage.open(trainer, { path: "/" });
  const { page } = window;
  await page.clock.install();
  await page.goto(new URL(`/projects/${project}/work`, page.url()).href);
  await page.locator("textarea").waitFor();
  const { entries } = await must(lead, guideDrafts.get, { params: { guide } });
  const content = RuleContent.parse({ kind: "rule", title: "Short", statement: "One sentence." });
  const { rev } = await must(lead, guideDrafts.saveEntry, {
    params: { guide, entry: entries[0]!.id },
    body: { base: entries[0]!.revision, content },
  });
  await must(lead, guideDrafts.publish, { params: { guide }, body: { rev, gate: {} } });
  await page.clock.fastForward("00:30");
  await page.getByText("Changed since you began: 1 Short.").waitFor();
  await page.locator("textarea").waitFor();
  expect(await axeFindings(page)).toEqual([]);
  expectCalm(window);
});

test("the lead chooses who has to read before publishing, and sees who has", async () => {
  const { project, guide, params } = await buildCase([]);
  const window = await stage.open(lead, { path: `/projects/${project}/guide` });
  const { page } = window;
  await page.getByText("0 of 2 have read it").waitFor();
  await page.getByRole("button", { name: "Show who" }).click();
  await page.getByText("Tarek").waitFor();
  expect(await axeFindings(page)).toEqual([]);

  const { entries } = await must(lead, guideDrafts.get, { params: { guide } });
  const content = RuleContent.parse({ kind: "rule", title: "Short", statement: "One sentence." });
  await must(lead, guideDrafts.saveEntry, {
    params: { guide, entry: entries[0]!.id },
    body: { base: entries[0]!.revision, content },
  });
  await page.goto(new URL(`/guides/${guide}`, page.url()).href);
  await page.getByRole("button", { name: "Publish" }).first().click();
  await page.getByText("A project: 1 of 1 queue, 2 readers").waitFor();
  await page.getByLabel("Who has to read it").selectOption("next");
  expect(await axeFindings(page)).toEqual([]);
  await page.getByRole("button", { name: "Publish version 3" }).click();
  await page.getByText("Version 3 is published.").waitFor();
  const { rows } = await must(lead, gates.list, { params });
  expect(rows.map(({ gate, version }) => [gate, version.n])).toEqual([
    [2, 3],
    [1, 2],
  ]);
  expectCalm(window);
});
