import type pg from "pg";

/** One thing that is not as it must be. */
export interface Violation {
  invariant: string;
  message: string;
}

/** What a client wrote down: each request that was answered, one JSON object a line. */
export interface LogEntry {
  op: "submit";
  person: string;
  project: string;
  assignment: string;
  key: string;
  body: Record<string, unknown>;
  outcome: "submitted" | "accepted" | "handed-back";
}

/** A rule that holds at any moment. Finds nothing, or says what is wrong where. */
export interface Check {
  invariant: string;
  says: string;
  find(client: pg.Client, log: readonly LogEntry[]): Promise<string[]>;
}

const SHOWN = 20;

/** Values as text, the same on every machine. */
const PLAIN_TEXT =
  "set local timezone = 'UTC'; set local bytea_output = 'hex'; set local extra_float_digits = 1";

/** What a query with a column `what` finds. */
export async function first(client: pg.Client, sql: string): Promise<string[]> {
  const { rows } = await client.query<{ what: string }>(`select what from (${sql}) found limit ${SHOWN}`);
  return rows.map((row) => row.what);
}

/** A check whose query returns one row, with a column `what`, for each violation. */
export function bySql(invariant: string, says: string, sql: string): Check {
  return { invariant, says, find: (client) => first(client, sql) };
}

/** Runs every check in one consistent view of the database. */
export async function verify(
  client: pg.Client,
  checks: readonly Check[],
  log: readonly LogEntry[],
): Promise<Violation[]> {
  const violations: Violation[] = [];
  await client.query("begin isolation level repeatable read read only");
  await client.query(PLAIN_TEXT);
  for (const check of checks) {
    for (const message of await check.find(client, log)) {
      violations.push({ invariant: check.invariant, message: `${check.says}: ${message}` });
    }
  }
  await client.query("rollback");
  return violations;
}
