import { readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { contract } from "#contract/index.ts";
import { call } from "#server/testing/call.ts";
import type { TestPerson } from "#server/testing/make.ts";
import { prepareWork } from "./prepare-work.ts";
import { freePort, type Site, startSite } from "./site.ts";

const STOPPED_MS = Number(process.env.SILENCE_MS ?? 4_000);
const [REFUSED_MS, WELL_MS] = [2_500, 10_000];

let folder: string;
let site: Site;
let people: TestPerson[];
let project: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "plumbline-stopped-"));
  site = await startSite(join(folder, "data"), await freePort());
  ({ people, project } = await prepareWork(site, { people: 20, items: 50 }));
}, 120_000);
afterAll(async () => {
  await site?.stop();
  await rm(folder, { recursive: true, force: true });
});

/** Every process of the database. */
function processes(): number[] {
  const pid = Number(readFileSync(join(site.dataDir, "postgres", "postmaster.pid"), "utf8").split("\n")[0]);
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").split(" ");
  return [pid, ...children.filter(Boolean).map(Number)];
}

test("while PostgreSQL is stopped nobody hangs, and what was begun is there once when it goes on", async () => {
  const claim = (person: TestPerson) =>
    call({ ...person, url: site.url }, contract.work.claim, { params: { project }, body: {} });
  const claimed = await Promise.all(people.map(claim));
  const submit = async (n: number) => {
    const started = performance.now();
    const { assignment } = (claimed[n] as { data: { assignment: { id: string } } }).data;
    const { status } = await call({ ...people[n]!, url: site.url }, contract.work.submit, {
      params: { project, assignment: assignment.id },
      body: { body: { response: `Answer ${n}` } },
      key: `answer-of-${n}`,
    });
    return { status, ms: performance.now() - started };
  };
  const everybody = () => Promise.all(people.map((_, n) => submit(n)));
  const stopped = processes();
  for (const pid of stopped) process.kill(pid, "SIGSTOP");
  try {
    for (const until = performance.now() + STOPPED_MS; performance.now() < until; await pause(200)) {
      for (const { status, ms } of await everybody()) {
        expect(status).toBe(503);
        expect(ms).toBeLessThan(REFUSED_MS);
      }
    }
  } finally {
    for (const pid of stopped) process.kill(pid, "SIGCONT");
  }
  const resumed = performance.now();
  while ((await everybody()).some(({ status }) => status !== 200)) await pause(50);
  expect(performance.now() - resumed).toBeLessThan(WELL_MS);
  const { status } = await claim(people[0]!);
  expect(status).toBe(200);
}, 120_000);
