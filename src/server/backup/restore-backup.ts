import { finished } from "node:stream/promises";
import pg from "pg";
import { from as copyFrom } from "pg-copy-streams";
import type { Store } from "#storage/index.ts";
import { migrate } from "../db/migrate.ts";
import { type NewestSeal, newestSeal } from "../db/newest-seal.ts";
import { copyColumns, listTables, PLAIN_TEXT, quote } from "./catalog.ts";
import { prepareEmptySchema } from "./empty-schema.ts";
import type { Header, Manifest } from "./format.ts";
import { loadUnguarded } from "./load-unguarded.ts";
import { readArchive } from "./read-archive.ts";

/** What is in a backup. */
export interface BackupContents {
  software: string;
  createdAt: string;
  tables: number;
  rows: number;
  files: number;
  missing: string[];
}

export interface RestoreResult extends BackupContents {
  /** The newest seal of the log that was in it. */
  seal: NewestSeal | null;
}

/** How far a restore is: in bytes of the file, which is read twice. */
export type OnRestoreProgress = (step: "check" | "load", read: number) => void;

/**
 * Reads a whole backup and checks every byte; changes nothing.
 * @throws DamagedBackup
 */
export async function checkBackup(path: string, onBytes?: (read: number) => void): Promise<BackupContents> {
  const { header, manifest } = await readArchive(path, drain, onBytes);
  return summarize(header, manifest);
}

/**
 * Puts a backup into an empty database and its store, and moves the schema up to this program's.
 * @throws as loadBackup does
 */
export async function restoreBackup(
  path: string,
  connection: pg.ClientConfig,
  store: Store,
  onProgress?: OnRestoreProgress,
): Promise<RestoreResult> {
  const contents = await loadBackup(path, connection, store, onProgress);
  await migrate(connection);
  return { ...contents, seal: await analyze(connection) };
}

/**
 * Puts a backup into an empty database, under the schema that it was written under, and its files into the store: first
 * every byte is checked, then all rows go in in one transaction. What fails leaves the database empty.
 *
 * @throws DamagedBackup, NotEmpty, or Error with one sentence
 */
export async function loadBackup(
  path: string,
  connection: pg.ClientConfig,
  store: Store,
  onProgress: OnRestoreProgress = () => {},
): Promise<BackupContents> {
  const { header, manifest } = await readArchive(path, drain, (read) => onProgress("check", read));
  await prepareEmptySchema(connection, header.migrations);

  const client = new pg.Client({ ...connection, application_name: "plumbline restore" });
  client.on("error", () => {}); // the statement that waits fails with it
  await client.connect();
  const written: string[] = [];
  try {
    await client.query(PLAIN_TEXT);
    await client.query("begin");
    await refuseOtherColumns(client, header);
    await loadUnguarded(client, header.tables, async () => {
      const rows = new Map(manifest.parts.map((part) => [part.name, part.rows]));
      await readArchive(
        path,
        async (name, bytes) => {
          if (name.startsWith("files/")) {
            const key = name.slice("files/".length);
            written.push(key);
            await store.write(key, bytes);
          } else await copyIn(client, header, name, bytes, rows.get(name));
        },
        (read) => onProgress("load", read),
      );
    });
    for (const { name, value, isCalled } of manifest.sequences) {
      await client.query("select setval($1::regclass, $2::bigint, $3)", [
        `public.${quote(name)}`,
        value,
        isCalled,
      ]);
    }
    await client.query("commit");
  } catch (error) {
    await client.query("rollback").catch(() => {});
    for (const key of written) await store.remove(key).catch(() => {});
    throw error;
  } finally {
    await client.end().catch(() => {});
  }
  return summarize(header, manifest);
}

async function drain(_part: string, bytes: AsyncIterable<Buffer>): Promise<void> {
  for await (const _ of bytes);
}

async function copyIn(
  client: pg.Client,
  header: Header,
  part: string,
  bytes: AsyncIterable<Buffer>,
  rows: number | null | undefined,
): Promise<void> {
  const table = header.tables.find(({ name }) => `tables/${name}` === part);
  if (!table) throw new Error(`The backup holds rows of a table that its schema does not have: ${part}.`);
  // Rows of a table that was emptied in this very transaction may go in already frozen: nobody rewrites them later.
  const copy = client.query(copyFrom(`copy ${copyColumns(table)} from stdin (freeze)`));
  const loaded = finished(copy);
  loaded.catch(() => {}); // told below
  for await (const piece of bytes) {
    if (!copy.write(piece))
      await Promise.race([loaded, new Promise<void>((resolve) => copy.once("drain", resolve))]);
  }
  copy.end();
  await loaded;
  if (copy.rowCount !== rows) throw new Error(`${table.name} took ${copy.rowCount} rows of ${rows}.`);
}

async function refuseOtherColumns(client: pg.Client, header: Header): Promise<void> {
  const here = await listTables(client);
  if (JSON.stringify(here) === JSON.stringify(header.tables)) return;
  throw new Error("The backup's tables are not those of its schema, so it was not written by Plumbline.");
}

/** Lets the database know what it holds now, and reads the seal. */
async function analyze(connection: pg.ClientConfig): Promise<NewestSeal | null> {
  const client = new pg.Client(connection);
  await client.connect();
  try {
    await client.query("analyze");
    return await newestSeal(client);
  } finally {
    await client.end();
  }
}

function summarize(header: Header, manifest: Manifest): BackupContents {
  const tables = manifest.parts.filter(({ name }) => name.startsWith("tables/"));
  return {
    software: header.software,
    createdAt: header.createdAt,
    tables: tables.length,
    rows: tables.reduce((sum, { rows }) => sum + (rows ?? 0), 0),
    files: manifest.parts.length - tables.length,
    missing: manifest.missing,
  };
}
