import { createHash } from "node:crypto";
import { buffer } from "node:stream/consumers";
import { parquetReadObjects } from "hyparquet";
import { afterAll, beforeAll, expect, test } from "vitest";
import { contract } from "#contract/index.ts";
import type { Release } from "#contract/releases.ts";
import type { AnswerBody } from "#kinds/answer.ts";
import { templates } from "#kinds/templates.ts";
import { buildReleaseHere } from "../../testing/build-release.ts";
import { call, must } from "../../testing/call.ts";
import { buildOrganization, buildPerson, buildProject, join, type TestPerson } from "../../testing/make.ts";
import { type TestApp, testApp } from "../../testing/test-app.ts";
import { finishRelease, writeStored } from "./build-release.ts";

const { imports, projects, releases, work } = contract;
let app: TestApp;
let lead: TestPerson;
let trainers: TestPerson[];
beforeAll(async () => {
  app = await testApp();
  ({ owner: lead } = await buildOrganization(app));
  trainers = await Promise.all([1, 2, 3].map(() => buildPerson(app, lead.org)));
});
afterAll(() => app.stop());

async function buildCase(template: "preference" | "demonstration", rows: object[], settings = {}) {
  const project = await buildProject(lead, { template, form: templates[template].form, settings });
  for (const trainer of trainers) await join(lead, project, trainer, "trainer");
  const content = rows.map((row) => JSON.stringify(row)).join("\n");
  const input = { params: { project }, query: { name: "a.jsonl", start: "true" }, file: new Blob([content]) };
  await must(lead, imports.upload, input as never);
  return project;
}

async function answerAll(
  project: string,
  who: TestPerson,
  answer: (prompt: string, texts: string[]) => AnswerBody,
) {
  for (;;) {
    const { assignment } = await must(who, work.claim, { params: { project }, body: {} });
    if (!assignment) return;
    const { prompt, candidates = [] } = assignment.material;
    const texts = candidates.map(({ messages }) => String(messages[0]!.content));
    const body = answer(String(prompt.at(-1)!.content), texts);
    await must(who, work.submit, { params: { project, assignment: assignment.id }, body: { body } });
  }
}

async function make(project: string, body: object): Promise<Release> {
  const { id } = await must(lead, releases.create, {
    params: { project },
    body: { name: "First", formats: ["raw"], ...body } as never,
  });
  await buildReleaseHere(app, lead.org, id);
  return must(lead, releases.get, { params: { project, release: id } });
}
const bytesOf = (release: Release, name: string) =>
  buffer(app.services.store.read(`releases/${release.id}/${name.toLowerCase()}`));
const linesOf = async (release: Release, name: string) =>
  (await bytesOf(release, name))
    .toString()
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line));

const pairs = ["red", "green", "blue"].map((colour) => ({
  id: colour,
  prompt: `Which ${colour}?`,
  chosen: `${colour} A`,
  rejected: `${colour} B`,
  license: "CC-BY-4.0",
}));
const prefer = (side: "A" | "B") => (_prompt: string, texts: string[]) => ({
  preference: {
    ...{ choice: texts.findIndex((text) => text.endsWith(side)), strength: 1 },
    criteria: { correctness: "tie", helpfulness: "tie", safety: "tie" },
  },
});

