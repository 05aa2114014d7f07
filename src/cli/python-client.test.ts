import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { contract } from "#contract/index.ts";
import { addItems } from "#server/testing/add-items.ts";
import { must, type Visitor } from "#server/testing/call.ts";
import {
  buildKey,
  buildOrganization,
  buildPerson,
  buildProject,
  join as joinProject,
  type TestPerson,
} from "#server/testing/make.ts";
import { type TestApp, testApp } from "#server/testing/test-app.ts";
import { VERSION } from "#server/version.ts";
import { startWorker } from "#server/worker.ts";

const CLIENTS = fileURLToPath(new URL("../../clients/", import.meta.url));
const hasPython = spawnSync("python3", ["--version"]).status === 0;

let site: TestApp;
let owner: TestPerson;
let key: Visitor;
let folder: string;
let project: string;
let boundKey: string;
let worker: ReturnType<typeof startWorker>;

const python = (...args: string[]) => pythonWith(key.headers.authorization!.slice("Bearer ".length), args);

async function pythonWith(
  secret: string,
  args: string[],
): Promise<{ code: number; out: string; err: string }> {
  const child = spawn("python3", ["-B", ...args], {
    cwd: CLIENTS,
    env: {
      PATH: process.env.PATH,
      PLUMBLINE_URL: key.url,
      PLUMBLINE_KEY: secret,
    },
  });
  const [out, err, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, "close"),
  ]);
  return { code, out, err };
}

const lines = (out: string) =>
  out
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as Record<string, unknown>);

