import { afterAll, beforeAll, expect, test } from "vitest";
import { contract } from "#contract/index.ts";
import { Form } from "#kinds/form.ts";
import { addItems } from "#server/testing/add-items.ts";
import { must } from "#server/testing/call.ts";
import { claim, submit } from "#server/testing/do-work.ts";
import { buildOrganization, buildPerson, buildProject, join, type TestPerson } from "#server/testing/make.ts";
import { axeFindings, expectCalm, openStage, type Stage } from "../../browser.case.ts";

let stage: Stage;
let lead: TestPerson;
let ann: TestPerson;

beforeAll(async () => {
  stage = await openStage();
  ({ owner: lead } = await buildOrganization(stage.test));
  ann = await buildPerson(stage.test, lead.org, { name: "Ann" });
});
afterAll(() => stage?.stop());

const form = (name: string, options: string[], ...more: object[]) =>
  Form.parse({
    fields: [{ name: "chat", kind: "chat", title: "Prompt" }],
    askConfidence: false,
    questions: [
      { name, kind: "demonstration", title: "Response" },
      {
        name: "topic",
        kind: "choice",
        title: "Topic",
        settings: { options: options.map((label) => ({ value: label.toLowerCase(), label })) },
      },
      ...more,
    ],
  });

test("a lead sees what a new version does to each state and answer, maps an option and publishes", async () => {
  const project = await buildProject(lead, {
    settings: { review: false },
    form: form("response", ["Law", "Health", "Other"]),
  });
  const params = { project };
  await join(lead, project, ann, "trainer");
  await addItems(stage.test, lead, project, 3);
  for (const topic of ["law", "other"])
    await submit(ann, (await claim(ann, project))!, { response: `A response on ${topic}`, topic });
  const { rev } = await must(lead, contract.forms.draft, { params });
  const next = form("answer", ["Legal", "Health"], { name: "sources", kind: "text", title: "Sources" });
  await must(lead, contract.forms.saveDraft, { params, body: { form: next, rev } });

  const window = await stage.open(lead, { path: `/projects/${project}/form` });
  const { page } = window;
  await page.getByRole("button", { name: "Publish", exact: true }).click();
  const effects = page.getByRole("region", { name: "What this does to existing work" });
  await effects.getByText("1 item untouched").waitFor();
  await effects.getByText("2 items accepted").waitFor();
  await effects.getByText("2 answers have a value without a counterpart").waitFor();
  await effects.getByLabel("Law (law)").selectOption({ label: "Legal (legal)" });
  await effects.getByText("1 answer keeps its value. 1 answer has a value without").waitFor();
  await effects.getByLabel("Top up: ask only the new questions, beside the answer").check();
  await page.getByRole("button", { name: "Publish version 2" }).click();
  await page.getByText("Version 2 is published.").waitFor();
  const { rows } = await must(lead, contract.forms.versions, { params });
  expect(rows[0]!.mapping).toEqual([
    { to: "answer", from: "response" },
    { to: "topic", from: "topic", values: { law: "legal", health: "health", other: null } },
  ]);
  await page.getByText("0 of 2 answers have the new questions answered.").waitFor();
  expectCalm(window);

  const own = await stage.open(ann, { path: `/projects/${project}/work` });
  const old = own.page.getByRole("region", { name: "The answer so far" });
  await old.getByText("A response on law").waitFor();
  expect(await axeFindings(own.page)).toEqual([]);
  await own.page.getByRole("textbox", { name: "Sources" }).fill("A book");
  await own.page.keyboard.press("Control+Enter");
  await old.getByText("A response on other").waitFor();
  await window.visit(`/projects/${project}/form`);
  await page.getByText("1 of 2 answers have the new questions answered.").waitFor();
  expectCalm(own);
});
