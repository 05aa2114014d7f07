import { type Change, change } from "../../db/change.ts";
import { LOCKS } from "../../db/locks.ts";
import type { Tick } from "../../jobs/jobs.ts";
import type { Services } from "../../services.ts";
import { endReservations } from "./end-reservations.ts";

/**
 * `person_queue` is the view `may_draw` kept in rows. It is brought up to date for one person or for one queue, by
 * whoever changes what the view is made of, in the same transaction.
 */
const KEEP = `
kept as (
  insert into person_queue (agent_id, queue_id, org_id, project_id, kind, cursor, until)
  select agent_id, queue_id, org_id, project_id, kind, head, until from may
  on conflict (agent_id, project_id, queue_id) do update set until = excluded.until where person_queue.until <> excluded.until
  returning queue_id, xmax = 0 as added)`;

const PERSON = `
with may as materialized (
  select * from may_draw where agent_id = $1 and org_id = $2 and ($3::uuid is null or project_id = $3)),
gone as (
  delete from person_queue pq where agent_id = $1 and org_id = $2 and ($3::uuid is null or project_id = $3)
    and not exists (select from may where may.queue_id = pq.queue_id)
  returning queue_id),
${KEEP},
changed as (
  select queue_id, -1 as n from gone union all select queue_id, 1 from kept where added)
update queue q set people = people + n from changed where q.id = changed.queue_id`;

const QUEUE = `
with may as (select * from may_draw where queue_id = $1 and org_id = $2),${KEEP}
update queue set people = (select count(*) from kept) where id = $1`;

/** A person who changes and a queue that is made at the same moment would not see each other: one waits for the other. */
export const waitTurn = (tx: Change) =>
  tx.client.query("select pg_advisory_xact_lock($1)", [LOCKS.eligibility]);

/** Decides anew which queues an agent may draw from, after what they have or are has changed. */
export async function refreshAgent(tx: Change, agent: string, project?: string | null): Promise<void> {
  await waitTurn(tx);
  await tx.client.query(PERSON, [agent, tx.org, project ?? null]);
  await endReservations(tx, agent);
}

/** Lets everybody draw from a new queue who has what it needs. Its maker waited for its turn before. */
export async function admitToQueue(tx: Change, queue: number): Promise<void> {
  await tx.client.query(QUEUE, [queue, tx.org]);
}

const ENDED =
  "select distinct agent_id as agent, org_id as org from person_queue where until <= clock() limit 500";

/** Takes from agents what they drew from by a trait that has ended. Until it runs, claims look at the end themselves. */
export const endTraits: Tick = {
  name: "end-traits",
  everySeconds: 5,
  async run({ database }: Services) {
    const { rows } = await database.pool.query<{ agent: string; org: string }>(ENDED);
    for (const ended of rows) await change(database, ended, (tx) => refreshAgent(tx, ended.agent));
  },
};
