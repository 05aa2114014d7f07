import type pg from "pg";
import type { z } from "zod";
import { run, type Statement } from "../db/pool.ts";
import type { Services } from "../services.ts";

/** Work that outlives a request: defined by a feature, enqueued in the transaction of the data that needs it. */
export interface Job<Payload> {
  name: string;
  payload: z.ZodType<Payload>;
  /** Must be safe to run again from the start: a crash may happen at any point. */
  run(payload: Payload, services: Services, signal: AbortSignal): Promise<void>;
  /** Told when the last try has failed, and of what. */
  failed(payload: Payload, services: Services, error: unknown): Promise<void>;
}

/** A job of any payload, for lists of jobs. */
export type AnyJob = Omit<Job<never>, "payload"> & { payload: z.ZodType };

/** Something that the worker does again and again, in one process at a time. */
export interface Tick {
  name: string;
  everySeconds: number;
  run(services: Services): Promise<void>;
}

const ENQUEUE: Statement = {
  name: "job-enqueue",
  text: "insert into job (name, key, payload) values ($1, $2, $3) on conflict (name, key) do nothing",
};

/** Makes room for another try of a job that has failed for good. */
export async function dropFailed<Payload>(
  client: pg.ClientBase,
  job: Job<Payload>,
  key: string,
): Promise<void> {
  await client.query("delete from job where name = $1 and key = $2 and failures > 0", [job.name, key]);
}

/** Enqueues a job on the caller's transaction: it runs if and only if that commits. Equal keys run once. */
export async function enqueue<Payload>(
  client: pg.ClientBase,
  job: Job<Payload>,
  payload: Payload,
  key: string,
): Promise<void> {
  await run(client, ENQUEUE, [job.name, key, JSON.stringify(job.payload.parse(payload))]);
}
