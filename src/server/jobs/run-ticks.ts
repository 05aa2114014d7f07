import { setMaxListeners } from "node:events";
import { setTimeout as pause } from "node:timers/promises";
import pg from "pg";
import { LOCKS } from "../db/locks.ts";
import type { Services } from "../services.ts";
import type { Tick } from "./jobs.ts";

const STAND_BY_MS = 1_000;

/**
 * Runs each task at its pace and in a lane of its own, so that a slow one delays none of the others; in whichever
 * process holds the lock, while those of other processes stand by.
 */
export function runTicks(services: Services, ticks: readonly Tick[]): { stop(): Promise<void> } {
  const stopping = new AbortController();
  const { signal } = stopping;
  setMaxListeners(0, signal); // each lane that rests listens; Node warns of a leak from eleven on
  const rest = (ms: number) => pause(ms, undefined, { signal }).catch(() => {});
  const warn = (error: unknown, tick?: string) =>
    services.log.warn({ err: error, tick }, "a periodic task failed");
  let turn: pg.Client | null = null;

  const standBy = async () => {
    while (!signal.aborted) {
      turn ??= await takeTurn(services, () => {
        turn = null;
      }).catch((error) => {
        warn(error);
        return null;
      });
      await rest(STAND_BY_MS);
    }
  };
  const lane = async (tick: Tick) => {
    await rest(STAND_BY_MS);
    while (!signal.aborted) {
      const due = performance.now() + (turn ? tick.everySeconds * 1_000 : STAND_BY_MS);
      if (turn) await tick.run(services).catch((error) => warn(error, tick.name));
      await rest(Math.max(0, due - performance.now()));
    }
  };
  const all = [standBy(), ...ticks.map(lane)];
  return {
    async stop() {
      stopping.abort();
      await Promise.all(all);
      await turn?.end().catch(() => {});
    },
  };
}

/**
 * The turn to run the tasks: a connection that does nothing but hold the lock. The lanes would need one of the pool
 * each, and wait for each other there.
 * @param lost told when the connection breaks, and with it the turn
 * @returns null where another process has it
 */
async function takeTurn(services: Services, lost: () => void): Promise<pg.Client | null> {
  const client = new pg.Client(services.database.pool.options);
  client.on("error", lost).on("end", lost);
  try {
    await client.connect();
    const { rows } = await client.query<{ held: boolean }>("select pg_try_advisory_lock($1) as held", [
      LOCKS.ticks,
    ]);
    if (rows[0]?.held) return client;
  } catch (error) {
    client.end().catch(() => {});
    throw error;
  }
  await client.end();
  return null;
}
