import { LOCKS } from "../db/locks.ts";
import type { Services } from "../services.ts";
import type { Tick } from "./jobs.ts";

/** Runs each tick at its pace, in whichever process holds the lock; the others stand by. */
export function runTicks(services: Services, ticks: readonly Tick[]): { stop(): Promise<void> } {
  let stopped = false;
  let running = Promise.resolve();
  const due = new Map(ticks.map((tick) => [tick.name, 0]));
  const timer = setInterval(() => {
    running = running
      .then(round)
      .catch((error) => services.log.warn({ err: error }, "a periodic task failed"));
  }, 1_000);

  async function round(): Promise<void> {
    if (stopped) return;
    const client = await services.database.pool.connect();
    let broken: Error | undefined;
    try {
      const { rows } = await client.query<{ held: boolean }>("select pg_try_advisory_lock($1) as held", [
        LOCKS.ticks,
      ]);
      if (!rows[0]?.held) return;
      for (const tick of ticks) {
        const now = performance.now();
        if (now < due.get(tick.name)!) continue;
        due.set(tick.name, now + tick.everySeconds * 1_000);
        await tick
          .run(services)
          .catch((error) => services.log.warn({ err: error, tick: tick.name }, "a periodic task failed"));
      }
      await client.query("select pg_advisory_unlock($1)", [LOCKS.ticks]);
    } catch (error) {
      broken = error as Error;
      throw error;
    } finally {
      client.release(broken);
    }
  }

  return {
    async stop() {
      stopped = true;
      clearInterval(timer);
      await running;
    },
  };
}
