import { afterAll, beforeAll, expect, test } from "vitest";
import { contract } from "#contract/index.ts";
import { addItems } from "#server/testing/add-items.ts";
import { must } from "#server/testing/call.ts";
import { buildOrganization, buildPerson, buildProject, join, type TestPerson } from "#server/testing/make.ts";
import { rewriteRows } from "#server/testing/rewrite-rows.ts";
import { openStage, type Stage } from "../../browser.case.ts";

let stage: Stage;
let lead: TestPerson;
let trainer: TestPerson;
let other: TestPerson;

beforeAll(async () => {
  stage = await openStage();
  const { org, owner } = await buildOrganization(stage.test);
  lead = owner;
  trainer = await buildPerson(stage.test, org);
  other = await buildPerson(stage.test, org);
});
afterAll(() => stage?.stop());

test("no byte that a trainer's browser gets tells a model's name, another's answer or an item's id", async () => {
  const secret = "model-under-test";
  const compare = await buildProject(lead, {
    template: "preference",
    settings: { answersPerItem: 2, review: false },
  });
  await join(lead, compare, trainer, "trainer");
  await join(lead, compare, other, "trainer");
  const items = await addItems(stage.test, lead, compare, 3, (n) => ({
    prompt: [{ role: "user", content: `Question ${n}` }],
    candidates: ["One", "Two"].map((content) => ({ messages: [{ role: "assistant", content }] })),
  }));
  await rewriteRows(stage.test, "item", "update item set hidden = $2 where project_id = $1", [
    compare,
    JSON.stringify({
      candidates: [
        { id: "c1", origin: { model: secret } },
        { id: "c2", origin: { model: secret } },
      ],
    }),
  ]);
  const params = { project: compare };
  const { assignment } = await must(other, contract.work.claim, { params, body: {} });
  const criteria = { correctness: "tie", helpfulness: "tie", safety: "tie" };
  const body = { preference: { choice: "tie", criteria }, reason: "the secret of somebody else" };
  await must(other, contract.work.submit, {
    params: { ...params, assignment: assignment!.id },
    body: { body },
  });

  const window = await stage.open(trainer);
  const bytes: Promise<string>[] = [];
  window.page.on("response", (response) => {
    if (response.url().includes("/api/")) bytes.push(response.text().catch(() => ""));
  });
  await window.visit(`/projects/${compare}/work`);
  await window.page.getByText("Question").first().waitFor();
  await window.press("Alt+c");
  await window.page.getByText("No comments yet").waitFor();
  await window.visit("/");
  await window.page.getByText("Your queue").waitFor();
  const received = (await Promise.all(bytes)).join("\n");
  expect(received).toContain("Question");
  for (const forbidden of [secret, "the secret of somebody else", ...items])
    expect(received).not.toContain(forbidden);
});
