import { createHash } from "node:crypto";
import type { Tick } from "./jobs.ts";

const BATCH = 20_000;

/**
 * Seals the event log behind the writers: a closed range of rows is hashed, each seal over the one before, so that
 * a later change of any sealed row shows. Ranges follow the order of transactions, behind the oldest that is still
 * open, so none of their rows is still to come. Nobody who writes an event waits for this.
 */
export const sealEvents: Tick = {
  name: "seal-events",
  everySeconds: 60,
  async run({ database: { pool } }) {
    for (;;) {
      const { rows: last } = await pool.query<{ last_txn: number; last_seq: number; hash: Buffer }>(
        "select last_txn, last_seq, hash from seal order by last_txn desc, last_seq desc limit 1",
      );
      const { rows } = await pool.query<{ txn: number; seq: number; line: string }>(
        `select txn, seq, event_line(event) as line from event
         where (txn, seq) > ($1, $2) and txn < settled_txn() order by txn, seq limit ${BATCH}`,
        [last[0]?.last_txn ?? 0, last[0]?.last_seq ?? 0],
      );
      if (rows.length === 0) return;
      const previous = last[0]?.hash ?? Buffer.alloc(32);
      const lines = rows.map((row) => row.line);
      await pool.query(
        `insert into seal (first_txn, first_seq, last_txn, last_seq, rows, hash, previous)
         values ($1, $2, $3, $4, $5, $6, $7)`,
        [
          ...[rows[0]!.txn, rows[0]!.seq, rows.at(-1)!.txn, rows.at(-1)!.seq],
          ...[rows.length, sealHash(previous, lines), previous],
        ],
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
