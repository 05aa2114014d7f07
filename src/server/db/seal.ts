import { createHash } from "node:crypto";
import type { Tick } from "../jobs/jobs.ts";

const BATCH = 20_000;

/**
 * Seals the event log behind the writers: a closed range of rows is hashed, each seal over the one before, so that
 * a later change of any sealed row shows. A range is closed a minute after its last row: events are written at the end
 * of short transactions, so none with a smaller number is still to come. Nobody who writes an event waits for this.
 */
export const sealEvents: Tick = {
  name: "seal-events",
  everySeconds: 60,
  async run({ database: { pool } }) {
    for (;;) {
      const { rows: last } = await pool.query<{ last_seq: number; hash: Buffer }>(
        "select last_seq, hash from seal order by first_seq desc limit 1",
      );
      const after = last[0]?.last_seq ?? 0;
      const { rows } = await pool.query<{ seq: number; line: string }>(
        `select seq, event_line(event) as line from event
         where seq > $1 and at < clock() - interval '1 min' order by seq limit ${BATCH}`,
        [after],
      );
      if (rows.length === 0) return;
      const previous = last[0]?.hash ?? Buffer.alloc(32);
      const lines = rows.map((row) => row.line);
      await pool.query(
        "insert into seal (first_seq, last_seq, rows, hash, previous) values ($1, $2, $3, $4, $5)",
        [rows[0]!.seq, rows.at(-1)!.seq, rows.length, sealHash(previous, lines), previous],
      );
      if (rows.length < BATCH) return;
    }
  },
};

/** SHA-256 over the previous seal's hash and the lines of a range, each ended by a line feed. */
export function sealHash(previous: Buffer, lines: readonly string[]): Buffer {
  const hash = createHash("sha256").update(previous);
  for (const line of lines) hash.update(line).update("\n");
  return hash.digest();
}
