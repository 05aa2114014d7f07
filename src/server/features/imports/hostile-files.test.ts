import { readdirSync, readFileSync } from "node:fs";
import { request } from "node:http";
import { Readable } from "node:stream";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import type { Import } from "#contract/imports.ts";
import { contract } from "#contract/index.ts";
import { runJobs } from "../../jobs/run-jobs.ts";
import { must } from "../../testing/call.ts";
import { buildOrganization, buildProject, type TestPerson } from "../../testing/make.ts";
import { type TestApp, testApp } from "../../testing/test-app.ts";
import { importFile } from "./import-file.ts";
import { Reader, ReaderDied } from "./reading/reader.ts";

const { imports } = contract;
let app: TestApp;
let lead: TestPerson;
beforeAll(async () => {
  app = await testApp();
  ({ owner: lead } = await buildOrganization(app));
});
afterAll(() => app.stop());

const upload = (project: string, content: string, name: string): Promise<Import> =>
  must(lead, imports.upload, {
    ...{ params: { project }, query: { name, start: "true" }, file: new Blob([content]) },
  } as never);
const newest = async (project: string): Promise<Import> =>
  (await must(lead, imports.list, { params: { project } })).rows[0]!;
const attempt = { signal: new AbortController().signal, progressed: () => {} };

/** The reading processes of this one. */
const readers = () =>
  readdirSync(`/proc/${process.pid}/task`)
    .flatMap((thread) => readFileSync(`/proc/${process.pid}/task/${thread}/children`, "utf8").split(" "))
    .filter((pid) => pid !== "" && readFileSync(`/proc/${pid}/cmdline`, "utf8").includes("read-files"))
    .map(Number);

test("9,000 equal columns end their import in words, and the next file is read", async () => {
  const project = await buildProject(lead);
  const hostile = await upload(project, `${Array(9_000).fill("abc").join()}\n1\n`, "t.csv");
  expect(hostile).toMatchObject({ state: "failed", failure: expect.stringContaining("9,000 columns") });
  expect(await upload(project, '{"prompt":"a"}', "b.jsonl")).toMatchObject({ state: "done", added: 1 });
});

const ample = { memoryMb: 4_000, totalSeconds: 600, silentSeconds: 600 };
test.each([
  ["memory", { ...ample, memoryMb: 1 }, "too much memory"],
  ["time", { ...ample, totalSeconds: 0.001 }, "took too long"],
  ["silence", { ...ample, silentSeconds: 0.001 }, "standstill"],
])("a reader beyond its ceiling of %s is killed, and it is said why", async (_of, ceilings, words) => {
  const reader = new Reader();
  const endless = new Readable({ read: () => undefined });
  endless.push('{"prompt":"a"}\n'); // fewer lines than a preview shows: the reader waits for more
  const order = { kind: "preview", name: "a.txt", mapping: null } as const;
  await expect(reader.follow(order, endless, ceilings)).rejects.toThrow(words);
  expect(reader.isAlive).toBe(false);
  await expect(reader.follow(order, Readable.from([]), ample)).rejects.toThrow(ReaderDied);
});

test("an import whose reader is killed while the file arrives goes on as a job, and nothing is there twice", async () => {
  const project = await buildProject(lead);
  const url = `${app.url}/api/projects/${project}/imports?name=a.jsonl&start=true`;
  const headers = { ...lead.headers, "x-plumbline": "test", "content-type": "application/octet-stream" };
  const call = request(url, { method: "POST", headers });
  const answered = new Promise<number>((resolve, reject) => {
    call.on("response", (response) => resolve(response.resume().statusCode!)).on("error", reject);
  });
  const send = async (from: number, to: number) => {
    for (let n = from; n < to; n++) {
      const line = `${JSON.stringify({ id: `r${n}`, prompt: `${n} ${"x".repeat(2_000)}` })}\n`;
      if (!call.write(line)) await new Promise((resolve) => call.once("drain", resolve));
    }
  };
  await send(0, 4_000);
  await expect.poll(async () => (await newest(project)).added).toBeGreaterThan(0);
  for (const pid of readers()) process.kill(pid, "SIGKILL");
  await send(4_000, 5_000);
  call.end();
  expect(await answered).toBe(200);
  const { id, state, added } = await newest(project);
  expect(state).toBe("running");
  expect(added).toBeLessThan(5_000);
  const { rows } = await app.services.database.pool.query("select payload from job where key = $1", [id]);
  await importFile.run(rows[0].payload, app.services, attempt);
  expect(await newest(project)).toMatchObject({ state: "done", added: 5_000, duplicates: 0 });
});

test("an import that stopped the server three times says so, and can be started again", async () => {
  const project = await buildProject(lead);
  const { id } = await must(lead, imports.upload, {
    ...{
      params: { project },
      query: { name: "a.jsonl", start: "false" },
      file: new Blob(['{"prompt":"a"}']),
    },
  } as never);
  const params = { project, import: id };
  await must(lead, imports.start, { params, body: {} });
  const stopped = "update job set attempts = 3, lease_until = clock() - interval '1 s' where key = $1";
  await app.services.database.pool.query(stopped, [id]);
  const jobs = runJobs(app.services, [importFile], { sole: true });
  onTestFinished(() => jobs.stop());
  await expect
    .poll(() => newest(project))
    .toMatchObject({
      state: "failed",
      failure: expect.stringMatching(/stopped three times.*start the import again to go on\.$/),
    });
  const givenUp = "select 1 as n from job where key = $1 and given_up_at is not null";
  await expect.poll(async () => (await app.services.database.pool.query(givenUp, [id])).rowCount).toBe(1);
  await must(lead, imports.start, { params, body: {} });
  await expect.poll(() => newest(project)).toMatchObject({ state: "done", added: 1 });
});
