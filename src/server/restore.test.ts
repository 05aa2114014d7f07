import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { contract } from "#contract/index.ts";
import { createFileStore } from "#storage/index.ts";
import { verify } from "#verify/check.ts";
import { CHECKS } from "#verify/main.ts";
import { backup, checkBackup, restoreBackup } from "./backup/index.ts";
import { migrate } from "./db/migrate.ts";
import { emptyDatabase } from "./db/testing.ts";
import { readSettings } from "./env.ts";
import { noteErasures } from "./features/people/index.ts";
import { exportErasures, restore } from "./restore.ts";
import { start } from "./start.ts";
import { addItems } from "./testing/add-items.ts";
import { must } from "./testing/call.ts";
import {
  buildOrganization,
  buildPerson,
  buildProject,
  join as joinProject,
  type TestPerson,
} from "./testing/make.ts";
import { type TestApp, testApp } from "./testing/test-app.ts";

let site: TestApp;
let folder: string;
let tar: string;
let owner: TestPerson;
const PROGRAM = `import { run } from ${JSON.stringify(join(import.meta.dirname, "../cli/main.ts"))};
process.exitCode = await run(process.argv.slice(1));`;
const NAME = "Erasmus Unforgettable";

/** A backup with a person and their words, who is erased afterwards. */
beforeAll(async () => {
  site = await testApp();
  folder = await mkdtemp(join(tmpdir(), "plumbline-restore-"));
  tar = join(folder, "before.tar");
  const made = await buildOrganization(site);
  const { org } = made;
  owner = made.owner;
  const leaver = await buildPerson(site, org, { name: NAME });
  const project = await buildProject(owner);
  await joinProject(owner, project, leaver, "manager");
  const [item] = await addItems(site, owner, project, 1);
  const params = { project, item: item! };
  await must(leaver, contract.discussions.start, { params, body: { text: `Words of ${NAME}` } });
  await backup(placeOf(site.connection, "first"), tar);
  await must(owner, contract.people.erase, { params: { person: leaver.id } });
});
afterAll(async () => {
  await site.stop();
  await rm(folder, { recursive: true });
});

function placeOf({ host, port, user, password, database }: pg.ClientConfig, name: string) {
  const databaseUrl = `postgres://${user}:${password ?? ""}@/${database}?host=${encodeURIComponent(host!)}&port=${port}`;
  return { dataDir: join(folder, name), databaseUrl };
}

async function somewhereEmpty(name: string) {
  const { connection, drop } = await emptyDatabase();
  onTestFinished(drop);
  return {
    connection,
    place: placeOf(connection, name),
    store: createFileStore(join(folder, name, "files")),
  };
}

/** Which tables still say the name, and what the checker finds. */
async function tracesIn(connection: pg.ClientConfig) {
  const client = new pg.Client(connection);
  await client.connect();
  const { rows } = await client.query<{ name: string }>(
    "select relname as name from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace",
  );
  const tables: string[] = [];
  for (const { name } of rows) {
    const { rowCount } = await client.query(`select from "${name}" t where t::text ~* 'erasmus' limit 1`);
    if (rowCount) tables.push(name);
  }
  const violations = await verify(client, CHECKS, []);
  await client.end();
  return { tables, violations };
}

test("who was erased after a backup is erased where it is restored, by the list that was exported", async () => {
  const list = join(folder, "erased.jsonl");
  expect(await exportErasures(placeOf(site.connection, "first"), list)).toEqual({ erasures: 1 });
  expect(await readFile(list, "utf8")).not.toMatch(/erasmus/i);
  const { connection, place } = await somewhereEmpty("by-file");
  expect(await restore(place, tar, list)).toMatchObject({ erased: 1 });
  expect(await tracesIn(connection)).toEqual({ tables: [], violations: [] });
});

test("the list in a data folder counts without being named, also at the start after a restore that was killed", async () => {
  const { connection, place, store } = await somewhereEmpty("killed");
  await noteErasures.run({ ...site.services, store });
  await restoreBackup(tar, connection, store); // and there it was killed
  expect((await tracesIn(connection)).tables).toContain("comment");
  const settings = { ...readSettings(["--port=0"], {}), ...place };
  const running = await start(settings, { worker: false });
  await running.stop();
  expect(await tracesIn(connection)).toEqual({ tables: [], violations: [] });
});

/** Runs a command, and kills its process once it waits for a table that is held. */
async function killWaiting(connection: pg.ClientConfig, hold: string, databaseUrl: string, args: string[]) {
  const holder = new pg.Client(connection);
  await holder.connect();
  await holder.query(`begin; lock table event in ${hold} mode`);
  const env = { ...process.env, DATABASE_URL: databaseUrl };
  const command = ["--import", "tsx", "--input-type=module", "--eval", PROGRAM, "--", ...args];
  const child = spawn(process.execPath, command, { env, stdio: "ignore" });
  const waits = "select from pg_locks where relation = 'event'::regclass and not granted";
  await expect.poll(async () => (await holder.query(waits)).rowCount, { timeout: 60_000 }).toBe(1);
  const gone = once(child, "exit");
  child.kill("SIGKILL");
  await gone;
  await holder.end();
}

test("a backup and a restore whose process is killed leave nothing half, and succeed when they run again", {
  timeout: 120_000,
}, async () => {
  const half = join(folder, "half.tar");
  const from = placeOf(site.connection, "first");
  await killWaiting(site.connection, "access exclusive", from.databaseUrl, ["backup", half]);
  expect(existsSync(half)).toBe(false);
  await backup(from, half);

  const { connection, place } = await somewhereEmpty("again");
  await migrate(connection);
  const args = ["restore", half, "--data", place.dataDir];
  await killWaiting(connection, "access share", place.databaseUrl, args);
  const { rows } = await restore(place, half);
  expect(rows).toBe((await checkBackup(half)).rows);
  expect((await tracesIn(connection)).violations).toEqual([]);
});

test("a copy whose only owner was erased since says so, and a start with --owner-link adds one", async () => {
  const list = join(folder, "owner-too.jsonl");
  const at = new Date().toISOString();
  await writeFile(list, JSON.stringify({ org: owner.org, person: owner.id, by: owner.id, at }));
  const { connection, place } = await somewhereEmpty("no-owner");
  expect(await restore(place, tar, list)).toMatchObject({ erased: 1, needsOwner: true });

  const settings = { ...readSettings(["--port=0", "--owner-name=Nora", "--owner-link"], {}), ...place };
  const running = await start(settings, { worker: false });
  try {
    const token = new URL(running.ownerLink!).hash.slice(1);
    const me = await must({ url: running.url, headers: {} }, contract.accounts.followLink, {
      body: { token, password: "long enough password" },
    });
    expect(me).toMatchObject({ name: "Nora", role: "owner", organization: { id: owner.org } });
  } finally {
    await running.stop();
  }
  expect((await tracesIn(connection)).violations).toEqual([]);
});

test("what is no list of erasures is refused before anything is restored", async () => {
  const list = join(folder, "other.txt");
  await writeFile(list, '{"person": "Erasmus"}\n');
  const { place } = await somewhereEmpty("refused");
  await expect(restore(place, tar, list)).rejects.toThrow("Line 1 of the list of erasures is not one");
  expect(await restore(place, tar)).toMatchObject({ erased: 0 });
});
