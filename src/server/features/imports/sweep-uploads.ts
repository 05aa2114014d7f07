import type { Tick } from "../../jobs/jobs.ts";

/** An upload that is alive has written something since. */
const DEAD_AFTER_MS = 24 * 3_600_000;

/**
 * Removes files of uploads that no row knows of: their process died between the file and its row, or in the middle of
 * the file.
 */
export const sweepUploads: Tick = {
  name: "sweep-uploads",
  everySeconds: 3600,
  async run({ database: { pool }, store, log }) {
    const keys = await store.list("imports", new Date(Date.now() - DEAD_AFTER_MS));
    if (keys.length === 0) return;
    const { rows } = await pool.query<{ key: string }>(
      "select key from unnest($1::text[]) key where not exists (select from stored_file f where f.key = key.key)",
      [keys],
    );
    for (const { key } of rows) await store.remove(key);
    if (rows.length > 0) log.warn({ files: rows.length }, "removed files of uploads that broke off");
  },
};
