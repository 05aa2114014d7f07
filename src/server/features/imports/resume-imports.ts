import type { RowKey } from "../../db/database.ts";
import type { Tick } from "../../jobs/jobs.ts";
import { enqueue } from "../../jobs/jobs.ts";
import { BROKEN_OFF, failImport, importFile } from "./import-file.ts";

const ORPHANS = `select i.id, i.org_id as org, i.blob from import i
  where i.state = 'running' and i.started_at < clock() - interval '5 s'
  and not exists (select from job j where j.name = $1 and j.key = i.id::text)`;

/**
 * Imports whose upload died with its process: where the whole file had arrived they go on, else they end with a
 * reason. An upload that is alive holds a lock.
 */
export const resumeImports: Tick = {
  name: "resume-imports",
  everySeconds: 10,
  async run({ database: { pool }, store }) {
    const { rows } = await pool.query<RowKey & { blob: string }>(ORPHANS, [importFile.name]);
    for (const { id, org, blob } of rows) {
      const client = await pool.connect();
      try {
        const { rows: lock } = await client.query<{ free: boolean }>(
          "select pg_try_advisory_lock(hashtextextended($1, 0)) as free",
          [id],
        );
        if (!lock[0]?.free) continue;
        const size = await store.size(blob).catch(() => null);
        if (size === null) {
          await failImport(pool, { org, id }, BROKEN_OFF);
        } else {
          await client.query("update import set size = $3 where id = $1 and org_id = $2", [id, org, size]);
          await enqueue(client, importFile, { org, import: id }, id);
        }
        await client.query("select pg_advisory_unlock(hashtextextended($1, 0))", [id]);
      } finally {
        client.release();
      }
    }
  },
};
