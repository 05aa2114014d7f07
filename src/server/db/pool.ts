import pg from "pg";

const INT8 = 20;
const TIMESTAMPTZ = 1184;

/** How rows are read: 64-bit integers as numbers (ours stay below 2^53), times as ISO 8601 in UTC. */
const types: pg.CustomTypesConfig = {
  getTypeParser(oid: number, format?: "text" | "binary") {
    if (oid === INT8) return Number;
    if (oid === TIMESTAMPTZ) return (text: string) => new Date(text).toISOString();
    return format === "binary" ? pg.types.getTypeParser(oid, "binary") : pg.types.getTypeParser(oid, "text");
  },
};

/** How long a pool's users wait at most. */
export interface TimeLimits {
  /** For a connection. */
  patienceMs?: number;
  /** For a statement. */
  queryMs?: number;
}

/**
 * The connections of one process. `clockOffset`, an interval such as "-3 days", shifts the database's clock for
 * this pool's connections: for demonstrations and tests. What is sent on a connection before the last answer came
 * travels at once; one with `copies` waits instead, so that it can stream a COPY.
 */
export function createPool(
  connection: pg.ClientConfig,
  options: { max?: number; clockOffset?: string; copies?: boolean } & TimeLimits = {},
): pg.Pool {
  const pool = new pg.Pool({
    ...connection,
    types,
    pipeline: !options.copies,
    max: options.max ?? 6,
    connectionTimeoutMillis: options.patienceMs ?? 5_000,
    ...(options.queryMs && { query_timeout: options.queryMs }), // ends the connection too
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
    idleTimeoutMillis: 30_000,
    application_name: "plumbline",
    ...(options.clockOffset && {
      options: `-c plumbline.clock_offset=${options.clockOffset.replaceAll(" ", "\\ ")}`,
    }),
  });
  // A connection that breaks, idle or in use, is replaced at the next use; whoever waited on it is told by its query.
  pool.on("error", () => {});
  const open = new Set<pg.PoolClient>();
  pool.on("connect", (client) => {
    client.on("error", () => {});
    open.add(client);
  });
  pool.on("remove", (client) => open.delete(client));
  connections.set(pool, open);
  return pool;
}

const connections = new WeakMap<pg.Pool, Set<pg.PoolClient>>();

/** Ends every connection of a pool, in use or not: they lead nowhere any more. Whoever waits on one gets an error at once. */
export function dropConnections(pool: pg.Pool): void {
  for (const { connection } of connections.get(pool) ?? []) connection.stream.destroy();
}

/** How a pool reaches its database, for another process. */
export function connectionOf({ options }: pg.Pool): pg.ClientConfig {
  const { host, port, user, database, password, connectionString, ssl, options: started } = options;
  const known = { host, port, user, database, password, connectionString, ssl, options: started };
  return Object.fromEntries(Object.entries(known).filter(([, value]) => value !== undefined));
}

/** A statement that PostgreSQL plans once per connection: for the few hot ones. */
export interface Statement {
  name: string;
  text: string;
}

/** Runs a named statement and returns its rows. */
export async function run<Row extends pg.QueryResultRow>(
  client: pg.Pool | pg.ClientBase,
  statement: Statement,
  values: unknown[],
): Promise<Row[]> {
  return (await client.query<Row>({ ...statement, values })).rows;
}
