import { existsSync } from "node:fs";
import { readFile, stat, writeFile } from "node:fs/promises";
import { type OnRestoreProgress, type RestoreResult, reachDatabase, restoreBackup } from "./backup/index.ts";
import { createDatabase, type Database } from "./db/database.ts";
import { createPool } from "./db/pool.ts";
import type { Settings } from "./env.ts";
import {
  keepErasures,
  listErasures,
  readErasures,
  repeatErasures,
  withoutOwner,
  writeErasures,
} from "./features/people/index.ts";
import { SUBSCRIBERS } from "./subscribers.ts";

type Place = Pick<Settings, "dataDir" | "databaseUrl">;

/**
 * Restores a file into an empty database and store, and erases again everyone who was erased since the backup: by the
 * list that the data folder has, and by that in a file. The list goes into the data folder first, so that a start
 * finishes what a killed restore left. Says whether that left an organization without an owner.
 *
 * @param erasures a file with a list of erasures
 * @throws Error with one sentence: a file is damaged, the database holds something, a server is running on it
 */
export async function restore(
  settings: Place,
  path: string,
  erasures?: string,
  onProgress?: OnRestoreProgress,
): Promise<RestoreResult & { erased: number; needsOwner: boolean }> {
  await stat(path);
  const list = erasures === undefined ? [] : readErasures(await readFile(erasures, "utf8"));
  const reached = await reachDatabase(settings, "folder");
  try {
    if (reached.isServing) {
      throw new Error(
        `A server is running on ${settings.dataDir}: stop it, or name a new folder with --data.`,
      );
    }
    const { connection, store } = reached;
    await keepErasures(store, list);
    const result = await restoreBackup(path, connection, store, onProgress);
    return await withDatabase(connection, async (database) => {
      const erased = await repeatErasures(database, store);
      return { ...result, erased, needsOwner: (await withoutOwner(database)) !== null };
    });
  } finally {
    await reached.stop();
  }
}

/**
 * Writes the list of everyone who was erased into a new file: ids alone, for `restore`.
 * @throws Error with one sentence: the file exists, there is no data
 */
export async function exportErasures(settings: Place, path: string): Promise<{ erasures: number }> {
  if (existsSync(path)) throw new Error(`${path} exists already: choose another name.`);
  const { connection, store, stop } = await reachDatabase(settings, "data");
  try {
    const list = await withDatabase(connection, (database) => listErasures(database, store));
    await writeFile(path, writeErasures(list), { mode: 0o600, flag: "wx" });
    return { erasures: list.length };
  } finally {
    await stop();
  }
}

async function withDatabase<T>(
  connection: Parameters<typeof createPool>[0],
  work: (database: Database) => Promise<T>,
): Promise<T> {
  const pool = createPool(connection, { max: 2 });
  return work(createDatabase(pool, SUBSCRIBERS)).finally(() => pool.end());
}
