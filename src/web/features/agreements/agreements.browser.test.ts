import { afterAll, beforeAll, expect, test } from "vitest";
import { contract } from "#contract/index.ts";
import { addItems } from "#server/testing/add-items.ts";
import { must } from "#server/testing/call.ts";
import { buildOrganization, buildPerson, buildProject, join, type TestPerson } from "#server/testing/make.ts";
import { axeFindings, expectCalm, keptIn, openStage, type Stage } from "../../browser.case.ts";

const { agreements } = contract;
let stage: Stage;
let lead: TestPerson;
beforeAll(async () => {
  stage = await openStage();
  ({ owner: lead } = await buildOrganization(stage.test));
});
afterAll(() => stage?.stop());

const TEXT = "# Keep it to yourself\n\nYou tell **nobody** what you read here.";

/** A project under an agreement that its lead has signed, and a trainer in it who has not. */
async function buildSecret(content = "Why?") {
  const project = await buildProject(lead);
  const params = { project };
  const trainer = await buildPerson(stage.test, lead.org, { name: "Tara" });
  await join(lead, project, trainer, "trainer");
  await addItems(stage.test, lead, project, 4, () => ({ prompt: [{ role: "user", content }] }));
  const { id, versions } = await must(lead, agreements.create, {
    params,
    body: { title: "NDA", text: TEXT },
  });
  const signAs = (person: TestPerson, version = versions[0]!.id) =>
    must(person, agreements.sign, {
      params: { project, agreement: id },
      body: { version, name: person.name, agreed: true },
    });
  await signAs(lead);
  return { project, params, trainer, agreement: id, signAs };
}

test("who comes to work reads, types their name, ticks and signs by keyboard alone, and the work is there", async () => {
  const { project, trainer } = await buildSecret();
  const window = await stage.open(trainer, { path: "/" });
  const { page } = window;
  await page.getByRole("link", { name: /Read and sign/ }).waitFor();
  await page.goto(`/projects/${project}/work`);
  await page.getByRole("heading", { name: "Sign to open A project" }).waitFor();
  await page.getByText("nobody").waitFor();
  expect(await axeFindings(page)).toEqual([]);
  await page.locator("h1").focus();
  await window.press("Tab");
  expect(await page.getByLabel("Your full name").evaluate((one) => one === document.activeElement)).toBe(
    true,
  );
  await page.keyboard.press("Enter");
  await page.getByText("Type your name").waitFor();
  await page.keyboard.type("Tara Example");
  await window.press("Tab", "Space", "Tab", "Enter");
  await page.getByLabel("Response").or(page.locator("[contenteditable=true]")).first().waitFor();
  expect(new URL(page.url()).pathname).toBe(`/projects/${project}/work`);
  expectCalm(window);
  await window.context.close();
});

test("work in hand is handed in while a new version is needed, and then the new text comes", async () => {
  const { project, params, trainer, agreement, signAs } = await buildSecret();
  await signAs(trainer);
  const window = await stage.open(trainer, { path: `/projects/${project}/work` });
  const { page } = window;
  const answer = page.locator("[contenteditable=true], textarea").first();
  await answer.waitFor();
  await must(lead, agreements.publish, {
    params: { ...params, agreement },
    body: { text: "Version two" },
  });
  const done = page.waitForResponse((one) => one.url().endsWith("/submit"));
  await answer.click();
  await page.keyboard.type("Written before");
  await page.keyboard.press("Control+Enter");
  expect((await done).status()).toBe(200);
  await page.getByText("A new version is needed").waitFor();
  await page.getByText("Version two").waitFor();
  await window.context.close();
});

test("a lead asks for a signature, meets the page, and sees who has not signed", async () => {
  const project = await buildProject(lead);
  const tara = await buildPerson(stage.test, lead.org, { name: "Tara" });
  await join(lead, project, tara, "trainer");
  const window = await stage.open(lead, { path: `/projects/${project}/agreements` });
  const { page } = window;
  await page.getByRole("button", { name: "New agreement" }).click();
  await page.getByLabel("Title").fill("NDA");
  await page.getByLabel("Text").fill(TEXT);
  expect(await axeFindings(page)).toEqual([]);
  await page.getByRole("button", { name: "Ask everyone to sign" }).click();
  await page.getByLabel("Your full name").fill("The lead");
  await page.getByLabel("I have read this text").check();
  await page.getByRole("button", { name: "Sign", exact: true }).click();
  await page.getByRole("row", { name: /Tara/ }).getByText("not signed").waitFor();
  await page.getByRole("button", { name: /^Revoke the signature of/ }).waitFor();
  expect(await axeFindings(page)).toEqual([]);
  expectCalm(window);
  await window.context.close();
});

test.each([
  ["everything", ["canary-guide", "canary-item"]],
  ["work", ["canary-item"]],
  ["nothing", []],
] as const)("a project whose browsers keep %s leaves %s in them after a shift", async (offline, left) => {
  const { project, params, trainer, signAs } = await buildSecret("canary-item");
  await signAs(trainer);
  await must(lead, contract.projects.update, { params, body: { settings: { offline } } });
  await must(lead, contract.guides.publish, { params, body: { body: "# canary-guide" } });
  const window = await stage.open(trainer, { path: `/projects/${project}/work` });
  const { page } = window;
  const answer = page.locator("[contenteditable=true], textarea").first();
  await answer.waitFor();
  await page.getByRole("button", { name: /^Guide/ }).click();
  await page.getByText("canary-guide").waitFor();
  await answer.click();
  await page.keyboard.type("An answer");
  await page.keyboard.press("Control+Enter");
  await page
    .getByText(/1 done|Undo|Take back/i)
    .first()
    .waitFor();
  await answer.click();
  await page.keyboard.type("canary-draft");
  await page.waitForResponse((one) => one.url().endsWith("/draft"));
  const kept = await keptIn(page);
  expect(["canary-guide", "canary-item"].filter((canary) => kept.includes(canary))).toEqual(left);
  expect(kept.includes("canary-draft")).toBe(offline !== "nothing");
  await window.context.close();
});

test("a receipt names the text, the typed name and the time, and prints without the page's frame", async () => {
  const { trainer, signAs } = await buildSecret();
  const { signature } = await signAs(trainer);
  const window = await stage.open(trainer, { path: `/signatures/${signature}` });
  const { page } = window;
  for (const text of ["NDA, version 1", "Tara", signature, "SHA-256 of the text"])
    await page.getByText(text, { exact: false }).first().waitFor();
  await page.emulateMedia({ media: "print" });
  expect(await page.getByRole("button", { name: "Print" }).count()).toBe(0);
  await page.getByText("nobody").waitFor();
  await window.context.close();
});
