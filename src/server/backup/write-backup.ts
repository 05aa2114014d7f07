import type { Writable } from "node:stream";
import pg from "pg";
import { to as copyTo } from "pg-copy-streams";
import type { Store } from "#storage/index.ts";
import { type NewestSeal, newestSeal } from "../db/newest-seal.ts";
import { VERSION } from "../version.ts";
import { copyColumns, listFiles, listMigrations, listTables, PLAIN_TEXT, readSequences } from "./catalog.ts";
import type { Manifest } from "./format.ts";
import { createArchive } from "./write-archive.ts";

export interface BackupResult {
  tables: number;
  rows: number;
  files: number;
  /** Bytes before packing. */
  size: number;
  missing: string[];
  /** The newest seal of the log that is in it. */
  seal: NewestSeal | null;
}

/**
 * Writes everything that the database and the store hold, as of one moment, while the server goes on working.
 * Reads in one view of the database (repeatable read); every table is one statement, and no lock is taken that a
 * reader or a writer would wait for.
 *
 * @param onProgress bytes written before packing, and an estimate of all
 * @throws Error where the database has no schema of ours
 */
export async function writeBackup(
  connection: pg.ClientConfig,
  store: Store,
  out: Writable,
  onProgress: (done: number, total: number) => void = () => {},
): Promise<BackupResult> {
  const client = new pg.Client({ ...connection, application_name: "plumbline backup" });
  client.on("error", () => {}); // the statement that waits fails with it
  await client.connect();
  try {
    await client.query(PLAIN_TEXT);
    await client.query("begin isolation level repeatable read read only");
    const { rows: now } = await client.query<{ at: string }>(
      'select to_char(clock_timestamp(), \'YYYY-MM-DD"T"HH24:MI:SS"Z"\') as at',
    );
    const migrations = await listMigrations(client);
    if (migrations.length === 0)
      throw new Error("There is nothing to back up: the database holds no Plumbline yet.");
    const tables = await listTables(client);
    const keys = await listFiles(client);
    const total = await estimate(client, store, keys);
    const archive = await createArchive(out, {
      format: 1,
      software: VERSION,
      createdAt: now[0]!.at,
      migrations,
      tables,
    });
    const manifest: Manifest = { parts: [], sequences: [], missing: [] };
    let done = 0;
    const watched = async function* (bytes: AsyncIterable<Uint8Array>) {
      for await (const chunk of bytes) {
        done += chunk.length;
        onProgress(done, total);
        yield chunk;
      }
    };
    let rows = 0;
    for (const table of tables) {
      const copy = client.query(copyTo(`copy ${copyColumns(table)} to stdout`));
      const part = await archive.add(`tables/${table.name}`, watched(copy));
      manifest.parts.push({ ...part, rows: copy.rowCount });
      rows += copy.rowCount;
    }
    manifest.sequences = await readSequences(client);
    const seal = await newestSeal(client);
    await client.query("rollback");
    for (const key of keys) {
      if (await isMissing(store, key)) manifest.missing.push(key);
      else
        manifest.parts.push({ ...(await archive.add(`files/${key}`, watched(store.read(key)))), rows: null });
    }
    await archive.end(manifest);
    const files = manifest.parts.length - tables.length;
    return { tables: tables.length, rows, files, size: done, missing: manifest.missing, seal };
  } finally {
    await client.end().catch(() => {});
  }
}

async function estimate(client: pg.ClientBase, store: Store, keys: string[]): Promise<number> {
  const { rows } = await client.query<{ bytes: string }>(
    `select sum(pg_table_size(oid)) as bytes from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace`,
  );
  const sizes = await Promise.all(keys.map((key) => store.size(key).catch(() => 0)));
  return Number(rows[0]!.bytes) + sizes.reduce((sum, size) => sum + size, 0);
}

async function isMissing(store: Store, key: string): Promise<boolean> {
  try {
    await store.size(key);
    return false;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return true;
    throw error;
  }
}
