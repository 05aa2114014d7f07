import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join as joinPath } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { canonical } from "#content/index.ts";
import type { Import } from "#contract/imports.ts";
import { contract } from "#contract/index.ts";
import { call, must } from "../../testing/call.ts";
import { buildOrganization, buildPerson, buildProject, join, type TestPerson } from "../../testing/make.ts";
import { type TestApp, testApp } from "../../testing/test-app.ts";
import { importFile } from "./import-file.ts";

const { imports, search, work } = contract;
const GOLDEN = process.env.GOLDEN_DIR ?? "../shared/golden";
let app: TestApp;
let lead: TestPerson;
beforeAll(async () => {
  app = await testApp();
  ({ owner: lead } = await buildOrganization(app));
});
afterAll(() => app.stop());

const rows = (count: number, from = 0) =>
  Array.from({ length: count }, (_, n) =>
    JSON.stringify({ id: `r${from + n}`, prompt: `Prompt ${from + n}` }),
  ).join("\n");
const upload = (project: string, content: string | Buffer, name = "a.jsonl", start = true): Promise<Import> =>
  must(lead, imports.upload, {
    params: { project },
    query: { name, start: String(start) },
    file: new Blob([content as string]),
  } as never);
const counts = ({ state, added, duplicates, problems, notes }: Import) => ({
  state,
  added,
  duplicates,
  problems,
  notes,
});
const attempt = (signal = new AbortController().signal) => ({ signal, progressed: () => {} });
const query = async <T extends object>(text: string, ...values: unknown[]): Promise<T[]> =>
  (await app.services.database.pool.query(text, values)).rows;

test("a file is imported while it arrives: items, slots, one event a batch, the file kept", async () => {
  const project = await buildProject(lead, { settings: { answersPerItem: 3 } });
  const done = await upload(project, `${rows(500)}\n{bad\n${rows(1, 500)}`);
  expect(counts(done)).toEqual({ state: "done", added: 501, duplicates: 0, problems: 1, notes: 0 });
  expect(done).toMatchObject({ bytesRead: done.size, mapping: { shape: "prompt-only" }, canTakeBack: true });
  const [slots] = await query(
    "select count(*) as n from slot s join item i on i.id = s.item_id where i.project_id = $1",
    project,
  );
  expect(slots).toEqual({ n: 1503 });
  const events = await query<{ body: { added: number } }>(
    "select body from event where kind = 'items.imported' and project_id = $1",
    project,
  );
  expect(events.map(({ body }) => body.added)).toEqual([501]);
  const list = await must(lead, search.items, { params: { project } });
  expect(list.rows[0]).toMatchObject({ externalId: "r0", state: "new", excerpt: "Prompt 0" });
  expect(await app.services.store.size(`imports/${done.id}`)).toBe(done.size);
});

test("a second run adds nothing; repeats without an id count as often as their file has them", async () => {
  const project = await buildProject(lead);
  await upload(project, rows(10));
  expect(counts(await upload(project, rows(15)))).toMatchObject({ added: 5, duplicates: 10 });
  const plain = ["A", "B", "A", "A"].map((prompt) => JSON.stringify({ prompt })).join("\n");
  expect(counts(await upload(project, plain))).toMatchObject({ added: 4, duplicates: 0 });
  expect(counts(await upload(project, plain))).toMatchObject({ added: 0, duplicates: 4 });
  expect(counts(await upload(project, `\n\n${plain}`))).toMatchObject({ added: 0, duplicates: 4 });
  const twice = [rows(20, 90), rows(1, 90)].join("\n");
  expect(counts(await upload(project, twice))).toMatchObject({ added: 20, duplicates: 1 });
});

test("a line that holds the same thing three times gives three items, and a second run none", async () => {
  const project = await buildProject(lead);
  const instance = { input: "Same", output: "Same" };
  const line = JSON.stringify({ instruction: "Copy", instances: [instance, instance, instance] });
  expect(await upload(project, `${line}\n${line}`)).toMatchObject({ state: "done", added: 6, duplicates: 0 });
  expect(await upload(project, `${line}\n${line}`)).toMatchObject({ added: 0, duplicates: 6 });
});

