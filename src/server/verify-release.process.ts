import type pg from "pg";
import { followOrder } from "./children/run-elsewhere.ts";
import type { RowKey } from "./db/database.ts";
import { createPool } from "./db/pool.ts";
import { verifyRelease } from "./features/releases/index.ts";

/** A program that writes a release again and compares it: see `verifyElsewhere`. */
followOrder(({ connection, key }: { connection: pg.ClientConfig; key: RowKey }) =>
  verifyRelease(createPool(connection, { max: 1 }), key),
);
