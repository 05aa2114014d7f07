import type pg from "pg";

/**
 * Events are ordered by their transactions, which PostgreSQL numbers within a cluster. In a database that came from
 * another one, as a restored backup does, the numbers would begin again behind those of the events that are there:
 * then they go on above these, so that every position in the log and every seal keeps its meaning.
 */
export async function continueOrder(client: pg.ClientBase): Promise<void> {
  const { rows } = await client.query<{ last: string; behind: boolean }>(
    `select last::text, last >= txn_offset() + pg_snapshot_xmax(pg_current_snapshot())::text::bigint as behind
     from (select max(txn) as last from event) e`,
  );
  if (!rows[0]!.behind) return;
  await client.query(
    `create or replace function txn_offset() returns bigint language sql immutable parallel safe as 'select ${rows[0]!.last}::bigint'`,
  );
}