describe.runIf(hasPython)("plumbline.py (needs python3)", () => {
  beforeAll(async () => {
    site = await testApp();
    worker = startWorker(site.services, true);
    folder = await mkdtemp(join(tmpdir(), "plumbline-python-"));
    ({ owner } = await buildOrganization(site));
    const { org } = owner;
    key = await buildKey(site, owner, ["read", "write"]);
    project = await buildProject(owner, { template: "preference", settings: { review: false } });
    const bound = { name: "bound", scopes: ["read" as const], projectId: project };
    boundKey = (await must(owner, contract.keys.create, { body: bound })).secret;
    const trainer = await buildPerson(site, org);
    await joinProject(owner, project, trainer, "trainer");

    const rows = ["alpha", "beta"].map((id) => ({
      id,
      prompt: `Which, ${id}?`,
      responses: [
        { text: "This — ö 🎣", model: "m1" },
        { text: "That", model: "m2" },
      ],
    }));
    const pushed = await python(
      "-c",
      `
import json, plumbline
rows = json.loads(${JSON.stringify(JSON.stringify(rows))})
lab = plumbline.Plumbline()
first = lab.push("A project", (row for row in rows))
again = lab.push("A project", rows + [{"nothing": 1}], name="again.jsonl")
print(json.dumps([first, again, lab.problems("A project", again["id"])]))`,
    );
    expect(pushed.err).toBe("");
    const [first, again, report] = JSON.parse(pushed.out) as [object, object, string];
    expect(first).toMatchObject({ state: "done", added: 2, problems: 0 });
    expect(again).toMatchObject({ state: "done", added: 0, duplicates: 2, problems: 1 });
    expect(report).toMatch(/^3,no,/m);

    const { assignment } = await must(trainer, contract.work.claim, { params: { project }, body: {} });
    const params = { project, assignment: assignment!.id };
    const all = { correctness: 0, helpfulness: "tie", safety: "tie" };
    const body = { preference: { choice: 0, strength: 2, criteria: all } };
    await must(trainer, contract.work.submit, { params, body: { body, confidence: 4 } });
    const name = "First";
    await must(owner, contract.releases.create, {
      params: { project },
      body: { name, formats: ["raw", "trl-preference"] },
    });
  });
  afterAll(async () => {
    await worker.stop();
    await site.stop();
    await rm(folder, { recursive: true });
  });

  test("votes come with what they are about, and the models behind it", async () => {
    const { code, out } = await python("plumbline.py", "votes", "A project");
    expect(code).toBe(0);
    const [vote, ...more] = lines(out);
    expect(more).toEqual([]);
    expect(vote).toMatchObject({ version: 1, confidence: 4, decision: null });
    const { models, candidates } = vote as { models: string[]; candidates: { content: string }[][] };
    const made = Object.fromEntries(models.map((model, at) => [model, candidates[at]![0]!.content]));
    expect(made).toEqual({ m1: "This — ö 🎣", m2: "That" });
    expect(lines((await python("plumbline.py", "export", "A project")).out)).toHaveLength(2);
  });

  test("the guide is read, and made into a prompt that is the same each time", async () => {
    const { guideDrafts, guides } = contract;
    const { id: guide } = await must(owner, guideDrafts.create, { body: { title: "Style" } });
    const params = { guide };
    const content = { kind: "rule" as const, title: "Be brief", statement: "Two lines at most." };
    const { rev } = await must(owner, guideDrafts.addEntry, { params, body: { content } });
    await must(owner, guideDrafts.publish, { params, body: { rev } });
    await must(owner, guides.adopt, { params: { project }, body: { guide } });
    expect(lines((await python("plumbline.py", "guide", project)).out)).toMatchObject([
      { number: "1", content: { title: "Be brief" } },
    ]);
    const prompt = () => python("plumbline.py", "prompt", project, "--tokens", "500");
    const first = await prompt();
    expect(first.out).toContain("Two lines at most.");
    expect(await prompt()).toEqual(first);
    expect(lines((await python("plumbline.py", "rules", project)).out)).toMatchObject([{ broken: 0 }]);
  });

  test("findings come batch by batch, with the rule as it was then", async () => {
    const { guideDrafts, guides, work } = contract;
    const place = await buildProject(owner, { settings: { review: true } });
    await must(owner, contract.projects.update, { params: { project: place }, body: { name: "Reviewed" } });
    const [amara, rosa] = await Promise.all([buildPerson(site, owner.org), buildPerson(site, owner.org)]);
    await joinProject(owner, place, amara, "trainer");
    await joinProject(owner, place, rosa, "reviewer");
    await addItems(site, owner, place, 1);
    const { id: guide } = await must(owner, guideDrafts.create, { body: { title: "Two rules" } });
    for (const title of ["Be brief", "Be kind"])
      await must(owner, guideDrafts.addEntry, {
        params: { guide },
        body: { content: { kind: "rule", title, statement: `${title}.` } },
      });
    const { rev, entries } = await must(owner, guideDrafts.get, { params: { guide } });
    await must(owner, guideDrafts.publish, { params: { guide }, body: { rev } });
    const params = { project: place };
    await must(owner, guides.adopt, { params, body: { guide } });
    const mine = (await must(amara, work.claim, { params, body: {} })).assignment!.id;
    const body = { body: { response: "Long." } };
    await must(amara, work.submit, { params: { ...params, assignment: mine }, body });
    const piece = (await must(rosa, work.claim, { params, body: { stage: "review" } })).assignment!.id;
    const rules = entries.map(({ id: rule }) => ({ rule, severity: "minor" as const }));
    const verdict = { decision: "reject" as const, reason: "No.", rules };
    await must(rosa, work.review, { params: { ...params, assignment: piece }, body: verdict });
    const script = `
import json, plumbline
for finding in plumbline.Plumbline().findings("${place}", batch=1):
    print(json.dumps(finding))`;
    const found = lines((await python("-c", script)).out);
    expect(found.map(({ rule }) => rule).sort()).toEqual(entries.map(({ id }) => id).sort());
    for (const one of found)
      expect(one).toMatchObject({ guideVersion: 1, severity: "minor", judgement: "broken", newer: false });
  });

  test("a release is downloaded with every hash right; a spoiled file is fetched again", async () => {
    const out = join(folder, "release");
    const until = async (state: string) => {
      const release = lines((await python("plumbline.py", "releases", "A project")).out)[0]!;
      return release.state === state ? release : null;
    };
    await expect.poll(() => until("ready"), { timeout: 20_000 }).not.toBeNull();
    const first = await python("plumbline.py", "download", "A project", "latest", "--out", out);
    expect(first).toMatchObject({ code: 0, err: "" });
    expect(await readdir(out)).toHaveLength(lines(first.out).length);
    const manifest = await readFile(join(out, "manifest.json"));
    await writeFile(join(out, "manifest.json"), "{}");
    expect((await python("plumbline.py", "download", "A project", "1", "--out", out)).out).toBe(first.out);
    expect(await readFile(join(out, "manifest.json"))).toEqual(manifest);
  });

  test("a program answers a hundred items under its own name, which its answers, the author filter and a release tell", async () => {
    const place = await buildProject(owner, { settings: { review: false } });
    const [first] = await addItems(site, owner, place, 101);
    const params = { project: place };
    await must(owner, contract.projects.update, { params, body: { name: "For programs" } });
    const named = { body: { name: "Echo bot", project: place } };
    const { program, secret } = await must(owner, contract.people.addProgram, named);
    const script = `
import plumbline
echo = lambda piece: {"response": "Echo: " + piece["material"]["prompt"][0]["content"]}
print(plumbline.Plumbline().work("${place}", echo, most=100, batch=30))`;
    expect(await pythonWith(secret, ["-c", script])).toEqual({ code: 0, out: "100\n", err: "" });
    const item = await must(owner, contract.items.get, { params: { ...params, item: first! } });
    expect(item.answers).toMatchObject([{ by: program, body: { response: "Echo: Prompt 0" } }]);
    const authors = async () => (await must(owner, contract.search.authors, { params })).rows;
    await expect.poll(authors, { timeout: 20_000 }).toEqual([program]);
    const query = { author: program.id };
    const total = async () => (await must(owner, contract.search.items, { params, query })).total;
    await expect.poll(total, { timeout: 20_000 }).toBe(100);
    const body = { name: "By a program", formats: ["raw"] };
    const { id } = await must(owner, contract.releases.create, { params, body });
    const release = () => must(owner, contract.releases.get, { params: { ...params, release: id } });
    await expect.poll(async () => (await release()).state, { timeout: 20_000 }).toBe("ready");
    expect((await release()).manifest).toMatchObject({
      agents: [program],
      counts: { answers: 100, people: 0 },
    });
  });

  test("what cannot be done is one sentence and exit code 1", async () => {
    const run = (...args: string[]) => python("plumbline.py", ...args);
    expect(await run("votes", "Nothing")).toEqual({
      code: 1,
      out: "",
      err: "There is no project Nothing that this key may see.\n",
    });
    expect(await run("--key", "wrong", "projects")).toEqual({ code: 1, out: "", err: "Sign in first.\n" });
    expect(await run("push", "A project", join(folder, "none.jsonl"))).toMatchObject({
      code: 1,
      err: expect.stringContaining("No such file"),
    });
    expect(await run("download", "A project", "7")).toMatchObject({
      code: 1,
      err: expect.stringContaining("no release 7"),
    });
  });

  test("a key for one project takes its id, and asks for it where a name is given", async () => {
    const run = (...args: string[]) => python("plumbline.py", "--key", boundKey, ...args);
    expect(lines((await run("votes", project)).out)).toHaveLength(1);
    expect(await run("votes", "A project")).toMatchObject({
      code: 1,
      err: expect.stringContaining("give the project's id"),
    });
  });

  test("its version is the software's", async () => {
    const { out } = await python("-c", "import plumbline; print(plumbline.__version__)");
    expect(out.trim()).toBe(VERSION);
  });
});
