import { PassThrough, type Readable } from "node:stream";
import type pg from "pg";
import { UnreadableFile } from "#formats/read/index.ts";
import { awaitRoom } from "../../await-room.ts";
import type { RowKey } from "../../db/database.ts";
import { newId } from "../../db/id.ts";
import { inTransaction } from "../../db/in-transaction.ts";
import { AppError } from "../../errors.ts";
import { recordFile } from "../../files/stored-files.ts";
import type { Context } from "../../http/context.ts";
import { enqueue, GiveUp } from "../../jobs/jobs.ts";
import type { Services } from "../../services.ts";
import { Superseded } from "./commit-batch.ts";
import { BROKEN_OFF, failImport, findRunning, finishImport, giveUpText, importFile } from "./import-file.ts";
import { whileLocked } from "./import-lock.ts";
import { importElsewhere } from "./reading/read-elsewhere.ts";
import { ReaderDied } from "./reading/reader.ts";
import { runImport } from "./run-import.ts";
import { startImport } from "./start-import.ts";

/** Files that are imported while they arrive hold a connection each; further ones are stored first. */
const MAX_PIPELINED = 2;
let pipelined = 0;
/** Files of one person that were uploaded and not yet imported. */
const MOST_WAITING = 20;

export interface Upload {
  project: string;
  name: string;
  start: boolean;
  file: Readable;
}

/**
 * Takes a file in. With `start` it is imported while it arrives; what was committed stays when the line breaks, and
 * the same file sent again adds only what is missing.
 * @returns the import's id
 */
export async function uploadFile(context: Context, upload: Upload): Promise<string> {
  if (!upload.start) return storeFile(context, upload);
  if (pipelined >= MAX_PIPELINED) {
    const id = await storeFile(context, upload);
    await context.change((tx) => startImport(tx, upload.project, id, null));
    return id;
  }
  pipelined++;
  try {
    return await importWhileArriving(context, upload);
  } finally {
    pipelined--;
  }
}

/** @throws AppError conflict where a person has many files that wait to be imported */
async function refuseHoard({ db, caller }: Context): Promise<void> {
  const { waiting } = await db
    .selectFrom("import")
    .select((row) => row.fn.countAll<number>().as("waiting"))
    .where("agent_id", "=", caller.id)
    .where("state", "=", "uploaded")
    .executeTakeFirstOrThrow();
  if (waiting >= MOST_WAITING)
    throw new AppError("conflict", {
      message: `You have ${waiting} uploaded files that were never imported. Import or discard some of them first.`,
    });
}

/** Where an import's file is kept. */
export const blobOf = (id: string) => `imports/${id}`;

async function storeFile(context: Context, { project, name, file }: Upload): Promise<string> {
  const { store } = context.services;
  await refuseHoard(context);
  const id = newId();
  const size = await store.write(blobOf(id), file);
  const kept = await context.change((tx) => insert(tx, { id, project, name, size, state: "uploaded" }));
  if (kept !== id) await store.remove(blobOf(id)); // the same request had come through already
  return kept;
}

async function importWhileArriving(context: Context, { project, name, file }: Upload): Promise<string> {
  const { services } = context;
  const { pool } = services.database;
  const id = newId();
  const kept = await context.change((tx) => insert(tx, { id, project, name, size: 0, state: "running" }));
  if (kept !== id) {
    file.resume();
    return kept;
  }
  await whileLocked(pool, id, () => storeAndImport(services, { org: context.org, id }, file));
  return id;
}

/** Stores a file and imports it at the same time; it is stored to its end also where the import fails before. */
async function storeAndImport(services: Services, key: RowKey, file: Readable): Promise<void> {
  const { pool } = services.database;
  const copy = new PassThrough({ highWaterMark: 1 << 18 });
  copy.on("error", () => {}); // its reader hears of it
  const imported = importFrom(services, key, copy).catch((error: unknown) => {
    copy.destroy();
    return error;
  });
  const size = await services.store.write(blobOf(key.id), copying(file, copy)).catch((error: unknown) => {
    copy.destroy(error as Error);
    return error as Error;
  });
  const failure = await imported;
  if (size instanceof Error) {
    await failImport(pool, key, BROKEN_OFF);
    throw size;
  }
  await inTransaction(pool, (client) => setSize(client, key, size));
  if (failure instanceof UnreadableFile) await failImport(pool, key, failure.message);
  else if (failure instanceof GiveUp) await failImport(pool, key, giveUpText(failure));
  else if (failure instanceof ReaderDied) await goOnLater(pool, key);
  else if (failure instanceof Error && !(failure instanceof Superseded)) throw failure;
  else await finishImport(pool, key);
}

async function importFrom(services: Services, key: RowKey, bytes: Readable): Promise<null> {
  const { database, isDemo } = services;
  const running = await findRunning(database.pool, key);
  if (!running) throw new AppError("not_found");
  await (isDemo ? runImport(database, running, bytes) : importElsewhere(database.pool, running, bytes));
  return null;
}

/** The file is there, so a job can go on with it. */
function goOnLater(pool: pg.Pool, { org, id }: RowKey): Promise<void> {
  return inTransaction(pool, (client) => enqueue(client, importFile, { org, import: id }, id));
}

/** Passes bytes on to two readers at the pace of the slower one; one that has left is not waited for. */
async function* copying(file: Readable, copy: PassThrough): AsyncGenerator<Buffer> {
  for await (const chunk of file) {
    if (!copy.destroyed && !copy.write(chunk)) await awaitRoom(copy);
    yield chunk;
  }
  copy.end();
}

async function insert(
  tx: { client: pg.ClientBase; org: string; agent: string },
  row: { id: string; project: string; name: string; size: number; state: "uploaded" | "running" },
): Promise<string> {
  await tx.client.query(
    `insert into import (id, org_id, project_id, agent_id, state, name, blob, size, started_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, case when $5 = 'running' then clock() end)`,
    [row.id, tx.org, row.project, tx.agent, row.state, row.name, blobOf(row.id), row.size],
  );
  const size = row.state === "running" ? null : row.size; // it arrives while it is imported
  const file = { key: blobOf(row.id), org: tx.org, project: row.project, about: "import", id: row.id, size };
  await recordFile(tx.client, file);
  return row.id;
}

/** Writes down how large an import's file is, once it has arrived. */
export async function setSize(client: pg.ClientBase, { org, id }: RowKey, size: number): Promise<void> {
  const { rows } = await client.query<{ project: string }>(
    "update import set size = $3 where id = $1 and org_id = $2 returning project_id as project",
    [id, org, size],
  );
  if (rows[0]) await recordFile(client, { key: blobOf(id), org, ...rows[0], about: "import", id, size });
}
