import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { queryOnce } from "../query-once.ts";
import { makeTemporaryFolder } from "../temporary-folder.ts";
import { type EmbeddedConnection, type EmbeddedPostgres, isFree, startEmbedded } from "./index.ts";
import { worksIn } from "./processes.ts";

const base = makeTemporaryFolder("plumbline-embedded-");
const pristine = join(base, "pristine");
const log: string[] = [];

beforeAll(async () => {
  const first = await startEmbedded({ dataDir: pristine, log: (line) => log.push(line) });
  await queryOnce(first.connection, "create table kept (n int)");
  await first.stop();
});
afterAll(() => rmSync(base, { recursive: true, force: true }));

/** A data folder with a database that was stopped cleanly and holds the empty table `kept`. */
function buildFolder(name: string): string {
  const folder = join(base, name);
  cpSync(pristine, folder, { recursive: true });
  chmodSync(join(folder, "postgres"), 0o700); // Node 22 does not keep the modes of folders
  return folder;
}

async function start(dataDir: string): Promise<EmbeddedPostgres> {
  log.length = 0;
  const embedded = await startEmbedded({ dataDir, log: (line) => log.push(line) });
  onTestFinished(() => embedded.stop());
  return embedded;
}

/** Another process that owns the folder, once it says so. */
async function startElsewhere(
  folder: string,
): Promise<{ owner: ChildProcess; said: Record<string, unknown> }> {
  const owner = spawn(
    process.execPath,
    ["--import", "tsx", join(import.meta.dirname, "owner.case.ts"), folder],
    {
      stdio: ["ignore", "pipe", "inherit"],
    },
  );
  onTestFinished(() => void owner.kill("SIGTERM"));
  const [line] = (await once(createInterface({ input: owner.stdout! }), "line")) as [string];
  return { owner, said: JSON.parse(line) };
}

const serverPid = (folder: string) =>
  Number(readFileSync(join(folder, "postgres", "postmaster.pid"), "utf8").split("\n")[0]);

/** Waits for something that another process does; the test's own time limit is the patience. */
async function until(isDone: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await isDone())) await new Promise((resolve) => setTimeout(resolve, 10));
}

test("a folder with spaces in its path works, and what is committed is there after a stop", async () => {
  const folder = buildFolder("a folder with spaces");
  const first = await startEmbedded({ dataDir: folder, log: () => {} });
  await queryOnce(first.connection, "insert into kept values (7)");
  await first.stop();
  expect(existsSync(join(folder, "postgres", "postmaster.pid"))).toBe(false);
  expect(existsSync(join(folder, "connection.json"))).toBe(false);

  const { connection } = await start(folder);
  expect(await queryOnce(connection, "select n from kept")).toEqual([{ n: 7 }]);
  expect(log).toEqual([]); // nothing to recover
  expect(JSON.parse(readFileSync(join(folder, "connection.json"), "utf8"))).toEqual(connection);
});

test("it is durable, checked, quick to recover, in UTF-8, and never run by root", async () => {
  const folder = buildFolder("settings");
  const { connection } = await start(folder);
  const rows = await queryOnce(
    connection,
    `select name, setting from pg_settings where name in ('fsync', 'full_page_writes', 'synchronous_commit',
       'data_checksums', 'max_wal_size', 'jit', 'server_encoding', 'listen_addresses') order by name`,
  );
  expect(Object.fromEntries(rows.map((row) => Object.values(row as object)))).toEqual({
    data_checksums: "on",
    fsync: "on",
    full_page_writes: "on",
    jit: "off",
    listen_addresses: "",
    max_wal_size: "1024",
    server_encoding: "UTF8",
    synchronous_commit: "on",
  });
  expect(await queryOnce(connection, "select rolsuper from pg_roles where rolname = current_user")).toEqual([
    { rolsuper: false },
  ]);
  expect(statSync(join(folder, "run")).mode & 0o077).toBe(0);
  expect(statSync(join(folder, "postgres", "postmaster.pid")).uid).not.toBe(0);
});

test("a path too long for a socket is served on loopback, to those with the password only", async () => {
  const folder = buildFolder("l".repeat(110));
  const { connection } = await start(folder);
  expect(connection.host).toBe("127.0.0.1");
  expect(await queryOnce(connection, "select n from kept")).toEqual([]);
  const wrong = queryOnce({ ...connection, password: "guess" }, "select 1");
  await expect(wrong).rejects.toMatchObject({ code: "28P01" });
  expect(statSync(join(folder, "database-password")).mode & 0o077).toBe(0);
});

test("a second owner is refused in one sentence that names the first", async () => {
  const folder = buildFolder("second owner");
  await start(folder);
  const { said } = await startElsewhere(folder);
  expect(said.refused).toBe("in_use");
  expect(said.message).toContain(`process ${process.pid}`);
});

