import type pg from "pg";
import type { Lease } from "#contract/work.ts";
import type { Change } from "../../db/change.ts";
import { run } from "../../db/pool.ts";
import { AppError } from "../../errors.ts";
import type { Tick } from "../../jobs/jobs.ts";
import type { Services } from "../../services.ts";
import type { AssignmentKey } from "./assignment.ts";
import { KEPT, RENEW } from "./statements.ts";

/**
 * What ends a lease without a decision: rework waits for its author again, what is for one person for them, all else is
 * open to others. A person with a draft stays a participant and can come back to it; without one they may be offered the
 * item again.
 */
const END = `
ended as (
  update slot s set lease_until = null, parked = false,
    state = case when w.answered then 5 else 0 end,
    reserved_for = case when w.answered or ${KEPT} then s.holder else s.kept_for end,
    holder = case when w.answered then s.holder end,
    ahead = not w.answered
  from (select t.id, t.holder, t.assignment_id, exists (select from answer a where a.slot_id = t.id and a.agent_id = t.holder) as answered
        from due t) w
  where s.id = w.id
  returning s.id, s.org_id, s.item_id, s.queue_id, s.round, s.kept_for, w.holder as agent, w.assignment_id, w.answered),
forgotten as (
  delete from participation p using ended e, queue q
  where q.id = e.queue_id and p.item_id = e.item_id and p.conflict_group = q.conflict_group and p.round = e.round
    and p.agent_id = e.agent and not e.answered and e.kept_for is null and not exists (select from draft d where d.assignment_id = e.assignment_id))`;

const EXPIRE = `
with due as materialized (
  select id, holder, assignment_id from slot where state = 1 and lease_until < clock() order by lease_until limit 500
  for update skip locked),
${END},
logged as (
  insert into event (org_id, project_id, item_id, agent_id, kind, body)
  select e.org_id, q.project_id, e.item_id, null, 'lease.expired', jsonb_build_object('slot', e.id, 'holder', e.agent)
  from ended e join queue q on q.id = e.queue_id)
select count(*)::int as n from ended`;

/** Ends leases whose time is over, by the database's clock. */
export const expireLeases: Tick = {
  name: "expire-leases",
  everySeconds: 1,
  async run({ database: { pool } }: Services) {
    for (;;) {
      const { rows } = await pool.query<{ n: number }>(EXPIRE);
      if (rows[0]!.n < 500) return;
    }
  },
};

/**
 * Keeps a lease while its holder is active; `park` keeps it for days.
 * @throws AppError not_held
 */
export async function renewLease(pool: pg.Pool, key: AssignmentKey, park: boolean): Promise<Lease> {
  const values = [key.assignment, key.agent, key.project, key.org, park];
  const [lease] = await run<Lease>(pool, RENEW, values);
  if (!lease) throw new AppError("not_held");
  return lease;
}

/** Frees leases of a project: one person's, some slots', or all. Returns how many. */
export async function freeLeases(
  tx: Change,
  project: string,
  which: { person?: string | undefined; slots?: number[] | undefined } = {},
): Promise<number> {
  const { rows } = await tx.client.query<{ id: number; item_id: string; agent: string }>(
    `with due as materialized (
       select s.id, s.holder, s.assignment_id from slot s join queue q on q.id = s.queue_id
       where q.project_id = $1 and q.org_id = $2 and s.state = 1 and ($3::uuid is null or s.holder = $3)
         and ($4::bigint[] is null or s.id = any($4)) order by s.id for update of s),
     ${END}
     select id, item_id, agent from ended`,
    [project, tx.org, which.person ?? null, which.slots ?? null],
  );
  for (const row of rows) {
    tx.event({ kind: "lease.freed", project, item: row.item_id, body: { slot: row.id, holder: row.agent } });
  }
  return rows.length;
}

/** Moves each queue's head up to its first open slot, so that a claim never walks over what is done. */
export const advanceHeads: Tick = {
  name: "advance-heads",
  everySeconds: 1,
  async run({ database: { pool } }: Services) {
    await pool.query(
      `update queue q set head = h.head from (
         select q.id, coalesce((select s.position - 1 from slot s where s.queue_id = q.id and s.state = 0
           and s.reserved_for is null order by s.position limit 1), q.head) as head from queue q) h
       where h.id = q.id and h.head > q.head`,
    );
  },
};
