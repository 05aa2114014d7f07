import type pg from "pg";

/**
 * Runs work in one transaction on a connection of its own. A decision goes through `change`, which adds its events;
 * directly here goes only what has none: the worker's own upkeep.
 * @throws whatever the work throws, with nothing of it left
 */
export async function inTransaction<T>(
  pool: pg.Pool,
  work: (client: pg.PoolClient) => Promise<T>,
): Promise<T> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query("begin");
    const result = await work(client);
    await client.query("commit");
    return result;
  } catch (error) {
    await client.query("rollback").catch((second: Error) => {
      broken = second;
    });
    throw error;
  } finally {
    client.release(broken);
  }
}