test("a server left behind by a killed owner is stopped, with every committed row kept", async () => {
  const folder = buildFolder("orphan");
  const { owner, said } = await startElsewhere(folder);
  await queryOnce(said as unknown as EmbeddedConnection, "insert into kept values (1)");
  const orphan = serverPid(folder);
  process.kill(owner.pid!, "SIGSTOP"); // so that its guard cannot act before it is killed too
  for (const child of childrenOf(owner.pid!)) if (child !== orphan) process.kill(child, "SIGKILL");
  owner.kill("SIGKILL");
  await once(owner, "exit");
  expect(worksIn(orphan, join(folder, "postgres"))).toBe(true);

  const { connection } = await start(folder);
  expect(worksIn(orphan, join(folder, "postgres"))).toBe(false);
  expect(log).toEqual([expect.stringContaining(`(${orphan})`)]);
  expect(await queryOnce(connection, "select n from kept")).toEqual([{ n: 1 }]);
});

test("a killed owner takes its server along by itself", async () => {
  const folder = buildFolder("guarded");
  const { owner } = await startElsewhere(folder);
  const server = serverPid(folder);
  owner.kill("SIGKILL");
  await until(() => !worksIn(server, join(folder, "postgres")));
  expect(existsSync(join(folder, "postgres", "postmaster.pid"))).toBe(false);
});

test("a killed server comes back at the same address with every committed row", async () => {
  const folder = buildFolder("server killed");
  const { connection } = await start(folder);
  await queryOnce(connection, "insert into kept values (2)");
  process.kill(serverPid(folder), "SIGKILL");
  await until(() =>
    queryOnce(connection, "select 1").then(
      () => true,
      () => false,
    ),
  );
  expect(await queryOnce(connection, "select n from kept")).toEqual([{ n: 2 }]);
  expect(log.join("\n")).toContain("not properly shut down");
});

test("a pid file that names somebody else's process does not stop a start", async () => {
  const folder = buildFolder("pid used again");
  writeFileSync(
    join(folder, "postgres", "postmaster.pid"),
    `${process.pid}\n${folder}/postgres\n1\n5432\n\n\n`,
  );
  const { connection } = await start(folder);
  expect(await queryOnce(connection, "select 1 as n")).toEqual([{ n: 1 }]);
});

test("what a killed server left, and a dead process that nobody waits for, do not stop a start", async () => {
  const folder = buildFolder("zombie");
  // The second program never waits for the child of the first, whose place it takes. PostgreSQL's own user's, as one
  // of another user's would not count.
  const { uid, gid } = statSync(join(pristine, "postgres"));
  const parent = spawn("/bin/sh", ["-c", "true & exec sleep 600"], { uid, gid });
  onTestFinished(() => void parent.kill("SIGKILL"));
  await until(() => childrenOf(parent.pid!).some((pid) => stateOf(pid) === "Z"));
  const [zombie] = childrenOf(parent.pid!);
  const mark = `${zombie}\n${folder}/postgres\n1\n5432\n${folder}/run\n\n`;
  mkdirSync(join(folder, "run"), { recursive: true });
  for (const left of ["run/.s.PGSQL.5432", "run/.s.PGSQL.5432.lock", "postgres/postmaster.pid"])
    writeFileSync(join(folder, left), mark);
  await start(folder).then(({ stop }) => stop());
  writeFileSync(join(folder, "run/.s.PGSQL.5432.lock"), mark); // and without the pid file beside it
  const { connection } = await start(folder);
  expect(await queryOnce(connection, "select 1 as n")).toEqual([{ n: 1 }]);
});

test.each([
  [
    "a newer database",
    "wrong_version",
    (folder: string) => writeFileSync(join(folder, "PG_VERSION"), "19\n"),
  ],
  [
    "a damaged database",
    "damaged",
    (folder: string) => truncateSync(join(folder, "global", "pg_control"), 100),
  ],
  ["something else", "damaged", (folder: string) => rmSync(join(folder, "PG_VERSION"))],
])("%s is one sentence, and the folder is free again", async (name, code, spoil) => {
  const folder = buildFolder(name);
  spoil(join(folder, "postgres"));
  await expect(startEmbedded({ dataDir: folder, log: () => {} })).rejects.toMatchObject({
    code,
    message: expect.stringMatching(new RegExp(`^[A-Z][^\n]*${folder}[^\n]*\\.$`)),
  });
  expect(isFree(folder)).toBe(true);
});

test("a file where the data folder should be is one sentence", async () => {
  const file = join(base, "file");
  writeFileSync(file, "");
  await expect(startEmbedded({ dataDir: file, log: () => {} })).rejects.toMatchObject({
    code: "not_a_folder",
    message: `${file} is not a folder: choose another data folder with --data.`,
  });
});

function stateOf(pid: number): string {
  const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
  return stat.slice(stat.lastIndexOf(")") + 2)[0]!;
}

function childrenOf(pid: number): number[] {
  return readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").split(" ").filter(Boolean).map(Number);
}