test("preview, a changed mapping, start: the job goes on behind what was committed before a crash", async () => {
  const project = await buildProject(lead);
  const content = Array.from({ length: 9000 }, (_, n) =>
    JSON.stringify({ q: `Q ${n} ${"x".repeat(800)}`, memo: n }),
  ).join("\n");
  const { id } = await upload(project, content, "b.jsonl", false);
  const params = { project, import: id };
  const preview = await must(lead, imports.preview, { params, body: {} });
  expect(preview.items).toHaveLength(20);
  expect(preview.columns).toMatchObject([
    { name: "q", target: "prompt" },
    { name: "memo", target: "metadata", sample: "0" },
  ]);
  const mapping = { shape: "prompt-only", columns: { q: "prompt", memo: "attribute:memo" } };
  const mapped = await must(lead, imports.preview, { params, body: { mapping } });
  expect(mapped.items[3]!.attributes).toEqual({ memo: 3 });

  expect(await must(lead, imports.start, { params, body: { mapping } })).toMatchObject({ state: "running" });
  const stopped = new AbortController();
  stopped.abort(); // as a process that ends: one batch is committed
  await importFile.run({ org: lead.org, import: id }, app.services, attempt(stopped.signal));
  const half = await must(lead, imports.get, { params });
  expect(half.state).toBe("running");
  expect(half.added).toBeGreaterThan(1000);
  expect(half.added).toBeLessThan(9000);
  await importFile.run({ org: lead.org, import: id }, app.services, attempt());
  const done = await must(lead, imports.get, { params });
  expect(counts(done)).toEqual({ state: "done", added: 9000, duplicates: 0, problems: 0, notes: 0 });
  const [check] = await query(
    "select count(distinct line) as lines, min(attributes->>'memo') as memo from item where project_id = $1",
    project,
  );
  expect(check).toEqual({ lines: 9000, memo: "0" });
});

test("what is stored is what its hash says, whatever the language", async () => {
  const project = await buildProject(lead);
  const texts = ["ascii", "größe", "質問 😀", 'quotes " and \\ and \n', "\u0000 \ud800"];
  await upload(
    project,
    texts
      .map((prompt, n) => JSON.stringify({ prompt, chosen: "a", rejected: `${n}`, z: { b: 1, a: n } }))
      .join("\n"),
  );
  const rows = await query<{ shown: object; hidden: object; hash: Buffer; key: string }>(
    "select shown, hidden, hash, replace(key::text, '-', '') as key from item where project_id = $1 order by position",
    project,
  );
  expect(rows).toHaveLength(5);
  for (const { shown, hidden, hash, key } of rows) {
    const sha256 = createHash("sha256").update(canonical({ hidden, shown }));
    expect(sha256.digest("hex")).toBe(hash.toString("hex"));
    expect(key).toBe(hash.toString("hex").slice(0, 32));
  }
});

test("two workers on one import commit each batch once", async () => {
  const project = await buildProject(lead);
  const { id } = await upload(project, rows(300), "c.jsonl", false);
  const params = { project, import: id };
  await must(lead, imports.start, { params, body: {} });
  const run = () => importFile.run({ org: lead.org, import: id }, app.services, attempt());
  await Promise.all([run(), run(), run()]);
  expect(counts(await must(lead, imports.get, { params }))).toMatchObject({ state: "done", added: 300 });
});

