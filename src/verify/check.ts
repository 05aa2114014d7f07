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
  for await (const violation of violationsOf(client, checks, log)) violations.push(violation);
  await client.query("rollback");
  return violations;
}

/** What checks find, one after the other, in an open transaction. A check that forged values make fail found them. */
export async function* violationsOf(
  client: pg.Client,
  checks: readonly Check[],
  log: readonly LogEntry[],
): AsyncGenerator<Violation> {
  await client.query(PLAIN_TEXT);
  for (const { invariant, says, find } of checks) {
    await client.query("savepoint before_check");
    const found = await find(client, log).catch(async (error: Error) => {
      await client.query("rollback to before_check");
      return [`it cannot be checked: ${error.message}`];
    });
    for (const message of found) yield { invariant, message: `${says}: ${message}` };
  }
}