test("a release of preferences: the majority's rows, every vote in raw, the same bytes again", async () => {
  const project = await buildCase("preference", pairs, { answersPerItem: 3, review: false });
  await answerAll(project, trainers[0]!, prefer("A"));
  await answerAll(project, trainers[1]!, prefer("A"));
  await answerAll(project, trainers[2]!, (prompt, texts) =>
    prefer(prompt.includes("red") ? "A" : "B")(prompt, texts),
  );
  expect(await must(lead, releases.count, { params: { project }, body: {} })).toEqual({
    items: 3,
    answers: 9,
  });
  const formats = [
    "raw",
    "trl-preference",
    "openai-preference",
    "csv",
    "trl-preference-parquet",
    "table-parquet",
    "raw-parquet",
  ];
  const release = await make(project, { formats });
  expect(release).toMatchObject({ state: "ready", items: 3, answers: 9, n: 1 });
  expect(release.files.map(({ name, rows }) => [name, rows])).toEqual([
    ["README.md", 0],
    ["manifest.json", 0],
    ["openai-preference.jsonl", 3],
    ["raw.jsonl", 3],
    ["raw.parquet", 3],
    ["table.csv", 9],
    ["table.parquet", 9],
    ["trl-preference.jsonl", 3],
    ["trl-preference.parquet", 3],
  ]);
  const rows = await linesOf(release, "trl-preference.jsonl");
  expect(rows[1]).toEqual({
    prompt: [{ role: "user", content: "Which green?" }],
    chosen: [{ role: "assistant", content: "green A" }],
    rejected: [{ role: "assistant", content: "green B" }],
  });
  const table = (await bytesOf(release, "table.csv")).toString().split("\r\n");
  expect(table[0]).toMatch(/^item,.*answer\.preference/);
  expect(table).toHaveLength(1 + 9 + 1);
  const raw = await linesOf(release, "raw.jsonl");
  expect(raw.map(({ answers }) => answers.length)).toEqual([3, 3, 3]);
  for (const { name, sha256, size } of release.files) {
    const bytes = await bytesOf(release, name);
    expect([name, createHash("sha256").update(bytes).digest("hex"), bytes.length]).toEqual([
      name,
      sha256,
      size,
    ]);
  }
  const file = await bytesOf(release, "trl-preference.parquet");
  const columns = await parquetReadObjects({
    file: file.buffer.slice(file.byteOffset, file.byteOffset + file.length) as ArrayBuffer,
  });
  expect(columns[0]).toMatchObject({ chosen: [{ role: "assistant", content: "red A" }] });

  const manifest = JSON.parse((await bytesOf(release, "manifest.json")).toString());
  expect(manifest).toEqual(release.manifest);
  expect(manifest.counts).toMatchObject({
    people: 3,
    answers: 9,
    form_versions: { 1: 9 },
    licences: { "CC-BY-4.0": 3 },
  });
  expect(manifest.agreement[0]).toMatchObject({ question: "preference", items: 3, labels: 9 });
  const card = (await bytesOf(release, "README.md")).toString();
  expect(card).toContain("Krippendorff's alpha (nominal)");
  expect(card).toMatch(/Licences.*CC-BY-4\.0/);

  await must(lead, projects.update, { params: { project }, body: { name: "Renamed" } });
  const { rows: events } = await app.services.database.pool.query(
    "select body->'files' as files from event where kind = 'release.ready' and body->>'release' = $1",
    [release.id],
  );
  expect(events).toEqual([
    { files: Object.fromEntries(release.files.map(({ name, sha256 }) => [name, sha256])) },
  ]);
  const verified = await must(lead, releases.verify, { params: { project, release: release.id } });
  expect(verified.files.filter(({ equal }) => !equal)).toEqual([]);
  expect(verified).toMatchObject({ equal: true });
  await app.services.database.pool.query(
    "update release_file set sha256 = '\\x00' where release_id = $1 and format = 'raw'",
    [release.id],
  );
  const tampered = await must(lead, releases.verify, { params: { project, release: release.id } });
  expect(tampered.files.filter(({ equal }) => !equal)).toEqual([{ name: "raw.jsonl", equal: false }]);
});

test("what is decided later is not in a release that was frozen before", async () => {
  const project = await buildCase("demonstration", [{ prompt: "One" }, { prompt: "Two" }], { review: false });
  const { assignment } = await must(trainers[0]!, work.claim, { params: { project }, body: {} });
  await must(trainers[0]!, work.submit, {
    params: { project, assignment: assignment!.id },
    body: { body: { response: "Eins" } },
  });
  const { id } = await must(lead, releases.create, {
    params: { project },
    body: { name: "Early", formats: ["trl-prompt-completion"] },
  });
  await answerAll(project, trainers[1]!, () => ({ response: "Zwei" }));
  await buildReleaseHere(app, lead.org, id);
  const early = await must(lead, releases.get, { params: { project, release: id } });
  expect(await linesOf(early, "trl-prompt-completion.jsonl")).toEqual([
    { prompt: [{ role: "user", content: "One" }], completion: [{ role: "assistant", content: "Eins" }] },
  ]);
  expect((await make(project, {})).items).toBe(2);
});

test("filters by attribute, state and form version; a split by family", async () => {
  const rows = Array.from({ length: 60 }, (_, n) => ({
    ...{ id: `i${n}`, prompt: `P ${n}`, language: n % 3 ? "de" : "en", family: `f${n % 20}` },
  }));
  const project = await buildCase("demonstration", rows);
  const count = async (filter: object) =>
    (await must(lead, releases.count, { params: { project }, body: { filter } as never })).items;
  const states = ["new", "working"];
  expect(await count({})).toBe(0);
  expect(await count({ states })).toBe(60);
  expect(await count({ states, attributes: [{ name: "language", in: ["en", "fr"] }] })).toBe(20);
  const where = { not: { of: "attribute", name: "language", in: ["en", "fr"] } };
  expect(await count({ states, where })).toBe((await count({ states })) - 20);
  expect(await count({ states, where, attributes: [{ name: "language", in: ["en"] }] })).toBe(0);
  expect(await count({ states, formVersions: [1] })).toBe(0);
  expect(await count({ states: ["in-progress", "done"] })).toBe(0);
  const release = await make(project, {
    ...{ filter: { states }, formats: ["raw", "trl-prompt-only"] },
    policy: { split: { train: 0.6, validation: 0.2, test: 0.2 } },
  });
  const parts = await Promise.all(
    ["train", "validation", "test"].map((part) => linesOf(release, `raw.${part}.jsonl`)),
  );
  expect(parts.flat()).toHaveLength(60);
  const verified = await must(lead, releases.verify, { params: { project, release: release.id } });
  expect(verified).toMatchObject({ equal: true });
  // The first release's words: a release keeps what it was asked for, on its page and in its files.
  expect([release.filter.states, (release.manifest as { filter: unknown }).filter]).toMatchObject([
    states,
    { states },
  ]);
  const families = parts.map((part) => new Set(part.map(({ family }) => family)));
  expect(families.map(({ size }) => size).reduce((a, b) => a + b)).toBe(20);
});

