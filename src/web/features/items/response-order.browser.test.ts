import { afterAll, beforeAll, expect, test } from "vitest";
import { letterOf } from "#content/index.ts";
import { contract } from "#contract/index.ts";
import { addItems } from "#server/testing/add-items.ts";
import { must } from "#server/testing/call.ts";
import { buildOrganization, buildPerson, buildProject, join, type TestPerson } from "#server/testing/make.ts";
import { axeFindings, expectCalm, openStage, type Stage } from "../../browser.case.ts";

let stage: Stage;
let lead: TestPerson;
beforeAll(async () => {
  stage = await openStage();
  ({ owner: lead } = await buildOrganization(stage.test));
});
afterAll(() => stage?.stop());

const TRUE = "Paris is the capital of France.";
const FALSE = "Lyon is the capital of France.";

/** Prefers the true response and says why in the letters of their own screen. */
async function prefer(project: string, name: string): Promise<TestPerson> {
  const trainer = await buildPerson(stage.test, lead.org, { name });
  await join(lead, project, trainer, "trainer");
  const { assignment } = await must(trainer, contract.work.claim, { params: { project }, body: {} });
  const texts = assignment!.material.candidates!.map(({ messages }) => messages[0]!.content);
  const choice = texts.indexOf(TRUE) as 0 | 1;
  const criteria = { correctness: choice, helpfulness: choice, safety: "tie" };
  const reason = `${name} prefers ${letterOf(choice)}: so ${letterOf(1 - choice)} is wrong.`;
  const body = { preference: { choice, strength: 2, criteria }, reason };
  const params = { project, assignment: assignment!.id };
  const text = `${name} says in the discussion that ${letterOf(choice)} is true`;
  await must(trainer, contract.discussions.startHere, { params, body: { text } });
  await must(trainer, contract.work.submit, { params, body: { body } });
  return trainer;
}

test("what people wrote about A and B is read beside the responses that they meant", async () => {
  const settings = { answersPerItem: 2, review: false };
  const project = await buildProject(lead, { template: "preference", settings });
  const [item] = await addItems(stage.test, lead, project, 1, () => ({
    prompt: [{ role: "user", content: "What is the capital of France?" }],
    candidates: [TRUE, FALSE].map((content) => ({ messages: [{ role: "assistant", content }] })),
  }));
  for (const name of ["Tara", "Otto"]) await prefer(project, name);

  const window = await stage.open(lead, { path: `/projects/${project}/items/${item}` });
  const { page } = window;
  const order = page.getByLabel("Order of responses");
  const answerOf = (name: string) => page.getByRole("region", { name: `Answer by ${name}` });
  const textAt = (letter: string) => page.getByRole("group", { name: `Response ${letter}` }).innerText();
  const preferred = async (name: string) =>
    /prefers (.):/.exec(await answerOf(name).getByText("prefers").innerText())![1]!;
  const chosen = async (name: string) =>
    /Response (.):/.exec(
      await answerOf(name)
        .getByText(/^Response .: /)
        .innerText(),
    )![1]!;

  for (const name of ["Tara", "Otto"]) {
    await order.selectOption(`As ${name} saw them`);
    expect(await textAt(await preferred(name))).toContain(TRUE);
    expect(await chosen(name)).toBe(await preferred(name));
  }
  expect(await preferred("Tara")).not.toBe(await preferred("Otto"));
  expect(await chosen("Tara")).toBe(await preferred("Tara"));

  // The page is drawn as Otto saw it: Tara's answer says what her letters mean here, and offers her order.
  const translation = await answerOf("Tara").getByText("another order").innerText();
  const means = (letter: string) => new RegExp(`${letter} is (.)`).exec(translation.split(":")[1]!)![1]!;
  expect(await textAt(means(await preferred("Tara")))).toContain(TRUE);
  const thread = page.getByRole("article", { name: "Thread by Tara" });
  const note = await thread.getByText("At work Tara saw").innerText();
  expect(note.split(":")[1]).toBe(translation.split(":")[1]);
  expect(await page.getByText("At work Otto saw").count()).toBe(0);
  await answerOf("Tara").getByRole("button", { name: "Show the material in this order" }).click();
  expect(await textAt(await preferred("Tara"))).toContain(TRUE);

  await order.selectOption("The item’s own order");
  expect(await textAt("A")).toContain(TRUE);
  for (const name of ["Tara", "Otto"]) expect(await chosen(name)).toBe("A");
  expect(await page.locator("body").innerText()).not.toMatch(/Response \d/);
  expect(await axeFindings(page)).toEqual([]);
  expectCalm(window);
});
