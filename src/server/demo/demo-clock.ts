import type pg from "pg";

const DAY = 24 * 3600;

/** The database's clock as the demo's history needs it: set to a moment, moved on, and let go at the end. */
export interface DemoClock {
  /** Sets the clock to `days` before now (a negative number) plus an hour of that day. */
  set(day: number, hour: number): void;
  /** Moves it on. */
  pass(seconds: number): void;
  /** Milliseconds since the epoch, as the shifted clock shows. */
  now(): number;
}

/** Shifts the clock of every connection that the pool hands out, before its first statement. */
export function shiftClock(pool: pg.Pool): DemoClock {
  let target = Date.now();
  const plainConnect = pool.connect as () => Promise<pg.PoolClient>;
  const shifted = async (): Promise<pg.PoolClient> => {
    const client = await plainConnect.call(pool);
    const offset = `${((target - Date.now()) / 1000).toFixed(3)} seconds`;
    await client.query("select set_config('plumbline.clock_offset', $1, false)", [offset]);
    return client;
  };
  // The pool's own query() connects by callback, everything of ours by promise.
  pool.connect = ((callback?: (error: Error | undefined, client?: pg.PoolClient) => void) =>
    callback
      ? void shifted().then((client) => callback(undefined, client), callback)
      : shifted()) as typeof pool.connect;
  const midnight = Math.floor(Date.now() / 1000 / DAY) * DAY * 1000;
  return {
    set(day, hour) {
      target = Math.min(midnight + (day * DAY + hour * 3600) * 1000, Date.now());
    },
    pass(seconds) {
      target = Math.min(target + seconds * 1000, Date.now());
    },
    now: () => target,
  };
}
