import { createHash } from "node:crypto";
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Import } from "#contract/imports.ts";
import { contract } from "#contract/index.ts";
import type { Release } from "#contract/releases.ts";
import { must, type Visitor } from "#server/testing/call.ts";
import {
  buildKey,
  buildOrganization,
  buildPerson,
  buildProject,
  join as joinProject,
} from "#server/testing/make.ts";
import { type TestApp, testApp } from "#server/testing/test-app.ts";
import { startWorker } from "#server/worker.ts";
import { runCommand, runJson } from "./run.case.ts";

let site: TestApp;
let lead: Visitor;
let viewer: Visitor;
let project: string;
let folder: string;
let worker: ReturnType<typeof startWorker>;

beforeAll(async () => {
  site = await testApp();
  worker = startWorker(site.services, true);
  folder = await mkdtemp(join(tmpdir(), "plumbline-cli-"));
  const { owner, org } = await buildOrganization(site);
  lead = await buildKey(site, owner, ["read", "write"]);
  project = await buildProject(owner, { settings: { review: false } });
  const trainer = await buildPerson(site, org);
  await joinProject(owner, project, trainer, "trainer");
  const onlooker = await buildPerson(site, org);
  await joinProject(owner, project, onlooker, "viewer");
  viewer = await buildKey(site, onlooker, ["read", "write"]);
  const lines = Array.from({ length: 20 }, (_, n) => JSON.stringify({ id: `p${n}`, prompt: `Prompt ${n}` }));
  lines.splice(3, 0, "{ this is no JSON");
  await writeFile(join(folder, "prompts.jsonl"), lines.join("\n"));
  await runCommand(lead, "import", project, join(folder, "prompts.jsonl"), "--reports", folder);
  for (let n = 0; n < 2; n++) {
    const { assignment } = await must(trainer, contract.work.claim, { params: { project }, body: {} });
    const params = { project, assignment: assignment!.id };
    await must(trainer, contract.work.submit, { params, body: { body: { response: `Answer ${n}` } } });
  }
});
afterAll(async () => {
  await worker.stop();
  await site.stop();
  await rm(folder, { recursive: true });
});

test("a file lands without its bad line, which is reported; again, nothing is added", async () => {
  const report = await readFile(join(folder, "prompts.jsonl-report.csv"), "utf8");
  expect(report).toMatch(/^4,no,.*this is no JSON/m);
  const again = await runCommand(lead, "import", project, join(folder, "prompts.jsonl"), "--reports", folder);
  expect(again).toMatchObject({ code: 0, out: "" });
  expect(again.err).toMatch(
    /^prompts\.jsonl: 0 added, 20 there already, 1 line could not be read \(.*-report\.csv\)\n$/,
  );
  await writeFile(join(folder, "changed.jsonl"), '{"id":"p1","prompt":"Another prompt"}');
  const changed = await runCommand(
    lead,
    "import",
    project,
    join(folder, "changed.jsonl"),
    "--reports",
    folder,
  );
  expect(changed.err).toMatch(
    /^changed\.jsonl: 0 added, 1 left out, there already with other content \(.*changed\.jsonl-report\.csv\)\n$/,
  );
});

test("a mapping says what columns are; the import can be taken back", async () => {
  await writeFile(join(folder, "odd.csv"), "what,extra\nFirst,1\nSecond,2\n");
  const mapping = { shape: "prompt-only", columns: { what: "prompt", extra: "attribute:extra" } };
  await writeFile(join(folder, "mapping.json"), JSON.stringify(mapping));
  const [done] = await runJson<Import[]>(
    lead,
    "import",
    project,
    join(folder, "odd.csv"),
    "--mapping",
    join(folder, "mapping.json"),
  );
  expect(done).toMatchObject({ state: "done", added: 2, mapping });
  const taken = await runJson<Import>(lead, "imports", "take-back", project, done!.id);
  expect(taken.state).toBe("taken-back");
  expect((await runCommand(lead, "imports", "list", project)).out).toMatch(/^odd\.csv +taken-back/m);
});

