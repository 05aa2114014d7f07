import { afterAll, beforeAll, expect, test } from "vitest";
import { contract } from "#contract/index.ts";
import { addItems } from "../testing/add-items.ts";
import { call, must } from "../testing/call.ts";
import { buildOrganization, buildProject, type TestPerson } from "../testing/make.ts";
import { type TestApp, testApp } from "../testing/test-app.ts";

const { discussions, forms, imports, items, projects, releases, search, work } = contract;
const BROKEN = "a\u0000b \ud83d c";
const MENDED = "a\ufffdb \ufffd c";

let app: TestApp;
let lead: TestPerson;
let project: string;
let item: string;
beforeAll(async () => {
  app = await testApp();
  ({ owner: lead } = await buildOrganization(app));
  project = await buildProject(lead);
  item = (await addItems(app, lead, project, 1))[0]!;
});
afterAll(() => app.stop());

test("text that the database cannot hold is mended, so that no work is refused for it", async () => {
  const { assignment } = await must(lead, work.claim, { params: { project }, body: {} });
  const params = { project, assignment: assignment!.id };
  const { rows } = await must(lead, forms.versions, { params: { project } });
  const name = rows[0]!.form.questions[0]!.name;
  const draft = await must(lead, work.saveDraft, { params, body: { body: { [name]: BROKEN }, rev: 0 } });
  expect(draft.body).toEqual({ [name]: MENDED });
  await must(lead, work.submit, { params, body: { body: { [name]: BROKEN } } });
  const { answers } = await must(lead, items.get, { params: { project, item } });
  expect(answers[0]!.body).toEqual({ [name]: MENDED });
  const thread = await must(lead, discussions.start, {
    params: { project, item },
    body: { text: BROKEN },
  });
  expect(thread.comments[0]!.text).toEqual(MENDED);
  const found = await must(lead, search.items, { params: { project }, query: { text: "\0" } });
  expect(found.total).toBe(0);
});

test("names with such characters, and what is nested without end, are refused in so many words", async () => {
  const start = (anchor: string) =>
    fetch(`${app.url}/api/projects/${project}/items/${item}/threads`, {
      method: "POST",
      headers: { ...lead.headers, "x-plumbline": "test", "content-type": "application/json" },
      body: `{"text": "x", "anchor": ${anchor}}`,
    });
  const deep = "[".repeat(500) + "]".repeat(500);
  for (const anchor of [deep, '{"\\u0000": 1}', '{"\\ud800": 1}']) {
    const response = await start(anchor);
    expect([response.status, (await response.json()).code]).toEqual([400, "malformed"]);
  }
});

test("numbers and places beyond what the database counts are no fault of the server", async () => {
  const params = { project };
  const huge = 2 ** 31;
  expect(await call(lead, forms.publish, { params, body: { rev: huge } })).toMatchObject({ status: 422 });
  const body = { filter: { formVersions: [huge] } };
  expect(await call(lead, releases.count, { params, body })).toMatchObject({ status: 422 });
  for (const at of [
    "2024-02-31 00:00:00+00",
    "2024-01-01 00:00:00+99",
    "0000-01-01 00:00:00+00",
    "9999-11111111111",
  ]) {
    const after = Buffer.from(JSON.stringify([1, at])).toString("base64url");
    const query = { sort: "changed" as const, after };
    expect(await call(lead, search.items, { params, query }), at).toMatchObject({ status: 400 });
  }
  const file = { ...params, release: project, name: "\0" };
  expect(await call(lead, releases.download, { params: file })).toMatchObject({ status: 404 });
});

test("a NUL in a bad line does not stop an import", async () => {
  const file = new Blob(["\u0000=1\n", '{"prompt": "fine"}\n', '{"prompt": 😀}\n']);
  const query = { name: `${BROKEN}.jsonl`, start: "true" };
  const done = await must(lead, imports.upload, { params: { project }, query, file });
  expect(done).toMatchObject({ state: "done", added: 1, problems: 2, name: `${MENDED}.jsonl` });
  expect((await must(lead, projects.get, { params: { project } })).progress.total).toBe(2);
});
