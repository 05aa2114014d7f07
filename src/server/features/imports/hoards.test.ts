import { mkdir, utimes, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { contract } from "#contract/index.ts";
import { call, must } from "../../testing/call.ts";
import { buildOrganization, buildProject, type TestPerson } from "../../testing/make.ts";
import { type TestApp, testApp } from "../../testing/test-app.ts";
import { sweepUploads } from "./sweep-uploads.ts";

const { imports } = contract;
let app: TestApp;
let lead: TestPerson;
let project: string;
beforeAll(async () => {
  app = await testApp();
  ({ owner: lead } = await buildOrganization(app));
  project = await buildProject(lead);
});
afterAll(() => app.stop());

const upload = (name: string) => {
  const file = new Blob(['{"prompt":"a"}\n']);
  return call(lead, imports.upload, { params: { project }, query: { name }, file });
};

test("files of uploads that broke off are swept; those that a row knows of stay", async () => {
  const kept = await upload("kept.jsonl");
  if (!kept.ok) throw new Error(kept.problem.message);
  const { store } = app.services;
  await mkdir(dirname(join(app.folder, "imports/x")), { recursive: true });
  const yesterday = new Date(Date.now() - 25 * 3_600_000);
  for (const [key, at] of [
    [`imports/${kept.data.id}`, yesterday],
    ["imports/broken", yesterday],
    ["imports/broken.part", yesterday],
    ["imports/arriving.part", new Date()],
  ] as const) {
    if (!key.endsWith(kept.data.id)) await writeFile(join(app.folder, key), "half");
    await utimes(join(app.folder, key), at, at);
  }
  await sweepUploads.run(app.services);
  const left = await store.list("imports", new Date(Date.now() + 1000));
  expect(left.toSorted()).toEqual([`imports/${kept.data.id}`, "imports/arriving.part"].toSorted());
});

test("twenty files may wait to be imported; discarding one makes room for the next", async () => {
  let refused = await upload("1.jsonl");
  for (let n = 0; n < 25 && refused.ok; n++) refused = await upload(`${n}.jsonl`);
  expect(refused).toMatchObject({
    status: 409,
    problem: { message: expect.stringContaining("20 uploaded files") },
  });
  const { rows } = await must(lead, imports.list, { params: { project } });
  expect(rows).toHaveLength(20);
  await must(lead, imports.discard, { params: { project, import: rows[0]!.id } });
  expect(await upload("again.jsonl")).toMatchObject({ ok: true });
});
