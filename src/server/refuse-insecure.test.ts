import { chmodSync, mkdirSync, rmSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { makeTemporaryFolder } from "./db/temporary-folder.ts";
import { type Circumstances, readSettings, type Settings } from "./env.ts";
import { REFUSED, type Refusal, refuseDatabase, refuseSettings } from "./refuse-insecure.ts";
import { start } from "./start.ts";
import { buildOrganization } from "./testing/make.ts";
import { testApp } from "./testing/test-app.ts";

const base = makeTemporaryFolder("plumbline-refuse-");
afterAll(() => rmSync(base, { recursive: true, force: true }));

function folder(name: string, mode: number): string {
  const path = join(base, name);
  mkdirSync(path, { recursive: true });
  chmodSync(path, mode);
  return path;
}

const SAFE: Settings = readSettings(
  [
    "--production",
    "--base-url=https://data.example.org",
    "--trust-proxy=10.0.0.7",
    `--data=${folder("safe", 0o700)}`,
  ],
  {},
);
const QUIET: Circumstances = { isRoot: false, acceptsAnyCertificate: false, debugger: undefined };
const FAR = "db.example.org:5432/plumbline";
const GOOD = "f2Xq9-vTr0_mZk4w";

const asRead = (DATABASE_URL: string) => readSettings([], { DATABASE_URL }).databaseUrl;
const names = (change: Partial<Settings>, circumstances: Partial<Circumstances> = {}) =>
  refuseSettings({ ...SAFE, ...change }, { ...QUIET, ...circumstances }).map(({ name }) => name);

const CASES: [Refusal["name"], Partial<Settings>, Partial<Circumstances>?][] = [
  ["no-base-url", { baseUrl: null }],
  ["plain-base-url", { baseUrl: "http://data.example.org", trustProxy: false }],
  ["open-to-the-network", { baseUrl: "http://localhost:4600", host: "0.0.0.0", trustProxy: false }],
  ["open-to-the-network", { baseUrl: "http://localhost:4600", host: "::", trustProxy: false }],
  ["unknown-proxy", { trustProxy: false }],
  ["trusts-everybody", { trustProxy: "true" }],
  ["trusts-everybody", { trustProxy: "all" }],
  ["trusts-everybody", { trustProxy: "10.0.0.7, 0.0.0.0/0" }],
  ["trusts-everybody", { trustProxy: "::/0" }],
  ["trusts-everybody", { trustProxy: "::ffff:0:0/96" }],
  ["trusts-everybody", { trustProxy: "::ffff:0.0.0.0/97" }],
  ["trusts-everybody", { trustProxy: "0.0.0.0/1,128.0.0.0/1" }],
  ["trusts-everybody", { trustProxy: "8.8.8.8/0.0.0.0" }],
  ["trusts-everybody", { trustProxy: "2000::/3" }],
  ["trusts-everybody", { trustProxy: "64.0.0.0/8,65.0.0.0/8,66.0.0.0/8" }],
  ["demo", { demo: true }],
  ["any-certificate", {}, { acceptsAnyCertificate: true }],
  ["debugger", {}, { debugger: "ws://0.0.0.0:9229/x" }],
  ["weak-database-password", { databaseUrl: `postgres://app@${FAR}?sslmode=verify-full` }],
  ["weak-database-password", { databaseUrl: `postgres://app:postgres@${FAR}?sslmode=verify-full` }],
  [
    "weak-database-password",
    { databaseUrl: `postgres://application:application@${FAR}?sslmode=verify-full` },
  ],
  ["weak-database-password", { databaseUrl: `postgres://app:hX4_w@${FAR}?sslmode=verify-full` }],
  ["plain-database", { databaseUrl: `postgres://app:${GOOD}@${FAR}` }],
  ["plain-database", { databaseUrl: `postgres://app:${GOOD}@${FAR}?sslmode=disable` }],
  ["plain-database", { databaseUrl: `postgres://app:${GOOD}@${FAR}?sslmode=no-verify` }],
  ["plain-database", { databaseUrl: asRead(`postgres://app:${GOOD}@${FAR}?sslmode=require`) }],
  ["readable-data", { dataDir: folder("open", 0o755) }],
  ["root-in-shared-folder", { dataDir: join(folder("shared", 0o733), "data") }, { isRoot: true }],
];

test.each(CASES)("%s is refused: %o %o", (name, change, circumstances) => {
  expect(names(change, circumstances)).toEqual([name]);
});

test("what is safe is not refused", () => {
  expect(names({})).toEqual([]);
  expect(names({ baseUrl: "http://localhost:4600", trustProxy: false })).toEqual([]);
  expect(names({ host: "0.0.0.0" })).toEqual([]);
  for (const trustProxy of ["10.0.0.0/8, loopback", "::ffff:10.0.0.0/104", "173.245.48.0/20,2400:cb00::/32"])
    expect(names({ trustProxy })).toEqual([]);
  expect(names({ databaseUrl: `postgres://app:${GOOD}@${FAR}?sslmode=verify-full` })).toEqual([]);
  expect(names({ databaseUrl: "postgres://app@localhost/plumbline" })).toEqual([]);
  expect(names({ databaseUrl: "postgres://app@/plumbline?host=/var/run/postgresql" })).toEqual([]);
  expect(names({ dataDir: folder("passable", 0o711) }, { isRoot: true })).toEqual([]);
});

test("a database that forgets, or that holds the demo's people, is refused", async () => {
  const site = await testApp();
  const { owner, org } = await buildOrganization(site);
  const { pool } = site.services.database;
  const found = async () => (await refuseDatabase(pool)).map(({ name }) => name);
  // the tests' own server runs without fsync and full_page_writes
  expect(await found()).toEqual(["not-durable", "not-durable"]);
  await pool.query(
    "insert into sign_in_link (token_hash, org_id, person_id, purpose, expires_at) values ('x', $1, $2, 'demo', now())",
    [org, owner.id],
  );
  expect(await found()).toEqual(["not-durable", "not-durable", "demo-people"]);
  await site.stop();
});

test("a start in production says all that is wrong at once and starts nothing", async () => {
  const dataDir = join(base, "never");
  const starting = start({ ...SAFE, dataDir, baseUrl: null, demo: true });
  await expect(starting).rejects.toThrow(/no-base-url: .*--base-url(.|\n)*demo: /);
  expect(() => rmSync(dataDir)).toThrow("ENOENT");
});

test("every refusal has a test and a line in the documentation", async () => {
  const tested = new Set([...CASES.map(([name]) => name), "not-durable", "demo-people"]);
  expect([...tested].sort()).toEqual([...REFUSED].sort());
  const documented = await readFile(new URL("../../docs/admin.md", import.meta.url), "utf8");
  expect(REFUSED.filter((name) => !documented.includes(`| \`${name}\` |`))).toEqual([]);
});
