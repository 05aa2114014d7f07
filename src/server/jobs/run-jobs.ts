import { setTimeout as pause } from "node:timers/promises";
import { run, type Statement } from "../db/pool.ts";
import type { Services } from "../services.ts";
import { type AnyJob, type Attempt, GiveUp, type Job, type JobPayload, type RunAgain } from "./jobs.ts";

/** How often a job is taken before it is given up. */
const ATTEMPTS = 3;
const POLL_MS = 500;
const RENEW_MS = 10_000;

/**
 * The attempt counts from here on, whatever becomes of the process. That no more than so many run at once is exact
 * within a process; two that take in the same moment may go one beyond it.
 */
const TAKE: Statement = {
  name: "job-take",
  text: `update job set attempts = attempts + 1, lease_until = clock() + interval '30 s' where id = (
           select id from job where name = $1 and run_at <= clock() and given_up_at is null
             and (lease_until is null or lease_until < clock())
             and (select count(*) from job r where r.name = $1 and r.lease_until >= clock()) < $2
           order by run_at limit 1 for update skip locked)
         returning id, org_id as org, payload, attempts`,
};
const RENEW: Statement = {
  name: "job-renew",
  text: `update job set lease_until = clock() + interval '30 s', attempts = case when $3 then 1 else attempts end
         where id = $1 and org_id = $2 and lease_until is not null`,
};
const DONE: Statement = { name: "job-done", text: "delete from job where id = $1 and org_id = $2" };
const PUT_BACK: Statement = {
  name: "job-put-back",
  text: "update job set lease_until = null, attempts = attempts - 1 where id = $1 and org_id = $2",
};
const AGAIN: Statement = {
  name: "job-again",
  text: `update job set lease_until = null, attempts = 0, run_at = clock() + interval '1 s' * $3::float8
         where id = $1 and org_id = $2`,
};
const FAIL: Statement = {
  name: "job-fail",
  text: `update job set lease_until = null, failure = $3, attempts = case when $4 then 1 else attempts end,
           run_at = clock() + interval '1 s' * power(4, attempts)
         where id = $1 and org_id = $2`,
};
const GIVE_UP: Statement = {
  name: "job-give-up",
  text: `update job set lease_until = null, failure = $3, given_up_at = clock() where id = $1 and org_id = $2`,
};
/** What a process left that is gone: taken again at once, but after a while where it has stopped two already. */
const FREE = `update job set lease_until = null,
  run_at = case when attempts = ${ATTEMPTS - 1} then clock() + interval '30 s' else run_at end
  where lease_until is not null`;

interface JobRow {
  id: number;
  org: string;
  payload: unknown;
  attempts: number;
}

/**
 * Takes jobs until stopped, each kind in lanes of its own. A job of a process that died is taken again when its lease
 * ends, or at once where `sole` says that no other process works on this database.
 */
export function runJobs(
  services: Services,
  jobs: readonly AnyJob[],
  options: { sole: boolean },
): { stop(): Promise<void> } {
  const stopping = new AbortController();
  const { pool } = services.database;
  const started = options.sole ? pool.query(FREE).then(() => {}) : Promise.resolve();
  const lane = async (job: Job<JobPayload>) => {
    await started.catch(() => {});
    while (!stopping.signal.aborted) {
      const worked = await takeOne(services, job, stopping.signal).catch((error) => {
        services.log.warn({ err: error }, "jobs: the database did not answer");
        return false;
      });
      if (!worked) await pause(POLL_MS, undefined, { signal: stopping.signal }).catch(() => {});
    }
  };
  const lanes = jobs.flatMap((job) =>
    Array.from({ length: job.atOnce }, () => lane(job as unknown as Job<JobPayload>)),
  );
  return {
    async stop() {
      stopping.abort();
      await Promise.all(lanes);
    },
  };
}

/** Takes a job of a kind, if one is due, and sees it through. */
async function takeOne(services: Services, job: Job<JobPayload>, signal: AbortSignal): Promise<boolean> {
  const { pool } = services.database;
  const [row] = await run<JobRow>(pool, TAKE, [job.name, job.atOnce]);
  if (!row) return false;
  const key = [row.id, row.org];
  if (row.attempts > ATTEMPTS) {
    await giveUp(services, job, row, new GiveUp(STOPPED));
    return true;
  }
  let hasProgressed = false;
  const renewal = setInterval(() => {
    run(pool, RENEW, [...key, hasProgressed]).catch(() => {});
  }, RENEW_MS);
  const attempt: Attempt = {
    signal,
    progressed: () => {
      hasProgressed = true;
    },
  };
  try {
    const again = await job.run(job.payload.parse(row.payload), services, attempt);
    await finish(services, row, again, signal);
  } catch (error) {
    services.log.error({ err: error, job: job.name }, "a job failed");
    const isLast = error instanceof GiveUp || (row.attempts >= ATTEMPTS && !hasProgressed);
    if (signal.aborted) await run(pool, PUT_BACK, key);
    else if (isLast) await giveUp(services, job, row, error as Error);
    else await run(pool, FAIL, [...key, messageOf(error), hasProgressed]);
  } finally {
    clearInterval(renewal);
  }
  return true;
}

const STOPPED = "The server stopped three times while it was at this, so it is not tried again.";

async function finish(
  { database: { pool } }: Services,
  { id, org }: JobRow,
  again: RunAgain | undefined,
  signal: AbortSignal,
): Promise<void> {
  if (again) await run(pool, AGAIN, [id, org, again.afterSeconds]);
  else await run(pool, signal.aborted ? PUT_BACK : DONE, [id, org]);
}

/** Ends a job for good: first it says so where people look, so that a crash in between only makes it say so again. */
async function giveUp(
  services: Services,
  job: Job<JobPayload>,
  { id, org, payload }: JobRow,
  error: Error,
): Promise<void> {
  const known = job.payload.safeParse(payload);
  if (known.success) await job.failed(known.data, services, error);
  await run(services.database.pool, GIVE_UP, [id, org, messageOf(error)]);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
