import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import pg from "pg";
import { continueOrder } from "./event-order.ts";
import { LOCKS } from "./locks.ts";

const FOLDER = new URL("./migrations/", import.meta.url);
/** PostgreSQL 15, as the server counts. */
const OLDEST = 150_000;

/**
 * Brings a database to the newest schema: each numbered SQL file once, in order, each in a transaction of its own.
 * Several processes may start at once; they wait for each other.
 * @param upTo the last file to run, for data that was written under an older schema
 * @throws Error on a PostgreSQL that is too old or a database that is not UTF-8, when a file that already ran has
 * changed since, or when the database is newer than this program
 */
export async function migrate(connection: pg.ClientConfig, upTo?: string): Promise<void> {
  const client = new pg.Client(connection);
  client.on("error", () => {}); // the statement that waits on a broken connection reports it
  await client.connect();
  try {
    const { rows } = await client.query(
      "select current_setting('server_version_num')::int as version, current_setting('server_encoding') as encoding",
    );
    if (rows[0].version < OLDEST)
      throw new Error("The PostgreSQL in DATABASE_URL is too old: 15 or newer is needed.");
    if (rows[0].encoding !== "UTF8")
      throw new Error(
        `The database in DATABASE_URL keeps text as ${rows[0].encoding}, which cannot hold every language: make one with encoding UTF8.`,
      );
    await client.query("select pg_advisory_lock($1)", [LOCKS.migrate]);
    await client.query(
      "create table if not exists migration (name text primary key, sha256 text not null, at timestamptz not null default now())",
    );
    const all = await listFiles();
    const done = await listDone(client, all);
    const names = all.filter((name) => upTo === undefined || name <= upTo);
    for (const name of names) await apply(client, name, done.get(name));
    if (upTo === undefined) await continueOrder(client);
  } finally {
    await client.end();
  }
}

/** The files that this program would still run; throws as migrate does, and changes nothing. */
export async function pendingMigrations(client: pg.ClientBase): Promise<string[]> {
  const all = await listFiles();
  const { rows } = await client.query<{ found: boolean }>(
    "select to_regclass('migration') is not null as found",
  );
  if (!rows[0]?.found) return all;
  const done = await listDone(client, all);
  return all.filter((name) => !done.has(name));
}

async function listDone(client: pg.ClientBase, all: string[]): Promise<Map<string, string>> {
  const { rows } = await client.query<{ name: string; sha256: string }>("select name, sha256 from migration");
  const unknown = rows.filter(({ name }) => !all.includes(name)).map(({ name }) => name);
  if (unknown.length > 0)
    throw new Error(
      `The database is newer than this program (${unknown}): start the newer version, or restore a backup from before.`,
    );
  return new Map(rows.map(({ name, sha256 }) => [name, sha256]));
}

/** The files of this program, in order. */
async function listFiles(): Promise<string[]> {
  return (await readdir(FOLDER)).filter((name) => name.endsWith(".sql")).sort();
}

async function apply(client: pg.Client, name: string, before: string | undefined): Promise<void> {
  const sql = await readFile(new URL(name, FOLDER), "utf8");
  const sha256 = createHash("sha256").update(sql).digest("hex");
  if (before === sha256) return;
  if (before !== undefined)
    throw new Error(
      `Migration ${name} was changed after it ran here: put it back as it was, and add a new one.`,
    );
  await client.query("begin"); // whatever fails ends the connection, and the transaction with it
  await client.query(sql);
  await client.query("insert into migration (name, sha256) values ($1, $2)", [name, sha256]);
  await client.query("commit");
}
