import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { contract } from "#contract/index.ts";
import { RuleContent } from "#guide/index.ts";
import { verify } from "#verify/check.ts";
import { guideRules } from "#verify/guide-rules.ts";
import { call, must } from "../../testing/call.ts";
import { buildOrganization, buildPerson, type TestPerson } from "../../testing/make.ts";
import { type TestApp, testApp } from "../../testing/test-app.ts";

const { guideDrafts: drafts, guideFiles: files } = contract;
const golden = join(process.env.GOLDEN_DIR ?? "../shared/golden", "guides");

let app: TestApp;
let owner: TestPerson;
let org: string;
beforeAll(async () => {
  app = await testApp();
  ({ org, owner } = await buildOrganization(app));
});
afterAll(() => app.stop());

const read = (name: string, content: BlobPart, guide?: string) =>
  must(owner, files.read, { query: { name, ...(guide && { guide }) }, file: new Blob([content]) });
const text = (who: TestPerson, guide: string, query: object) =>
  must(who, files.export, {
    params: { guide },
    query: query as never,
  }) as Promise<unknown> as Promise<string>;

async function take(title: string, found: Awaited<ReturnType<typeof read>>) {
  const entries = found.entries.map(({ id, parent, n, content }) => ({
    id,
    parent,
    content,
    ...(n && { n }),
  }));
  return must(owner, files.create, { body: { title, entries } });
}

test("a Word guide is read into a guide, and the same guide edited elsewhere into proposals", async () => {
  const before = await take(
    "Spec",
    await read("a.docx", readFileSync(join(golden, "guide-2025-02-12.docx"))),
  );
  expect(before.entries).toHaveLength(78);
  const after = await read("b.md", readFileSync(join(golden, "guide-2025-09-12.md")), before.id);
  const count = (kind: string) => after.proposals!.filter((each) => each.kind === kind).length;
  expect(count("new") + count("split")).toBe(8);
  expect(count("gone")).toBe(2);
  // Reading changes nothing.
  expect((await must(owner, drafts.get, { params: { guide: before.id } })).rev).toBe(before.rev);
  const reworded = after.proposals!.find(({ kind }) => kind === "reworded")!;
  expect(reworded.content).not.toBeNull();
}, 60_000);

test("JSON takes a guide elsewhere with its ids and hashes, and Markdown back as the same", async () => {
  const { id, entries } = await must(owner, drafts.create, { body: { title: "Ours" } });
  const params = { guide: id };
  expect(entries).toEqual([]);
  const content = RuleContent.parse({ kind: "rule", title: "Be brief", statement: "Do.", owner: owner.id });
  const added = await must(owner, drafts.addEntry, { params, body: { content } });
  const [entry] = added.entries;
  await must(owner, drafts.saveEntry, {
    params: { ...params, entry: entry!.id },
    body: { base: entry!.revision, content: { ...content, statement: "Do it." } },
  });
  const { rev } = await must(owner, drafts.get, { params });
  const version = await must(owner, drafts.publish, { params, body: { rev } });
  const json = await text(owner, id, { format: "json", version: 1 });
  expect(await text(owner, id, { format: "json", version: 1 })).toBe(json);
  expect(JSON.parse(json).hash).toBe(version.hash);

  const other = await buildOrganization(await otherApp());
  const found = await must(other.owner, files.read, { query: { name: "x.json" }, file: new Blob([json]) });
  const body = {
    title: "Theirs",
    entries: found.entries.map(({ id, parent, n, content }) => ({ id, parent, n: n ?? 1, content })),
  };
  const copy = await must(other.owner, files.create, { body });
  expect(copy.entries[0]).toMatchObject({ id: entry!.id, n: 2 });
  const again = await must(other.owner, drafts.publish, {
    params: { guide: copy.id },
    body: { rev: copy.rev },
  });
  expect(again.hash).toBe(version.hash);

  // Where the ids are taken, it is a guide of its own.
  const twin = await take("Twin", await read("x.json", json));
  expect(twin.entries[0]!.id).not.toBe(entry!.id);

  const markdown = await text(owner, id, { format: "markdown" });
  const back = await read("x.md", markdown.replace("Do it.", "Do it now."), id);
  expect(back.proposals).toMatchObject([
    { kind: "reworded", entry: entry!.id, content: { statement: "Do it now.", owner: owner.id } },
  ]);
  expect((await read("x.md", markdown, id)).proposals).toMatchObject([{ kind: "same" }]);
  expect(await text(owner, id, { format: "prompt", tokens: 200 })).toContain("1 Be brief");
  expect(await text(owner, id, { format: "html" })).toContain(`id="rule-${entry!.id}"`);
  const client = await app.services.database.pool.connect();
  try {
    expect(await verify(client as never, guideRules, [])).toEqual([]);
  } finally {
    client.release();
  }
}, 60_000);

test("rules of a file are over each other in the new guide too, whichever comes first and whatever ids they get", async () => {
  const [one, other, elsewhere] = [randomUUID(), randomUUID(), randomUUID()];
  const rule = (title: string, over: string[]) =>
    RuleContent.parse({ kind: "rule", title, statement: "Do.", over });
  const entries = [
    { id: one, parent: null, content: rule("One", [other, elsewhere]) },
    { id: other, parent: null, content: rule("Other", []) },
  ];
  for (const title of ["First", "Second"]) {
    const { entries: taken } = await must(owner, files.create, { body: { title, entries } });
    expect(taken[0]!.content).toMatchObject({ over: [taken[1]!.id] });
    expect(taken[0]!.id === one).toBe(title === "First");
  }
});

let second: TestApp | null = null;
afterAll(() => second?.stop());
async function otherApp(): Promise<TestApp> {
  second ??= await testApp();
  return second;
}

test("who may not write does not read files, and who has nothing to do with a guide does not get it", async () => {
  const stranger = await buildPerson(app, org);
  const { id } = await must(owner, drafts.create, { body: { title: "Closed" } });
  const file = new Blob(["# a"]);
  const outcome = await call(stranger, files.read, { query: { name: "x.md" }, file });
  expect(outcome).toMatchObject({ ok: false, problem: { code: "forbidden" } });
  const compared = await call(stranger, files.read, { query: { name: "x.md", guide: id }, file });
  expect(compared).toMatchObject({ ok: false, problem: { code: "not_found" } });
  expect(await call(stranger, files.export, { params: { guide: id } })).toMatchObject({
    ok: false,
    problem: { code: "not_found" },
  });
  const refused = await call(owner, files.read, { query: { name: "x.docx" }, file });
  expect(refused).toMatchObject({
    ok: false,
    problem: { code: "unreadable_file", message: /save it again/ },
  });
});
