import { setTimeout as pause } from "node:timers/promises";
import { run, type Statement } from "../db/pool.ts";
import type { Services } from "../services.ts";
import type { AnyJob, Job } from "./jobs.ts";

const TRIES = 5;
const LANES = 2;
const POLL_MS = 500;
const RENEW_MS = 10_000;

const TAKE: Statement = {
  name: "job-take",
  text: `update job set lease_until = clock() + interval '30 s' where id = (
           select id from job where run_at <= clock() and failures < ${TRIES} and (lease_until is null or lease_until < clock())
             and name = any($1) order by run_at limit 1 for update skip locked)
         returning id, name, payload, failures`,
};
const RENEW: Statement = {
  name: "job-renew",
  text: "update job set lease_until = clock() + interval '30 s' where id = $1",
};
const DONE: Statement = { name: "job-done", text: "delete from job where id = $1" };
const PUT_BACK: Statement = { name: "job-put-back", text: "update job set lease_until = null where id = $1" };
const FAIL: Statement = {
  name: "job-fail",
  text: `update job set lease_until = null, failures = failures + 1, failure = $2,
           run_at = clock() + interval '1 s' * power(4, failures) where id = $1 returning failures`,
};

interface JobRow {
  id: number;
  name: string;
  payload: unknown;
}

/**
 * Takes jobs until stopped, a few at a time. A job of a process that died is taken again when its lease ends, or
 * at once where `sole` says that no other process works on this database.
 */
export function runJobs(
  services: Services,
  jobs: readonly AnyJob[],
  options: { sole: boolean },
): { stop(): Promise<void> } {
  const stopping = new AbortController();
  const known = new Map(jobs.map((job) => [job.name, job]));
  const lane = async () => {
    while (!stopping.signal.aborted) {
      const worked = await takeOne(services, known, stopping.signal).catch((error) => {
        services.log.warn({ err: error }, "jobs: the database did not answer");
        return false;
      });
      if (!worked) await pause(POLL_MS, undefined, { signal: stopping.signal }).catch(() => {});
    }
  };
  const started = options.sole
    ? services.database.pool.query("update job set lease_until = null").then(() => {})
    : Promise.resolve();
  const lanes = Array.from({ length: LANES }, () => started.catch(() => {}).then(lane));
  return {
    async stop() {
      stopping.abort();
      await Promise.all(lanes);
    },
  };
}

async function takeOne(
  services: Services,
  known: Map<string, AnyJob>,
  signal: AbortSignal,
): Promise<boolean> {
  const { pool } = services.database;
  const [row] = await run<JobRow>(pool, TAKE, [[...known.keys()]]);
  if (!row) return false;
  const job = known.get(row.name) as unknown as Job<unknown>;
  const renewal = setInterval(() => void run(pool, RENEW, [row.id]).catch(() => {}), RENEW_MS);
  try {
    const payload = job.payload.parse(row.payload);
    await job.run(payload, services, signal);
    await run(pool, signal.aborted ? PUT_BACK : DONE, [row.id]);
  } catch (error) {
    services.log.error({ err: error, job: row.name }, "a job failed");
    const message = error instanceof Error ? error.message : String(error);
    const [after] = await run<{ failures: number }>(pool, FAIL, [row.id, message]);
    if (after && after.failures >= TRIES) await job.failed(job.payload.parse(row.payload), services, error);
  } finally {
    clearInterval(renewal);
  }
  return true;
}
