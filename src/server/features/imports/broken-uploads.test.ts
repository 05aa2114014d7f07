import { request } from "node:http";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import type { Import } from "#contract/imports.ts";
import { contract } from "#contract/index.ts";
import { queryOnce } from "../../db/query-once.ts";
import { must } from "../../testing/call.ts";
import { buildOrganization, buildProject, type TestPerson } from "../../testing/make.ts";
import { type TestApp, testApp } from "../../testing/test-app.ts";
import { importFile } from "./import-file.ts";
import { whileLocked } from "./import-lock.ts";
import { resumeImports } from "./resume-imports.ts";

const { imports } = contract;
let app: TestApp;
let lead: TestPerson;
beforeAll(async () => {
  app = await testApp();
  ({ owner: lead } = await buildOrganization(app));
});
afterAll(() => app.stop());

const line = (n: number) => `${JSON.stringify({ id: `r${n}`, prompt: `Prompt ${n} ${"x".repeat(2000)}` })}\n`;
const list = async (project: string): Promise<Import[]> =>
  (await must(lead, imports.list, { params: { project } })).rows;
const execute = (text: string, ...values: unknown[]) => app.services.database.pool.query(text, values);

/** Sends so many lines and then lets the connection break. */
async function sendAndBreak(project: string, lines: number): Promise<void> {
  const url = `${app.url}/api/projects/${project}/imports?name=a.jsonl&start=true`;
  const headers = { ...lead.headers, "x-plumbline": "test", "content-type": "application/octet-stream" };
  const call = request(url, { method: "POST", headers: { ...headers, "content-length": 100_000_000 } });
  call.on("error", () => {});
  for (let n = 0; n < lines; n++) if (!call.write(line(n))) await new Promise((go) => call.once("drain", go));
  await vi.waitUntil(async () => (await list(project))[0]?.added, { timeout: 10_000 });
  call.destroy();
}

test("an upload that breaks off keeps what was committed and says so; sent again it adds the rest", async () => {
  const project = await buildProject(lead);
  await sendAndBreak(project, 3000);
  const broken = await vi.waitUntil(
    async () => (await list(project)).find(({ state }) => state === "failed"),
    { timeout: 10_000 },
  );
  expect(broken.failure).toContain("broke off");
  expect(broken.added).toBeGreaterThan(0);
  await expect(app.services.store.size(`imports/${broken.id}`)).rejects.toMatchObject({ code: "ENOENT" });
  const file = new Blob([Array.from({ length: 4000 }, (_, n) => line(n)).join("")]);
  const again = await must(lead, imports.upload, {
    ...{ params: { project }, query: { name: "a.jsonl", start: "true" }, file },
  } as never);
  expect(again).toMatchObject({ state: "done", added: 4000 - broken.added, duplicates: broken.added });
});

test("a file that is sent as JSON is refused: it would be read as a request, and taken for an empty file", async () => {
  const project = await buildProject(lead);
  const response = await fetch(`${app.url}/api/projects/${project}/imports?name=a.json`, {
    method: "POST",
    headers: { ...lead.headers, "x-plumbline": "test", "content-type": "application/json" },
    body: '[{"prompt":"One"}]',
  });
  expect(response.status).toBe(400);
  expect(await must(lead, imports.list, { params: { project } })).toEqual({ rows: [] });
});

test("after a process died, an upload without its file ends, and one that had arrived goes on", async () => {
  const project = await buildProject(lead);
  const ids = [];
  for (const name of ["lost.jsonl", "here.jsonl"]) {
    const file = new Blob([line(1), line(2)]);
    ids.push((await must(lead, imports.upload, { params: { project }, query: { name }, file } as never)).id);
  }
  await execute(
    "update import set state = 'running', started_at = clock() - interval '1 min' where id = any($1)",
    ids,
  );
  await app.services.store.remove(`imports/${ids[0]}`);
  await resumeImports.run(app.services);
  expect(await must(lead, imports.get, { params: { project, import: ids[0]! } })).toMatchObject({
    state: "failed",
  });
  const { rows } = await execute("select payload from job where name = $1", importFile.name);
  expect(rows).toEqual([{ payload: { org: lead.org, import: ids[1] } }]);
});

test("an import whose process is at work is left alone", async () => {
  const project = await buildProject(lead);
  const file = new Blob([line(1)]);
  const { id } = await must(lead, imports.upload, {
    params: { project },
    query: { name: "x.jsonl" },
    file,
  } as never);
  await execute(
    "update import set state = 'running', started_at = clock() - interval '1 min' where id = $1",
    id,
  );
  await app.services.store.remove(`imports/${id}`);
  const holder = await app.services.database.pool.connect();
  await holder.query("select pg_advisory_lock(hashtextextended($1, 0))", [id]);
  await resumeImports.run(app.services);
  expect(await must(lead, imports.get, { params: { project, import: id } })).toMatchObject({
    state: "running",
  });
  await holder.query("select pg_advisory_unlock_all()");
  holder.release();
  await resumeImports.run(app.services);
  expect(await must(lead, imports.get, { params: { project, import: id } })).toMatchObject({
    state: "failed",
  });
});

test("work on an import that fails lets go of it", async () => {
  const id = crypto.randomUUID();
  const fails = () => Promise.reject(new Error("the database went away"));
  await expect(whileLocked(app.services.database.pool, id, fails)).rejects.toThrow("went away");
  const rows = await queryOnce(
    app.connection,
    `select pg_try_advisory_lock(hashtextextended('${id}', 0)) as free`,
  );
  expect(rows).toEqual([{ free: true }]);
});
