import { randomBytes } from "node:crypto";
import { appendFileSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import { contract } from "#contract/index.ts";
import { ApiError, connectGroups } from "#sdk/index.ts";
import type { LogEntry } from "#verify/check.ts";

export interface CrowdPerson {
  id: string;
  headers: Record<string, string>;
}

export interface Crowd {
  /** How many submits were acknowledged so far. */
  acknowledged(): number;
  /** Nobody works any more, for want of items. */
  isIdle(): boolean;
  /** Lets everybody finish what they have in hand. */
  stop(): Promise<void>;
}

const PATIENCE_MS = 60_000;

/**
 * People at work: claim, save a draft, submit, again and again. A lost reply is asked for again under the same key,
 * as the browser does. Each acknowledged submit is one line in the log, written before anything else happens.
 */
export function startCrowd(
  url: string,
  project: string,
  people: readonly CrowdPerson[],
  logFile: string,
): Crowd {
  let stopping = false;
  let deadline = Number.POSITIVE_INFINITY; // while there are kills, nobody gives up
  let acknowledged = 0;
  let atWork = people.length;

  const insist = async <T>(request: () => Promise<T>): Promise<T> => {
    for (;;) {
      try {
        return await request();
      } catch (error) {
        if ((error instanceof ApiError && !error.passing) || performance.now() > deadline) throw error;
        await pause(10);
      }
    }
  };

  const shift = async ({ id, headers }: CrowdPerson): Promise<void> => {
    const client = connectGroups(contract, { url, headers: { ...headers, "x-plumbline": "faults" } });
    for (let n = 0; !stopping; n++) {
      const { assignment } = await insist(() => client.work.claim({ params: { project }, body: {} }));
      if (!assignment) return;
      const params = { project, assignment: assignment.id };
      const body = { response: `${id} ${n} ${randomBytes(6).toString("hex")}` };
      const rev = assignment.draft?.rev ?? 0;
      await insist(() => client.work.saveDraft({ params, body: { body, rev } })).catch(conflictIsFine);
      const key = randomBytes(12).toString("hex");
      const done = await insist(() => client.work.submit({ params, body: { body }, key }));
      const entry: LogEntry = { op: "submit", person: id, ...params, key, body, outcome: done.outcome };
      appendFileSync(logFile, `${JSON.stringify(entry)}\n`);
      acknowledged++;
    }
  };

  const shifts = Promise.all(people.map((person) => shift(person).finally(() => atWork--)));
  shifts.catch(() => {}); // told by stop()
  return {
    acknowledged: () => acknowledged,
    isIdle: () => atWork === 0,
    async stop() {
      stopping = true;
      deadline = performance.now() + PATIENCE_MS;
      await shifts;
    },
  };
}

/** A draft that was saved although its reply was lost is newer than the one sent again. */
function conflictIsFine(error: unknown): void {
  if (!(error instanceof ApiError && error.code === "draft_conflict")) throw error;
}
