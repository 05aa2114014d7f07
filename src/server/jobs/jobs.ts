import type pg from "pg";
import type { z } from "zod";
import { run, type Statement } from "../db/pool.ts";
import type { Services } from "../services.ts";

/** What every job knows of its work: whose it is. */
export interface JobPayload {
  org: string;
}

/** Work that outlives a request: defined by a feature, enqueued in the transaction of the data that needs it. */
export interface Job<Payload extends JobPayload> {
  name: string;
  /** How many of its kind run at once, over all processes. No kind waits for another. */
  atOnce: number;
  payload: z.ZodType<Payload>;
  /**
   * Must be safe to run again from the start: a crash may happen at any point.
   * @returns when it wants to run again; undefined where it is done
   * @throws GiveUp where another attempt would fail as this one did; any other error makes it run again, up to three
   * times in all
   */
  run(payload: Payload, services: Services, attempt: Attempt): Promise<RunAgain | undefined>;
  /** Told when there will be no further attempt, and why. It may be told again after a crash. */
  failed(payload: Payload, services: Services, error: Error): Promise<void>;
}

/** One run of a job. */
export interface Attempt {
  /** Aborted when the process is to stop; the attempt then does not count. */
  signal: AbortSignal;
  /** Says that something was kept that a further attempt need not do again: earlier attempts no longer count. */
  progressed(): void;
}

/** A job that is not done asks to be run again after so many seconds; its attempts begin anew. */
export interface RunAgain {
  afterSeconds: number;
}

/** A job that can never succeed; the message says why and what to do, to people. */
export class GiveUp extends Error {}

/** A job of any payload, for lists of jobs. */
export type AnyJob = Omit<Job<never>, "payload"> & { payload: z.ZodType };

/** Something that the worker does again and again, in one process at a time; no task waits for another. */
export interface Tick {
  name: string;
  everySeconds: number;
  run(services: Services): Promise<void>;
}

const ENQUEUE: Statement = {
  name: "job-enqueue",
  text: "insert into job (org_id, name, key, payload) values ($1, $2, $3, $4) on conflict (name, key) do nothing",
};

/** Makes room for another try of a job that was given up. */
export async function dropFailed<Payload extends JobPayload>(
  client: pg.ClientBase,
  job: Job<Payload>,
  { org }: JobPayload,
  key: string,
): Promise<void> {
  await client.query(
    "delete from job where org_id = $1 and name = $2 and key = $3 and given_up_at is not null",
    [org, job.name, key],
  );
}

/** Enqueues a job on the caller's transaction: it runs if and only if that commits. Equal keys run once. */
export async function enqueue<Payload extends JobPayload>(
  client: pg.ClientBase,
  job: Job<Payload>,
  payload: Payload,
  key: string,
): Promise<void> {
  await run(client, ENQUEUE, [payload.org, job.name, key, JSON.stringify(job.payload.parse(payload))]);
}