test("the report lists what could not be read and what has a note, safe for a spreadsheet", async () => {
  const project = await buildProject(lead);
  const { id } = await upload(project, '{"prompt":"a","n":1e400}\n=1+1\n[1]\n{"prompt":"b"}');
  const report = await must(lead, imports.problems, { params: { project, import: id } });
  expect((report as unknown as string).split("\r\n")).toEqual([
    "line,imported,reason,text",
    "1,yes,a number out of range was left out,a",
    expect.stringMatching(/^2,no,"?not valid JSON.*'=1\+1$/),
    "3,no,not an object with named values,[1]",
    "",
  ]);
});

test("an import is taken back while nobody has met its items, and not after", async () => {
  const project = await buildProject(lead);
  const trainer = await buildPerson(app, lead.org);
  await join(lead, project, trainer, "trainer");
  const first = await upload(project, rows(5));
  const back = await must(lead, imports.takeBack, { params: { project, import: first.id } });
  expect(back).toMatchObject({ state: "taken-back", canTakeBack: false });
  await expect(app.services.store.size(`imports/${first.id}`)).rejects.toMatchObject({ code: "ENOENT" });
  expect(await query("select from item where project_id = $1", project)).toEqual([]);
  const again = await upload(project, rows(5));
  expect(again.added).toBe(5);
  await must(trainer, work.claim, { params: { project }, body: {} });
  expect(await must(lead, imports.get, { params: { project, import: again.id } })).toMatchObject({
    canTakeBack: false,
  });
  expect(await call(lead, imports.takeBack, { params: { project, import: again.id } })).toMatchObject({
    problem: { code: "worked_on" },
  });
});

test("items are numbered within their project, and a number that was given is not given again", async () => {
  await upload(await buildProject(lead), rows(3));
  const project = await buildProject(lead);
  const taken = await upload(project, rows(2));
  await must(lead, imports.takeBack, { params: { project, import: taken.id } });
  await upload(project, rows(2));
  const numbers = await query<{ position: number }>(
    "select position from item where project_id = $1 order by position",
    project,
  );
  expect(numbers.map(({ position }) => Number(position))).toEqual([3, 4]);
});

test("a taken external id with other content is left out and told, within a file and across files", async () => {
  const project = await buildProject(lead);
  const told = ({ added, duplicates, differing }: Import) => ({ added, duplicates, differing });
  const changed = (n: number) => JSON.stringify({ id: `r${n}`, prompt: `Other ${n}` });
  const first = await upload(project, [rows(20), rows(1, 4), changed(5)].join("\n"));
  expect(told(first)).toEqual({ added: 20, duplicates: 1, differing: 1 });
  const second = await upload(project, [rows(3), changed(3), changed(20), rows(10, 10)].join("\n"));
  expect(told(second)).toEqual({ added: 1, duplicates: 13, differing: 1 });
  const report = await must(lead, imports.problems, { params: { project, import: second.id } });
  expect((report as unknown as string).split("\r\n").slice(1)).toEqual([
    expect.stringMatching(/^4,no,"its external id is there already with other content.*",Other 3$/),
    "",
  ]);
  const stored =
    "select shown #>> '{prompt,0,content}' as text from item where project_id = $1 order by position";
  const texts = (await query<{ text: string }>(stored, project)).map(({ text }) => text);
  expect(texts).toEqual([...Array.from({ length: 20 }, (_, n) => `Prompt ${n}`), "Other 20"]);
});

test("a file that was never imported is thrown away, one that was is not", async () => {
  const project = await buildProject(lead);
  const { id } = await upload(project, rows(2), "d.jsonl", false);
  const params = { project, import: id };
  await must(lead, imports.discard, { params });
  expect(await call(lead, imports.get, { params })).toMatchObject({ status: 404 });
  await expect(app.services.store.size(`imports/${id}`)).rejects.toMatchObject({ code: "ENOENT" });
  const done = await upload(project, rows(2));
  expect(await call(lead, imports.discard, { params: { project, import: done.id } })).toMatchObject({
    problem: { code: "conflict" },
  });
});

test("names that no mapping can hold, and a first stretch of unreadable lines, do not stop an import", async () => {
  const project = await buildProject(lead);
  const long = "n".repeat(400);
  const fields = { prompt: "a", "two\nlines": "b", "": "c" };
  const done = await upload(project, JSON.stringify({ fields, responses: {}, [long]: 1 }));
  expect(done).toMatchObject({ state: "done", added: 1, mapping: { shape: "argilla" } });
  const bad = `${"x".repeat(999)}\n`.repeat(9_000);
  expect(await upload(project, `${bad}{"q":"b","pregunta":"c"}`)).toMatchObject({
    ...{ state: "done", added: 1, problems: 9_000 },
    mapping: { columns: { pregunta: "prompt" } },
  });
});

test("what is no text is refused in words; the same request again is not a second import", async () => {
  const project = await buildProject(lead);
  const zip = await upload(project, Buffer.from("504b0304aaaa", "hex"), "x.csv");
  expect(zip).toMatchObject({ state: "failed", failure: expect.stringContaining("ZIP") });
  const { id } = await upload(project, Buffer.from("504b0304aaaa", "hex"), "x.csv", false);
  expect(await call(lead, imports.preview, { params: { project, import: id }, body: {} })).toMatchObject({
    problem: { code: "unreadable_file" },
  });
  const input = { params: { project }, query: { name: "k.jsonl", start: "true" }, key: "one-and-the-same" };
  const send = () => must(lead, imports.upload, { ...input, file: new Blob([rows(3)]) } as never);
  const [one, two] = [await send(), await send()];
  expect(two).toEqual(one);
});

describe.skipIf(!existsSync(GOLDEN))("golden files (skipped: no golden data)", () => {
  test.each([
    ["data/hh-rlhf-harmless-base-test.jsonl.gz", 2312, 9],
    ["data/alpaca_en_demo.json", 999, 0],
    ["data/glaive_toolcall_en_demo.json", 300, 0],
    ["data/oasst-en-100-trees.jsonl.gz", 254, 0],
    ["prompts/xstest-prompts.csv", 450, 0],
  ])("%s: %i items, %i notes, and none at the second time", async (file, added, notes) => {
    const project = await buildProject(lead);
    const content = await readFile(joinPath(GOLDEN, file));
    expect(counts(await upload(project, content, file))).toEqual({
      state: "done",
      added,
      duplicates: 0,
      problems: 0,
      notes,
    });
    const packed = file.endsWith(".gz") ? gunzipSync(content) : gzipSync(content);
    expect(counts(await upload(project, packed, file.replace(".gz", "")))).toMatchObject({
      added: 0,
      duplicates: added,
    });
  });
});
