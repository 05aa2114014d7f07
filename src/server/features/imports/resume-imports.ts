import type { Tick } from "../../jobs/jobs.ts";
import { enqueue } from "../../jobs/jobs.ts";
import { BROKEN_OFF, failImport, importFile } from "./import-file.ts";

const ORPHANS = `select i.id, i.blob from import i where i.state = 'running' and i.started_at < clock() - interval '5 s'
  and not exists (select from job j where j.name = $1 and j.key = i.id::text)`;

/**
 * Imports whose upload died with its process: where the whole file had arrived they go on, else they end with a
 * reason. An upload that is alive holds a lock.
 */
export const resumeImports: Tick = {
  name: "resume-imports",
  everySeconds: 10,
  async run({ database: { pool }, store }) {
    const { rows } = await pool.query<{ id: string; blob: string }>(ORPHANS, [importFile.name]);
    for (const { id, blob } of rows) {
      const client = await pool.connect();
      try {
        const { rows: lock } = await client.query<{ free: boolean }>(
          "select pg_try_advisory_lock(hashtextextended($1, 0)) as free",
          [id],
        );
        if (!lock[0]?.free) continue;
        const size = await store.size(blob).catch(() => null);
        if (size === null) {
          await failImport(pool, id, BROKEN_OFF);
        } else {
          await client.query("update import set size = $2 where id = $1", [id, size]);
          await enqueue(client, importFile, { import: id }, id);
        }
        await client.query("select pg_advisory_unlock(hashtextextended($1, 0))", [id]);
      } finally {
        client.release();
      }
    }
  },
};
