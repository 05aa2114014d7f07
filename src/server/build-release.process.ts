import type pg from "pg";
import { createFileStore } from "#storage/index.ts";
import { followOrder } from "./children/run-elsewhere.ts";
import type { RowKey } from "./db/database.ts";
import { createPool } from "./db/pool.ts";
import { writeStored } from "./features/releases/index.ts";

/** A program that writes the files of a release: see `buildRelease`. */
followOrder(({ connection, key, folder }: { connection: pg.ClientConfig; key: RowKey; folder: string }) =>
  writeStored(createPool(connection, { max: 1 }), createFileStore(folder), key),
);
