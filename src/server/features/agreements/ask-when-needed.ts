import { type Change, change } from "../../db/change.ts";
import type { Tick } from "../../jobs/jobs.ts";
import type { Services } from "../../services.ts";
import { askForAgreements } from "../work/index.ts";

/** Makes queues ask for an agreement's trait once a version of it is needed. Until then, work goes on without. */
export async function askIfNeeded(tx: Change, agreement: string): Promise<void> {
  const { rows } = await tx.client.query<{ project: string | null }>(
    `update agreement g set asked_at = clock() where g.id = $1 and g.org_id = $2 and g.asked_at is null and exists (
       select from agreement_version v where v.agreement_id = g.id and v.needed_from <= clock())
     returning g.project_id as project`,
    [agreement, tx.org],
  );
  if (rows[0]) await askForAgreements(tx, rows[0].project);
}

const DUE = `select distinct on (g.id) g.id, g.org_id as org, v.agent_id as agent
  from agreement g join agreement_version v on v.agreement_id = g.id
  where g.asked_at is null and g.retired_at is null and v.needed_from <= clock() order by g.id, v.n limit 100`;

/** An agreement whose versions are needed from later dates on: the first one that is due. Requests look at the date themselves meanwhile. */
export const askWhenNeeded: Tick = {
  name: "ask-for-agreements",
  everySeconds: 5,
  async run({ database }: Services) {
    const { rows } = await database.pool.query<{ id: string; org: string; agent: string }>(DUE);
    for (const { id, ...author } of rows) await change(database, author, (tx) => askIfNeeded(tx, id));
  },
};
