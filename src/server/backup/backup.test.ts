import { randomBytes } from "node:crypto";
import { cp, mkdtemp, open, readFile, rm, stat, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { contract } from "#contract/index.ts";
import { createFileStore, type Store } from "#storage/index.ts";
import { verify } from "#verify/check.ts";
import { CHECKS } from "#verify/main.ts";
import { migrate } from "../db/migrate.ts";
import { queryOnce } from "../db/query-once.ts";
import { emptyDatabase } from "../db/testing.ts";
import { recordFile } from "../files/stored-files.ts";
import { addItems } from "../testing/add-items.ts";
import { must } from "../testing/call.ts";
import {
  buildOrganization,
  buildPerson,
  buildProject,
  join as joinProject,
  type TestPerson,
} from "../testing/make.ts";
import { type TestApp, testApp } from "../testing/test-app.ts";
import { listTables, quote } from "./catalog.ts";
import { backup } from "./index.ts";
import { checkBackup, restoreBackup } from "./restore-backup.ts";
import { writeBackup } from "./write-backup.ts";

let site: TestApp;
let folder: string;
let file: string;
let people: { owner: TestPerson; org: string; project: string };
const NASTY =
  'Tab\t, backslash \\N, \\., line\nfeed, quote ", emoji 🎣, Arabic سلام, {"json": [1.50, 1e400]}';

/** A project with answers, reviews, an unusual text, files in the store, and people at work. */
beforeAll(async () => {
  site = await testApp();
  folder = await mkdtemp(join(tmpdir(), "plumbline-backup-"));
  file = join(folder, "all.tar");
  const { owner, org } = await buildOrganization(site);
  const project = await buildProject(owner, { settings: { answersPerItem: 2, review: true } });
  people = { owner, org, project };
  await addItems(site, owner, project, 400, (n) => ({
    prompt: [{ role: "user", content: `${n} ${NASTY}` }],
  }));
  const trainer = await buildPerson(site, org);
  await joinProject(owner, project, trainer, "trainer");
  for (let n = 0; n < 3; n++) await answerOne(trainer);
  await must(trainer, contract.work.claim, { params: { project }, body: {} });
  await site.services.store.write("imports/one", chunks(9 * 2 ** 20)); // more than two pieces
  const { rows: imports } = await site.services.database.pool.query<{ id: string; blob: string }>(
    `insert into import (id, org_id, project_id, agent_id, name, blob) values
       (gen_random_uuid(), $1, $2, $3, 'one.jsonl', 'imports/one'), (gen_random_uuid(), $1, $2, $3, 'gone.jsonl', 'imports/gone')
     returning id, blob`,
    [org, project, owner.id],
  );
  for (const { id, blob } of imports) await record(blob, "import", id);
  await site.services.store.write("recordings/voice", chunks(1_000)); // of a kind that nothing else here knows
  await record("recordings/voice", "recording", project);
  const out = (await open(file, "w")).createWriteStream();
  const result = await writeBackup(site.connection, site.services.store, out);
  await new Promise((resolve) => out.end(resolve));
  expect(result).toMatchObject({ files: 2, missing: ["imports/gone"] });
});
afterAll(async () => {
  await site.stop();
  await rm(folder, { recursive: true });
});

function record(key: string, about: string, id: string): Promise<void> {
  const { org, project } = people;
  const file = { key, org, project, about, id, size: null };
  return recordFile(site.services.database.pool, file);
}

async function* chunks(size: number) {
  for (let left = size; left > 0; left -= 1 << 16) yield randomBytes(Math.min(left, 1 << 16));
}

/** Takes the next item and answers it; says how many answers that made. */
async function answerOne(trainer: TestPerson): Promise<number> {
  const params = { project: people.project };
  const { assignment } = await must(trainer, contract.work.claim, { params, body: {} });
  if (!assignment) return 0;
  await must(trainer, contract.work.submit, {
    params: { ...params, assignment: assignment.id },
    body: { body: { response: NASTY } },
  });
  return 1;
}

async function violations(connection: pg.ClientConfig) {
  const client = new pg.Client(connection);
  await client.connect();
  return verify(client, CHECKS, []).finally(() => client.end());
}

/** Every row of every table as text, and where the sequences stand. */
async function contents(connection: pg.ClientConfig): Promise<Record<string, unknown>> {
  const client = new pg.Client(connection);
  await client.connect();
  const all: Record<string, unknown> = {};
  for (const { name } of await listTables(client)) {
    const { rows } = await client.query(`select t::text as row from public.${quote(name)} t order by 1`);
    all[name] = rows.map(({ row }) => row);
  }
  all.sequences = (await client.query("select sequencename, last_value from pg_sequences order by 1")).rows;
  all.schema = (
    await client.query(
      `select conrelid::regclass::text || ' ' || conname || ' ' || pg_get_constraintdef(oid) as line from pg_constraint
       where connamespace = 'public'::regnamespace
       union all select indexdef from pg_indexes where schemaname = 'public'
       union all select tgname || tgrelid::regclass::text || tgenabled::text from pg_trigger where not tgisinternal order by 1`,
    )
  ).rows;
  await client.end();
  return all;
}

const storeIn = (name: string): Store => createFileStore(join(folder, name));

test("a restored copy is the same to the last value, keeps every invariant and goes on from there", async () => {
  const { connection, drop } = await emptyDatabase();
  const store = storeIn("restored");
  const result = await restoreBackup(file, connection, store);
  expect(result).toMatchObject({ files: 2, missing: ["imports/gone"] });
  expect(await contents(connection)).toEqual(await contents(site.connection));
  const [before, after] = await Promise.all([read(site.services.store), read(store)]);
  expect(after.equals(before)).toBe(true);
  expect(await store.size("recordings/voice")).toBe(1_000);

  expect(await violations(connection)).toEqual([]);
  const client = new pg.Client(connection);
  await client.connect();
  await expect(client.query("delete from event")).rejects.toThrow("append-only");
  await expect(
    client.query("insert into event (org_id, kind) values (gen_random_uuid(), 'x')"),
  ).resolves.toBeTruthy();
  await client.end();
  await drop();
});

test("it shows one moment in which every invariant holds, while people go on submitting", async () => {
  const path = join(folder, "moment.tar");
  const trainers = await Promise.all([1, 2, 3].map(() => buildPerson(site, people.org)));
  for (const trainer of trainers) await joinProject(people.owner, people.project, trainer, "trainer");
  let isOver = false;
  let submitted = 0;
  const work = trainers.map(async (trainer) => {
    while (!isOver) submitted += await answerOne(trainer);
  });
  await expect.poll(() => submitted).toBeGreaterThan(3);
  const before = submitted;
  const out = (await open(path, "w")).createWriteStream();
  await writeBackup(site.connection, site.services.store, out);
  await new Promise((resolve) => out.end(resolve));
  const during = submitted - before;
  isOver = true;
  await Promise.all(work);
  expect(during).toBeGreaterThan(0);

  const { connection, drop } = await emptyDatabase();
  await restoreBackup(path, connection, storeIn("moment"));
  expect(await violations(connection)).toEqual([]);
  await drop();
});

test("only an empty database takes a backup", async () => {
  await expect(restoreBackup(file, site.connection, storeIn("no"))).rejects.toThrow(
    /is not empty .*: restore into an empty one/,
  );
  const { connection, drop } = await emptyDatabase();
  const client = new pg.Client(connection);
  await client.connect();
  await client.query("create table their_own (x int)");
  await client.end();
  await expect(restoreBackup(file, connection, storeIn("no"))).rejects.toThrow("another program");
  await drop();
});

test.each([
  ["a changed byte in the middle", (path: string) => patch(path, 0.5)],
  ["a changed byte near the end", (path: string) => patch(path, 0.9999)],
  ["a missing end", async (path: string) => truncate(path, Math.floor((await stat(path)).size * 0.7))],
  ["another file", (path: string) => writeFile(path, "this is no backup")],
])("%s is found before anything is written", async (_, spoil) => {
  const path = join(folder, "spoiled.tar");
  await cp(file, path);
  await spoil(path);
  await expect(checkBackup(path)).rejects.toThrow(/is no whole, unchanged backup: /);
  const { connection, drop } = await emptyDatabase();
  await expect(restoreBackup(path, connection, storeIn("no"))).rejects.toThrow("no whole");
  expect(await contents(connection)).toMatchObject({ schema: [] });
  await drop();
});

test("a restore that fails leaves the database empty and takes its files back", async () => {
  const { connection, drop } = await emptyDatabase();
  const real = storeIn("failing");
  const full: Store = {
    ...real,
    write: async (key, bytes) => {
      await real.write(key, bytes);
      throw Object.assign(new Error("full"), { code: "ENOSPC" });
    },
  };
  await expect(restoreBackup(file, connection, full)).rejects.toThrow("full");
  await expect(real.size("imports/one")).rejects.toThrow("ENOENT");
  await expect(restoreBackup(file, connection, storeIn("again"))).resolves.toMatchObject({ files: 2 });
  await drop();
});

test("a restore whose connection is killed before it commits leaves nothing, and can be tried again", async () => {
  const { connection, drop } = await emptyDatabase();
  const store = storeIn("killed");
  const kill = `select pg_terminate_backend(pid) from pg_stat_activity
    where application_name = 'plumbline restore' and datname = current_database()`;
  const killing: Store = {
    ...store,
    write: async (key, bytes) => {
      const size = await store.write(key, bytes);
      await queryOnce(connection, kill);
      return size;
    },
  };
  await expect(restoreBackup(file, connection, killing)).rejects.toThrow("connection");
  await expect(store.size("imports/one")).rejects.toThrow("ENOENT");
  await restoreBackup(file, connection, store);
  const other = await emptyDatabase();
  await restoreBackup(file, other.connection, storeIn("other"));
  expect(await contents(connection)).toEqual(await contents(other.connection));
  await drop();
  await other.drop();
});

test("a backup appears only when it is whole, for its owner alone", async () => {
  const settings = { dataDir: folder, databaseUrl: urlOf(site.connection) };
  const path = join(folder, "by-command.tar");
  const result = await backup(settings, path);
  expect(result.packed).toBe((await stat(path)).size);
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  await expect(backup(settings, path)).rejects.toThrow("exists already");
  const nowhere = join(folder, "none", "x.tar");
  await expect(backup(settings, nowhere)).rejects.toThrow("ENOENT");
  const { connection, drop } = await emptyDatabase();
  await migrate(connection, "0000");
  await expect(
    backup({ ...settings, databaseUrl: urlOf(connection) }, join(folder, "y.tar")),
  ).rejects.toThrow("nothing to back up");
  await expect(readFile(join(folder, "y.tar.part"))).rejects.toThrow("ENOENT");
  await drop();
});

function urlOf({ host, port, user, password, database }: pg.ClientConfig): string {
  return `postgres://${user}:${password ?? ""}@/${database}?host=${encodeURIComponent(host!)}&port=${port}`;
}

async function read(store: Store): Promise<Buffer> {
  const all: Buffer[] = [];
  for await (const chunk of store.read("imports/one")) all.push(chunk as Buffer);
  return Buffer.concat(all);
}

async function patch(path: string, share: number): Promise<void> {
  const at = Math.floor((await stat(path)).size * share);
  const handle = await open(path, "r+");
  const byte = Buffer.alloc(1);
  await handle.read(byte, 0, 1, at);
  byte[0] = byte[0]! ^ 1;
  await handle.write(byte, 0, 1, at);
  await handle.close();
}
