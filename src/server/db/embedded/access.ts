import pg from "pg";
import { SUPERUSER } from "./cluster.ts";

export interface EmbeddedConnection {
  /** A folder (of the Unix socket) or 127.0.0.1. */
  host: string;
  port: number;
  user: string;
  database: string;
  password?: string;
}

const NAME = "plumbline";

/**
 * Sees to it that the application's role and database are there: an ordinary role that owns its database,
 * so that no mistake in a statement of ours has a superuser's power.
 *
 * @param password the superuser's, which becomes the role's too; undefined on a socket
 * @returns the connection as that role
 */
export async function ensureDatabase(
  server: { host: string; port: number },
  password: string | undefined,
): Promise<EmbeddedConnection> {
  const withPassword = password === undefined ? server : { ...server, password };
  const client = new pg.Client({ ...withPassword, user: SUPERUSER, database: "postgres" });
  client.on("error", () => {});
  await client.connect();
  try {
    const { rows } = await client.query<{ role: boolean; database: boolean }>(
      `select exists (select from pg_roles where rolname = '${NAME}') as role,
              exists (select from pg_database where datname = '${NAME}') as database`,
    );
    const found = rows[0]!;
    if (!found.role) {
      await client.query(`create role ${NAME} login`);
      await client.query(`grant pg_monitor, pg_checkpoint to ${NAME}`);
    }
    if (password !== undefined) await client.query(`alter role ${NAME} password '${password}'`);
    if (!found.database) await client.query(`create database ${NAME} owner ${NAME}`);
  } finally {
    await client.end();
  }
  return { ...withPassword, user: NAME, database: NAME };
}