test("a state means what it always did: in progress is what the first release called in work and in review", async () => {
  const project = await buildCase("demonstration", [{ prompt: "A" }, { prompt: "B" }, { prompt: "C" }], {
    answersPerItem: 2,
  });
  await answerAll(project, trainers[0]!, () => ({ response: "x" }));
  for (const decision of ["return", "accept"] as const) {
    const { assignment } = await must(lead, work.claim, { params: { project }, body: { stage: "review" } });
    const params = { project, assignment: assignment!.id };
    await must(lead, work.review, { params, body: { decision, reason: "Because" } });
  }
  const count = async (...states: string[]) => {
    const filter = { states, acceptedOnly: false };
    return (await must(lead, releases.count, { params: { project }, body: { filter } as never })).items;
  };
  expect([await count("working"), await count("review")]).toEqual([2, 1]);
  expect([await count("in-progress"), await count("new", "done", "withdrawn")]).toEqual([3, 0]);
  const unknown = { params: { project }, body: { filter: { states: ["lost"] } } as never };
  expect(await call(lead, releases.count, unknown)).toMatchObject({ status: 422 });
});

test("the export of everything is one line an item, with every version and review", async () => {
  const project = await buildCase("demonstration", [
    { prompt: 'A "quoted"\nline \\ back' },
    { prompt: "B", source: "web" },
  ]);
  const reviewer = await buildPerson(app, lead.org);
  await join(lead, project, reviewer, "reviewer");
  await answerAll(project, trainers[0]!, () => ({ response: "x" }));
  const { assignment } = await must(reviewer, work.claim, { params: { project }, body: {} });
  const params = { project, assignment: assignment!.id };
  await must(reviewer, work.review, { params, body: { decision: "fix", body: { response: "y" } } });
  const text = (await must(lead, releases.export, { params: { project } })) as unknown as string;
  const rows = text
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
  expect(rows.map(({ state, answers, reviews }) => [state, answers.length, reviews.length])).toEqual([
    ["done", 2, 1],
    ["in-progress", 1, 0],
  ]);
  expect(rows[0]!.material.prompt[0].content).toBe('A "quoted"\nline \\ back');
  expect(rows[1]!.hidden.source).toBe("web");
  expect(await call(trainers[0]!, releases.export, { params: { project } })).toMatchObject({ status: 403 });
});

test("a release that would hold nothing is refused and leaves nothing behind", async () => {
  const project = await buildCase("demonstration", [{ prompt: "One" }], { review: false });
  const create = (filter: object) =>
    call(lead, releases.create, {
      params: { project },
      body: { name: "x", formats: ["raw"], filter } as never,
    });
  expect(await create({})).toMatchObject({ status: 422, problem: { code: "empty_release" } });
  expect(await must(lead, releases.list, { params: { project } })).toEqual({ rows: [] });
  expect(await create({ states: ["new"] })).toMatchObject({ data: { n: 1, items: 1, answers: 0 } });
});

test("formats are offered by the form; an unknown one is refused", async () => {
  const project = await buildCase("preference", pairs);
  const { rows } = await must(lead, releases.formats, { params: { project } });
  expect(rows.filter(({ fits }) => fits).map(({ name }) => name)).toContain("trl-preference-parquet");
  expect(rows.find(({ name }) => name === "openai-chat")).toMatchObject({ fits: false });
  const body = { name: "x", formats: ["nope"] };
  expect(await call(lead, releases.create, { params: { project }, body })).toMatchObject({ status: 422 });
});

test("a release whose process died behind its files is written again: the same bytes, each file once", async () => {
  const project = await buildCase("demonstration", [{ id: "1", prompt: "One" }], { review: false });
  await answerAll(project, trainers[0]!, () => ({ response: "Eins" }));
  const params = { project };
  const body = { name: "Broken off", formats: ["raw"] };
  const { id } = await must(lead, releases.create, { params, body: body as never });
  const { database, store } = app.services;
  const dies = finishRelease({ org: lead.org, release: id }, app.services, async (key) => {
    await writeStored(database.pool, store, key);
    throw new Error("killed");
  });
  await expect(dies).rejects.toThrow("killed");
  const left = await must(lead, releases.get, { params: { project, release: id } });
  expect(left).toMatchObject({ state: "building", files: [] });
  const before = await bytesOf(left, "raw.jsonl");
  await buildReleaseHere(app, lead.org, id);
  const ready = await must(lead, releases.get, { params: { project, release: id } });
  expect(ready.files.map(({ name }) => name)).toEqual(["README.md", "manifest.json", "raw.jsonl"]);
  expect((await bytesOf(ready, "raw.jsonl")).equals(before)).toBe(true);
});
