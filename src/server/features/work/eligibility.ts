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
  insert into person_queue (agent_id, queue_id, org_id, project_id, kind, cursor, until, passed)
  select agent_id, queue_id, org_id, project_id, kind, head, until,
    coalesce((select gate from gate_passed g where g.agent_id = may.agent_id and g.project_id = may.project_id), 0) from may
  on conflict (agent_id, project_id, queue_id) do update set until = excluded.until where person_queue.until <> excluded.until
  returning queue_id, xmax = 0 as added)`;

const renewed = (whose: string) => `
with may as materialized (
  select * from may_draw where ${whose} and org_id = $2 and ($3::uuid is null or project_id = $3)),
gone as (
  delete from person_queue pq where ${whose} and org_id = $2 and ($3::uuid is null or project_id = $3)
    and not exists (select from may where may.agent_id = pq.agent_id and may.queue_id = pq.queue_id)
  returning agent_id, queue_id),
${KEEP},
changed as (
  select queue_id, sum(n) as n from (
    select queue_id, -1 as n from gone union all select queue_id, 1 from kept where added) each group by queue_id),
counted as (
  update queue q set people = people + n from changed where q.id = changed.queue_id)
select distinct agent_id as agent from gone`;

const PERSON = renewed("agent_id = $1");
const MANY = renewed("($1::uuid[] is null or agent_id = any($1))");

const QUEUE = `
with may as (select * from may_draw where queue_id = $1 and org_id = $2),${KEEP}
update queue set people = (select count(*) from kept) where id = $1`;

/** What the agreements of a project ask of whoever draws from its queues. */
export const agreedIn = (project: string) =>
  `array(select t.trait from agreement_trait t where t.project_id = ${project} order by t.trait)`;

/** A person who changes and a queue that is made at the same moment would not see each other: one waits for the other. */
export const waitTurn = (tx: Change) =>
  tx.client.query("select pg_advisory_xact_lock($1)", [LOCKS.eligibility]);

/** Decides anew which queues an agent may draw from, after what they have or are has changed. */
export async function refreshAgent(tx: Change, agent: string, project?: string | null): Promise<void> {
  await waitTurn(tx);
  await tx.client.query(PERSON, [agent, tx.org, project ?? null]);
  await endReservations(tx, agent);
}

/** Decides anew for many agents, or (null) for all. */
export async function refreshAgents(
  tx: Change,
  agents: readonly string[] | null,
  project?: string | null,
): Promise<void> {
  await waitTurn(tx);
  const { rows } = await tx.client.query<{ agent: string }>(MANY, [agents, tx.org, project ?? null]);
  for (const { agent } of rows) await endReservations(tx, agent);
}

/**
 * Makes the queues of a project, or (null) of all, ask for what the agreements in force there demand, and decides anew
 * who may draw from them. One row per queue changes, never its slots.
 */
export async function askForAgreements(tx: Change, project: string | null): Promise<void> {
  await waitTurn(tx);
  await tx.client.query(
    `update queue q set agreed = ${agreedIn("q.project_id")} where q.org_id = $1 and ($2::uuid is null or q.project_id = $2)`,
    [tx.org, project],
  );
  await refreshAgents(tx, null, project);
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
