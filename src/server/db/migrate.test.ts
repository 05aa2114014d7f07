import pg from "pg";
import { expect, onTestFinished, test } from "vitest";
import { migrate, pendingMigrations } from "./migrate.ts";
import { emptyDatabase } from "./testing.ts";

test("a migration whose connection is killed before it commits leaves nothing behind, and the next start goes on", async () => {
  const { connection, drop } = await emptyDatabase();
  onTestFinished(drop);
  await migrate(connection, "0000"); // no file yet, only the list of those that ran
  const killer = new pg.Client(connection);
  await killer.connect();
  onTestFinished(() => killer.end());
  const names = await pendingMigrations(killer);
  for (const [at, name] of names.entries()) {
    await killer.query("begin; lock table migration in share mode"); // every file ends with a row there
    const killed = expect(migrate(connection, name)).rejects.toThrow("terminating connection");
    const kill = `select pg_terminate_backend(pid) as done from pg_locks
      where relation = 'migration'::regclass and not granted`;
    await expect.poll(async () => (await killer.query(kill)).rows, { interval: 5 }).toEqual([{ done: true }]);
    await killed;
    await killer.query("commit");
    expect(await pendingMigrations(killer)).toEqual(names.slice(at));
    await migrate(connection, name);
  }
});
