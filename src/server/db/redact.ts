import type { Change } from "./open-change.ts";

/** Columns with a person's words that may be erased; in each table `agent_id` says whose they are. */
type Words =
  | { table: "comment"; column: "text" }
  | { table: "objection"; column: "note" }
  | { table: "desk_question"; column: "text" };

/**
 * Erases what a person wrote, within the change that erases the person. Of each text a redaction keeps the salted hash,
 * by which its row is still proven: the database lets no such text go without one.
 */
export async function redact(tx: Change, person: string, { table, column }: Words): Promise<void> {
  await tx.client.query(
    `insert into redaction (table_name, row_id, column_name, org_id, agent_id, hash, ground, by_id)
     select $4, w.id, $5, w.org_id, w.agent_id, text_hash(w.org_id, w.id, w.${column}), 'person.erased', $3
     from ${table} w where w.agent_id = $1 and w.org_id = $2 and w.${column} <> ''`,
    [person, tx.org, tx.agent, table, column],
  );
  await tx.client.query(
    `update ${table} set ${column} = null where agent_id = $1 and org_id = $2 and ${column} <> ''`,
    [person, tx.org],
  );
}
