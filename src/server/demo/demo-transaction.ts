import type pg from "pg";
import { createPool } from "../db/pool.ts";
import type { DemoClock } from "./demo-clock.ts";

/** One transaction in which the whole demo is made: it is there to its end or not at all. */
export interface DemoTransaction {
  /** Looks like a pool to the product; every connection of it is the same one. */
  pool: pg.Pool;
  commit(): Promise<void>;
  /** Lets go of the connection; what was not committed is gone. */
  end(): Promise<void>;
}

/** What the product's own transactions become inside of ours. */
const NESTED = new Map([
  ["begin", "savepoint step"],
  ["commit", "release savepoint step"],
  ["rollback", "rollback to savepoint step; release savepoint step"],
]);

/** Opens it. The clock of its connection follows `clock`, moved before the next statement and only when it changed. */
export async function openDemoTransaction(
  connection: pg.ClientConfig,
  clock: DemoClock,
): Promise<DemoTransaction> {
  const real = createPool(connection, { max: 1, copies: true });
  const client = await real.connect();
  await client.query("begin");
  const send = client.query.bind(client) as (...statement: unknown[]) => Promise<unknown>;
  let shown = Number.NaN;
  let turn: Promise<unknown> = Promise.resolve();
  const inTurn = async (statement: unknown, rest: unknown[]) => {
    if (shown !== clock.now()) {
      shown = clock.now();
      const offset = `${((shown - Date.now()) / 1000).toFixed(3)} seconds`;
      await send("select set_config('plumbline.clock_offset', $1, false)", [offset]);
    }
    return send(typeof statement === "string" ? (NESTED.get(statement) ?? statement) : statement, ...rest);
  };
  const query = (statement: unknown, ...rest: unknown[]) => {
    // A stream is handed back at once, not when it is at its end.
    if (typeof statement === "object" && statement !== null && "submit" in statement) return send(statement);
    const mine = turn.then(() => inTurn(statement, rest));
    turn = mine.catch(() => {});
    return mine;
  };
  const same = Object.assign(Object.create(client) as pg.PoolClient, { query, release: () => {} });
  return {
    pool: { query, connect: async () => same, end: async () => {} } as unknown as pg.Pool,
    async commit() {
      await send("commit");
    },
    async end() {
      client.release(true);
      await real.end();
    },
  };
}
