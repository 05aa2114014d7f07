import { setMaxListeners } from "node:events";
import { setTimeout as pause, setImmediate as turn } from "node:timers/promises";
import pg from "pg";
import type { Logger } from "pino";
import { dropConnections } from "./pool.ts";

/** How often the database is asked for a sign of life; more often while it gives none. */
const BEAT_MS = 250;
const SILENT_BEAT_MS = 50;
/** Without an answer for so long it is silent: with the beat before, whoever waits hears of it within a second. */
const LIMIT_MS = 600;
/** How much longer than a new connection an old one may take, after a silence, before it counts as dead. */
const GRACE_MS = 300;

/** Whether the database answers. */
export interface Pulse {
  /** Aborted as long as the database is silent; then there is another one. */
  readonly silence: AbortSignal;
  stop(): Promise<void>;
}

/**
 * Feels the database's pulse on a connection of its own. Where that one is silent while a new one is answered, the
 * others of its time lead nowhere either (a proxy or a failover has forgotten them), and all are dropped.
 */
export function takePulse(connection: pg.ClientConfig, pools: readonly pg.Pool[], log: Logger): Pulse {
  const stopping = new AbortController();
  let state = awake();
  let held: pg.Client | null = null;

  const fallSilent = () => {
    if (state.signal.aborted) return;
    log.error("the database does not answer");
    state.abort();
  };
  const wakeUp = () => {
    if (!state.signal.aborted) return;
    log.warn("the database answers again");
    state = awake();
  };
  const beat = async () => {
    held ??= await open(connection);
    if (held === null) return fallSilent();
    const answer = ask(held);
    let heard = await within(answer, LIMIT_MS);
    if (heard === "late") {
      fallSilent();
      let next: pg.Client | null = null;
      while (next === null && heard === "late" && !stopping.signal.aborted) {
        next = await open(connection);
        heard = await within(answer, next === null ? 0 : GRACE_MS);
      }
      if (heard !== "answered" && next !== null) for (const pool of pools) dropConnections(pool);
      if (heard === "answered" || next === null) drop(next);
      else [held, heard] = [replace(held, next), "answered"];
    }
    if (heard === "answered") return wakeUp();
    drop(held); // the next beat tells whether a new connection is answered
    held = null;
  };
  const beating = (async () => {
    while (!stopping.signal.aborted) {
      await beat();
      const ms = held === null || state.signal.aborted ? SILENT_BEAT_MS : BEAT_MS;
      await pause(ms, undefined, { signal: stopping.signal }).catch(() => {});
    }
    drop(held);
  })();
  return {
    get silence() {
      return state.signal;
    },
    async stop() {
      stopping.abort();
      await beating;
    },
  };
}

function awake(): AbortController {
  const controller = new AbortController();
  setMaxListeners(0, controller.signal); // each request that waits listens
  return controller;
}

async function open(connection: pg.ClientConfig): Promise<pg.Client | null> {
  const client = new pg.Client({ ...connection, application_name: "plumbline pulse" });
  client.on("error", () => {}); // its next query tells
  const heard = await within(
    client.connect().then(() => ask(client)),
    LIMIT_MS,
  );
  if (heard === "answered") return client;
  drop(client);
  return null;
}

const ask = async (client: pg.Client): Promise<void> => void (await client.query("select 1"));

function drop(client: pg.Client | null): void {
  client?.connection.stream.destroy();
}

function replace(old: pg.Client, next: pg.Client): pg.Client {
  drop(old);
  return next;
}

/** How a question to the database stands after so long. What came while this process was busy counts as in time. */
async function within(answer: Promise<void>, ms: number): Promise<"answered" | "failed" | "late"> {
  const settled = answer.then(
    () => "answered" as const,
    () => "failed" as const,
  );
  const waiting = new AbortController();
  const late = pause(ms, undefined, { signal: waiting.signal, ref: false }).then(
    async () => {
      for (let n = 0; n < 3; n++) await turn();
      return "late" as const;
    },
    () => "late" as const,
  );
  try {
    return await Promise.race([settled, late]);
  } finally {
    waiting.abort();
  }
}
