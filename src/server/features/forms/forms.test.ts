import { afterAll, beforeAll, expect, test } from "vitest";
import { contract } from "#contract/index.ts";
import type { Form } from "#kinds/form.ts";
import { templates } from "#kinds/templates.ts";
import { call, must } from "../../testing/call.ts";
import { buildOrganization, buildPerson, join, type TestPerson } from "../../testing/make.ts";
import { type TestApp, testApp } from "../../testing/test-app.ts";

const { forms, projects } = contract;
let app: TestApp;
let lead: TestPerson;
beforeAll(async () => {
  app = await testApp();
  ({ owner: lead } = await buildOrganization(app));
});
afterAll(() => app.stop());

async function newProject(template = "preference") {
  const { id } = await must(lead, projects.create, { body: { name: "A project", template } });
  return { project: id };
}
const titled = (title: string): Form => ({
  ...templates.demonstration.form,
  questions: [{ ...templates.demonstration.form.questions[0]!, title }],
});

test("a new project starts with its template, not yet saved", async () => {
  const draft = await must(lead, forms.draft, { params: await newProject("ranking") });
  expect(draft).toMatchObject({ rev: 0, form: templates.ranking.form });
});

test("of two editors of one revision, the second is told instead of overwriting the first", async () => {
  const params = await newProject();
  for (const rev of [0, 1]) {
    const outcomes = await Promise.all(
      ["one", "two"].map((title) =>
        call(lead, forms.saveDraft, { params, body: { form: titled(title), rev } }),
      ),
    );
    expect(outcomes.map((outcome) => outcome.status).sort()).toEqual([200, 409]);
  }
  expect(await must(lead, forms.draft, { params })).toMatchObject({ rev: 2 });
});

test("a published version stays as it was when the next one is published", async () => {
  const params = await newProject();
  await must(lead, forms.saveDraft, { params, body: { form: titled("First"), rev: 0 } });
  const first = await must(lead, forms.publish, { params, body: { rev: 1 } });
  expect(await must(lead, forms.publish, { params, body: { rev: 1 } })).toEqual(first); // nothing new to publish
  await must(lead, forms.saveDraft, { params, body: { form: titled("Second"), rev: 1 } });
  expect(await call(lead, forms.publish, { params, body: { rev: 1 } })).toMatchObject({ status: 409 });
  const second = await must(lead, forms.publish, { params, body: { rev: 2 } });
  expect(second).toMatchObject({ n: 2, by: { id: lead.id } });
  const kept = await must(lead, forms.version, { params: { ...params, version: first.id } });
  expect(kept.form.questions[0]!.title).toBe("First");
  expect(await must(lead, projects.get, { params })).toMatchObject({
    formVersion: 2,
    formVersionId: second.id,
  });
  const { rows } = await must(lead, forms.versions, { params });
  expect(rows.map((row) => row.n)).toEqual([2, 1]);
});

test("a form whose settings its kind refuses is not saved, and says where", async () => {
  const params = await newProject();
  const form = titled("");
  expect(await call(lead, forms.saveDraft, { params, body: { form, rev: 0 } })).toMatchObject({
    status: 422,
    problem: { fields: { "form.questions.0.title": expect.any(String) } },
  });
});

test("a trainer reads the version that their work is shown with, and no draft", async () => {
  const params = await newProject();
  const version = await must(lead, forms.publish, { params, body: { rev: 0 } });
  const trainer = await buildPerson(app, lead.org);
  await join(lead, params.project, trainer, "trainer");
  expect((await call(trainer, forms.version, { params: { ...params, version: version.id } })).ok).toBe(true);
  expect(await call(trainer, forms.draft, { params })).toMatchObject({ status: 403 });
  const elsewhere = { ...(await newProject()), version: version.id };
  expect(await call(lead, forms.version, { params: elsewhere })).toMatchObject({ status: 404 });
});
