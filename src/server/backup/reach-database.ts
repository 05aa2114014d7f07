import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import type pg from "pg";
import { createFileStore, type Store } from "#storage/index.ts";
import { isFree, startEmbedded } from "../db/embedded/index.ts";
import type { Settings } from "../env.ts";

export interface Reached {
  connection: pg.ClientConfig;
  store: Store;
  /** A server is at work on this data folder. */
  isServing: boolean;
  stop(): Promise<void>;
}

/**
 * The database and store that these settings name: an external one, that of a running server, or the embedded one of a data folder,
 * which is started for as long as it is needed.
 *
 * @param needs "data": there must be some already; "folder": a new one is made where there is none
 * @throws Error with one sentence
 */
export async function reachDatabase(
  settings: Pick<Settings, "dataDir" | "databaseUrl">,
  needs: "data" | "folder",
): Promise<Reached> {
  const dataDir = resolve(settings.dataDir);
  const store = createFileStore(join(dataDir, "files"));
  const isOwned = existsSync(dataDir) && !isFree(dataDir);
  if (settings.databaseUrl) {
    return {
      connection: { connectionString: settings.databaseUrl },
      store,
      isServing: isOwned,
      stop: async () => {},
    };
  }
  if (isOwned) {
    const text = await readFile(join(dataDir, "connection.json"), "utf8").catch(() => null);
    if (text === null)
      throw new Error(`The server on ${dataDir} is just starting or stopping: try again in a moment.`);
    return { connection: JSON.parse(text) as pg.ClientConfig, store, isServing: true, stop: async () => {} };
  }
  if (needs === "data" && !existsSync(join(dataDir, "postgres"))) {
    throw new Error(`There is no data in ${dataDir}: name the data folder with --data, or set DATABASE_URL.`);
  }
  const embedded = await startEmbedded({ dataDir, log: () => {} });
  return { connection: embedded.connection, store, isServing: false, stop: () => embedded.stop() };
}
