import pg from "pg";
import { migrate } from "../db/migrate.ts";
import { listMigrations, listTables, quote } from "./catalog.ts";
import type { Header } from "./format.ts";

/** A database into which this backup must not go. `message` is one sentence with the cure. */
class NotEmpty extends Error {
  override readonly name = "NotEmpty";
}

/**
 * Brings an empty database to the very schema under which a backup was written.
 * @throws NotEmpty where the database holds anything; Error where this program cannot make that schema
 */
export async function prepareEmptySchema(
  connection: pg.ClientConfig,
  wanted: Header["migrations"],
): Promise<void> {
  await refuseData(connection);
  const newest = wanted.at(-1)!.name;
  try {
    await migrate(connection, newest);
  } catch (error) {
    throw new Error(`The schema of the backup cannot be made: ${(error as Error).message}.`, {
      cause: error,
    });
  }
  const client = new pg.Client(connection);
  await client.connect();
  try {
    const made = await listMigrations(client);
    const isSame = JSON.stringify(made) === JSON.stringify(wanted);
    if (isSame) return;
    throw made.some(({ name }) => name > newest)
      ? new NotEmpty(
          "The database was set up by a newer Plumbline than the backup's: give an untouched, empty one.",
        )
      : new Error(
          "The backup was made by another version of Plumbline, whose schema this one does not know: use that one.",
        );
  } finally {
    await client.end();
  }
}

/** Tables with rows that the schema itself begins with: where each follower of the log starts, and what events prove. */
const MADE_WITH_SCHEMA = new Set(["follower", "proof_rule"]);

async function refuseData(connection: pg.ClientConfig): Promise<void> {
  const client = new pg.Client(connection);
  await client.connect();
  try {
    const tables = await listTables(client);
    if (tables.length > 0 && (await listMigrations(client)).length === 0) {
      throw new NotEmpty("The database holds tables of another program: give an empty one.");
    }
    for (const { name } of tables) {
      if (MADE_WITH_SCHEMA.has(name)) continue;
      const { rows } = await client.query(`select exists (select from public.${quote(name)}) as found`);
      if (rows[0].found) {
        throw new NotEmpty(
          `The database is not empty (table ${name}): restore into an empty one, such as a new data folder.`,
        );
      }
    }
  } finally {
    await client.end();
  }
}
