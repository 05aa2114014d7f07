import type { Assignment } from "#contract/work.ts";
import type { StageKindName } from "#workflow/index.ts";
import type { Tick } from "../../jobs/jobs.ts";
import type { Services } from "../../services.ts";
import { type Batch, workBatch } from "./work-batch.ts";

/** A program that works inside the server, as one outside does over the API. */
export interface Machine {
  /** The name under which it was added as a program. */
  name: string;
  stage: StageKindName;
  batch: number;
  /** Gives an answer for each piece of work that it can do; the others are free again when their leases end. */
  run(pieces: Assignment[], services: Services): Promise<Batch["submit"]>;
}

/** Where a program of this name may draw work of the stage. */
const PLACES = `
select distinct pq.agent_id as agent, pq.org_id as org, pq.project_id as project
from person_queue pq join name_of n on n.agent_id = pq.agent_id and n.kind = 'program'
where n.name = $1 and pq.kind = $2 and pq.until > clock()`;

/** Lets a machine take a batch in each project in which its program has a role, every second, until nothing is left. */
export function registerMachine({ name, stage, batch: take, run }: Machine): Tick {
  return {
    name: `machine ${name}`,
    everySeconds: 1,
    async run(services) {
      const { rows } = await services.database.pool.query<{ agent: string; org: string; project: string }>(
        PLACES,
        [name, stage],
      );
      for (const who of rows) {
        const { assignments } = await workBatch(services, who, { submit: [], take, stage });
        if (assignments.length === 0) continue;
        await workBatch(services, who, { submit: await run(assignments, services), take: 0, stage });
      }
    },
  };
}
