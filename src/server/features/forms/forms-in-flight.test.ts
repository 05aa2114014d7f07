import { afterAll, beforeAll, expect, test } from "vitest";
import { contract } from "#contract/index.ts";
import { Form } from "#kinds/form.ts";
import type { FormMapping } from "#kinds/mapping.ts";
import { addItems } from "../../testing/add-items.ts";
import { must } from "../../testing/call.ts";
import { claim, submit } from "../../testing/do-work.ts";
import { buildOrganization, buildPerson, buildProject, join, type TestPerson } from "../../testing/make.ts";
import { type TestApp, testApp } from "../../testing/test-app.ts";

const { forms, work } = contract;
let app: TestApp;
let lead: TestPerson;
let ann: TestPerson;
beforeAll(async () => {
  app = await testApp();
  const built = await buildOrganization(app);
  lead = built.owner;
  ann = await buildPerson(app, built.org, { name: "Ann" });
});
afterAll(() => app.stop());

const option = (value: string) => ({ value, label: value });
const FIRST = Form.parse({
  fields: [],
  askConfidence: false,
  questions: [
    { name: "response", kind: "demonstration", title: "Response" },
    {
      name: "topic",
      kind: "choice",
      title: "Topic",
      settings: { options: [option("law"), option("health"), option("other")] },
    },
  ],
});
const SECOND = Form.parse({
  fields: [],
  askConfidence: false,
  questions: [
    { name: "answer", kind: "demonstration", title: "Response" },
    {
      name: "topic",
      kind: "choice",
      title: "Topic",
      settings: { options: [option("legal"), option("health")] },
    },
    { name: "sources", kind: "text", title: "Sources" },
  ],
});
const MAPPING: FormMapping = [
  { to: "answer", from: "response" },
  { to: "topic", from: "topic", values: { law: "legal", other: null } },
];

/** A project with items of which the first were answered by Ann, each with the topic named. */
async function buildCase(topics: string[], settings = {}) {
  const project = await buildProject(lead, { form: FIRST, settings });
  await join(lead, project, ann, "trainer");
  const items = await addItems(app, lead, project, topics.length + 2);
  for (const topic of topics)
    await submit(ann, (await claim(ann, project))!, { response: `About ${topic}`, topic });
  return { project, items };
}

/** Saves and publishes the second version. */
async function publishSecond(project: string, form = SECOND, mapping = MAPPING) {
  const params = { project };
  const { rev: before } = await must(lead, forms.draft, { params });
  const { rev } = await must(lead, forms.saveDraft, { params, body: { form, rev: before } });
  return must(lead, forms.publish, { params, body: { rev, mapping } });
}

test("before publishing, the items are counted by where they stand and the answers by what becomes of them", async () => {
  const { project } = await buildCase(["law", "law", "other"], { review: false });
  await claim(ann, project);
  const params = { project };
  const { rev } = await must(lead, forms.draft, { params });
  await must(lead, forms.saveDraft, { params, body: { form: SECOND, rev } });
  const declared = await must(lead, forms.effects, { params, body: { mapping: MAPPING } });
  expect(declared.items).toEqual({ untouched: 1, inProgress: 1, submitted: 0, accepted: 3 });
  expect(declared.questions).toMatchObject([
    { from: "response", to: "answer", effects: ["renamed"], kept: 3, lost: 0, empty: 0 },
    { from: "topic", to: "topic", effects: ["re-optioned"], kept: 2, lost: 1, empty: 0 },
    { from: null, to: "sources", effects: ["added"], kept: 0, lost: 0, empty: 3 },
  ]);
  const { questions } = await must(lead, forms.effects, { params, body: { mapping: [] } });
  expect(questions.find(({ to }) => to === "topic")).toMatchObject({ kept: 0, lost: 3 });
  expect(questions.find(({ from }) => from === "response")).toMatchObject({ effects: ["removed"], lost: 3 });
});

test("a mapping is part of the version, names what is there alone, and writes no answer", async () => {
  const { project } = await buildCase(["law", "health"], { review: false });
  const hashes = async () =>
    (
      await app.services.database.pool.query(
        "select id, hash, body from answer where project_id = $1 order by id",
        [project],
      )
    ).rows;
  const before = await hashes();
  const wrong = [{ to: "nothing", from: "response" }];
  await expect(publishSecond(project, SECOND, wrong)).rejects.toThrow("422");
  expect(await publishSecond(project)).toMatchObject({ n: 2, mapping: MAPPING });
  expect(await hashes()).toEqual(before);
  const { rows } = await must(lead, forms.versions, { params: { project } });
  expect(rows.map(({ mapping }) => mapping)).toEqual([MAPPING, []]);
  const change = app.services.database.pool.query(
    "update form_version set mapping = null where project_id = $1",
    [project],
  );
  await expect(change).rejects.toThrow("append-only");
});

test("work that someone has open is finished with its own version", async () => {
  const { project } = await buildCase([], { review: false });
  const held = (await claim(ann, project))!;
  await publishSecond(project);
  const params = { project, assignment: held.id };
  const body = { response: "Half a sent" };
  await must(ann, work.saveDraft, { params, body: { body, rev: 0 } });
  expect(await must(ann, work.get, { params })).toMatchObject({
    formVersionId: held.formVersionId,
    draft: { body },
  });
  await submit(ann, held, { response: "A whole sentence", topic: "law" });
  expect((await claim(ann, project))!.formVersionId).not.toBe(held.formVersionId);
});