test("what cannot be imported is one sentence", async () => {
  const none = await runCommand(lead, "import", project, join(folder, "none.jsonl"));
  expect(none).toMatchObject({ code: 1, err: expect.stringMatching(/^There is no .*none\.jsonl\.\n$/) });
  const refused = await runCommand(viewer, "import", project, join(folder, "prompts.jsonl"));
  expect(refused).toMatchObject({ code: 1, err: expect.stringContaining("Your role does not allow this") });
  await writeFile(join(folder, "bad.json"), "[]");
  const bad = await runCommand(
    lead,
    "import",
    project,
    join(folder, "odd.csv"),
    "--mapping",
    join(folder, "bad.json"),
  );
  expect(bad).toMatchObject({ code: 1, err: expect.stringContaining("is no mapping") });
});

test("an export is streamed to standard output, to a file and to a packed file, the same bytes each time", async () => {
  const { out } = await runCommand(lead, "export", project);
  const rows = out
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as object);
  expect(rows).toHaveLength(20);
  const plain = join(folder, "all.jsonl");
  const saved = await runJson<{ size: number; sha256: string }>(lead, "export", project, "--out", plain);
  expect(saved.sha256).toBe(createHash("sha256").update(out).digest("hex"));
  expect(await readFile(plain, "utf8")).toBe(out);
  await runJson(lead, "export", project, "--out", `${plain}.gz`);
  expect(gunzipSync(await readFile(`${plain}.gz`)).toString()).toBe(out);
  const again = await runCommand(lead, "export", project, "--out", plain);
  expect(again).toMatchObject({ code: 1, err: expect.stringContaining("exists already") });
});

test("a release that would hold nothing is not made, and one sentence says why", async () => {
  const empty = await runCommand(
    lead,
    "release",
    "create",
    project,
    "None",
    "--state",
    "cancelled",
    "--format",
    "raw",
  );
  expect(empty).toMatchObject({ code: 1, err: expect.stringMatching(/^Nothing would go in: .*\n$/) });
});

test("a release is made, downloaded with every hash right, and written again byte for byte", async () => {
  const formats = ["--format", "raw", "--format", "trl-prompt-completion"];
  const release = await runJson<Release>(
    lead,
    "release",
    "create",
    project,
    "First",
    ...formats,
    "--notes",
    "Two answers",
  );
  expect(release).toMatchObject({ n: 1, state: "ready", items: 2, answers: 2 });

  const out = join(folder, "release");
  const got = await runJson<{ files: { name: string }[] }>(
    lead,
    "release",
    "download",
    project,
    "latest",
    "--out",
    out,
  );
  expect((await readdir(out)).sort()).toEqual(got.files.map(({ name }) => name).sort());
  expect(await runCommand(lead, "release", "verify", project, "1")).toMatchObject({ code: 0 });
  expect(await runCommand(lead, "release", "verify", project, "1", "--folder", out)).toMatchObject({
    code: 0,
  });

  const victim = join(out, release.files.find(({ format }) => format === "raw")!.name);
  const right = await readFile(victim);
  await writeFile(victim, Buffer.concat([right, Buffer.from("\n")]));
  const checked = await runCommand(lead, "release", "verify", project, "First", "--folder", out);
  expect(checked).toMatchObject({
    code: 1,
    out: expect.stringMatching(/differs/),
    err: "Not every byte is the same.\n",
  });
  const { mtimeMs } = await stat(join(out, "manifest.json"));
  const repaired = await runCommand(lead, "release", "download", project, "1", "--out", out);
  expect(repaired.err).toContain("manifest.json is here already");
  expect(await readFile(victim)).toEqual(right);
  expect((await stat(join(out, "manifest.json"))).mtimeMs).toBe(mtimeMs);
});

test("flags that cannot be are refused before anything is asked of the server", async () => {
  const create = ["release", "create", project, "X"];
  for (const flags of [
    ["--split", "0.5,0.1"],
    ["--attribute", "x"],
    ["--state", "finished"],
    ["--ties", "maybe"],
  ]) {
    expect(await runCommand(lead, ...create, ...flags)).toMatchObject({ code: 2 });
  }
});
