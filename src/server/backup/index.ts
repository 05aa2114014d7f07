import { createWriteStream, existsSync } from "node:fs";
import { open, rename, rm, stat } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { finished } from "node:stream/promises";
import type { Settings } from "../env.ts";
import { reachDatabase } from "./reach-database.ts";
import { type BackupResult, writeBackup } from "./write-backup.ts";

export { reachDatabase } from "./reach-database.ts";
export {
  type BackupContents,
  checkBackup,
  type OnRestoreProgress,
  type RestoreResult,
  restoreBackup,
} from "./restore-backup.ts";

type Place = Pick<Settings, "dataDir" | "databaseUrl">;

/**
 * Backs up into one file, which appears only when it is whole and on the disk; readable by its owner alone.
 * @throws Error with one sentence: the file exists, there is no data, the disk is full
 */
export async function backup(
  settings: Place,
  path: string,
  onProgress?: (done: number, total: number) => void,
): Promise<BackupResult & { file: string; packed: number }> {
  if (existsSync(path)) throw new Error(`${path} exists already: choose another name.`);
  const reached = await reachDatabase(settings, "data");
  const unfinished = `${path}.part`;
  try {
    const out = createWriteStream(unfinished, { mode: 0o600, flush: true });
    const closed = finished(out);
    closed.catch(() => {}); // told below
    // A write that fails ends the stream; nobody would wait for it to drain then.
    const writing = writeBackup(reached.connection, reached.store, out, onProgress);
    const result = await Promise.race([writing, closed.then(() => writing)]);
    out.end();
    await closed;
    await rename(unfinished, path);
    await syncFolder(dirname(resolve(path)));
    return { ...result, file: path, packed: (await stat(path)).size };
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  } finally {
    await reached.stop();
  }
}

/** A new name in a folder survives a power cut only when the folder was written out too. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, "r");
  await folder.sync().catch(() => {}); // not every file system can
  await folder.close();
}
