import type pg from "pg";
import type { Store } from "#storage/index.ts";
import type { RowKey } from "../../db/database.ts";
import { inTransaction } from "../../db/in-transaction.ts";
import { dropFailed, enqueue, type Tick } from "../../jobs/jobs.ts";
import { BROKEN_OFF, failImport, importFile } from "./import-file.ts";
import { whileLocked } from "./import-lock.ts";
import { setSize } from "./upload-file.ts";

const ORPHANS = `select i.id, i.org_id as org, i.blob from import i
  where i.state = 'running' and i.started_at < clock() - interval '5 s'
  and not exists (select from job j where j.name = $1 and j.key = i.id::text and j.given_up_at is null)`;

/**
 * Imports whose upload died with its process: where the whole file had arrived they go on, else they end with a
 * reason. An upload that is alive holds a lock.
 */
export const resumeImports: Tick = {
  name: "resume-imports",
  everySeconds: 10,
  async run({ database: { pool }, store }) {
    const { rows } = await pool.query<RowKey & { blob: string }>(ORPHANS, [importFile.name]);
    for (const key of rows) await whileLocked(pool, key.id, () => resume(pool, store, key));
  },
};

async function resume(
  pool: pg.Pool,
  store: Store,
  { id, org, blob }: RowKey & { blob: string },
): Promise<void> {
  const size = await store.size(blob).catch(() => null);
  if (size === null) return failImport(pool, { org, id }, BROKEN_OFF);
  await inTransaction(pool, async (client) => {
    await setSize(client, { org, id }, size);
    await dropFailed(client, importFile, { org }, id); // started again in the moment in which it was given up
    await enqueue(client, importFile, { org, import: id }, id);
  });
}
