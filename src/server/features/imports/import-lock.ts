import type pg from "pg";

/**
 * Does something with an import while no other process does; nothing where another is at it. A process that dies lets
 * go of it, and so does one that fails: its connection is closed.
 */
export async function whileLocked(pool: pg.Pool, id: string, act: () => Promise<void>): Promise<void> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    const { rows } = await client.query<{ free: boolean }>(
      "select pg_try_advisory_lock(hashtextextended($1, 0)) as free",
      [id],
    );
    if (!rows[0]?.free) return;
    await act();
    await client.query("select pg_advisory_unlock(hashtextextended($1, 0))", [id]);
  } catch (error) {
    broken = error as Error;
    throw error;
  } finally {
    client.release(broken);
  }
}
