import type { FormStep } from "#kinds/carry.ts";
import { type Change, change } from "../../db/change.ts";
import { newId } from "../../db/id.ts";
import type { Tick } from "../../jobs/jobs.ts";
import type { Services } from "../../services.ts";
import { addRound } from "./add-round.ts";
import { asksAbout } from "./top-up.ts";

/**
 * A slot about every accepted answer to a done item that was made under an older version of the form, kept for its author
 * if they still draw from its queue; what is asked already is not asked twice, and nothing is opened about items of which nothing is asked.
 * $1 project, $2 organization, $3 version of the form, $4 round, $5 the older versions and about which items of theirs something is asked
 */
const ASK = `
with version as (
  select form_id, n from form_step where id = $3 and project_id = $1 and org_id = $2),
asked as (
  insert into slot (org_id, item_id, queue_id, n, round, counts, position, subject_id, reserved_for, ahead)
  select a.org_id, a.item_id, s.queue_id, s.n, $4, true, s.position, a.id, pq.agent_id, pq.agent_id is null
  from form_answer a join version v on v.form_id = a.form_id and v.n > a.form_n
  join jsonb_to_recordset($5) as older(n int, about jsonb) on older.n = a.form_n
  join slot s on s.id = a.slot_id and s.state = 3 join item_state st on st.item_id = a.item_id and st.state = 'done'
  join item_now i on i.id = a.item_id
  left join person_queue pq on pq.agent_id = s.holder and pq.project_id = $1 and pq.queue_id = s.queue_id
  where a.project_id = $1 and a.org_id = $2
    and (older.about is null or exists (
      select from jsonb_to_recordset(older.about) as c(attribute text, "in" jsonb)
      cross join jsonb_path_query(i.attributes->c.attribute, 'lax $[*]') as v(value) where c."in" ? (v.value#>>'{}')))
    and not exists (select from slot o where o.subject_id = a.id and o.queue_id = s.queue_id and o.state in (0, 1))
  returning item_id, queue_id, position, reserved_for),
offered as (
  update queue q set head = least(q.head, o.first) from (
    select queue_id, min(position) - 1 as first from asked where reserved_for is null group by queue_id) o where o.queue_id = q.id),
met as (
  insert into participation (item_id, conflict_group, round, agent_id, org_id, stage)
  select distinct on (p.item_id, p.conflict_group, p.agent_id) p.item_id, p.conflict_group, $4::smallint, p.agent_id, p.org_id, p.stage
  from participation p where p.item_id in (select item_id from asked) 
    and p.round in (select n from round where project_id = $1 and org_id = $2 and counts and n <> $4))
select count(*)::int as n from asked`;

/**
 * Asks what is new in a version of a form of the accepted answers to older ones, in a round of its own: of each answer's
 * author for some days, then of anyone who has not worked on the item. The project must be locked.
 * @returns how many answers are asked
 */
export async function startTopUp(
  tx: Change,
  { project, version, days }: { project: string; version: string; days: number },
): Promise<number> {
  const round = await addRound(tx, project, "top-up");
  const id = newId();
  await tx.client.query(
    `insert into top_up (id, org_id, project_id, round, form_version_id, open_at, agent_id)
     values ($1, $2, $3, $4, $5, clock() + interval '1 day' * $6, $7)`,
    [id, tx.org, project, round, version, days, tx.agent],
  );
  const older = JSON.stringify(await olderVersions(tx, project, version));
  const { rows } = await tx.client.query<{ n: number }>(ASK, [project, tx.org, version, round, older]);
  tx.event({
    kind: "form.top-up-started",
    project,
    body: { topUp: id, round, version, answers: rows[0]!.n },
  });
  return rows[0]!.n;
}

/** $1 version of the form, $2 project, $3 organization */
const STEPS = `
select s.before_n as n, s.before, s.after, s.mapping from form_step t join form_step s on s.form_id = t.form_id and s.n <= t.n
where t.id = $1 and t.project_id = $2 and t.org_id = $3 order by s.n`;

/** The versions before one, and about which items of theirs it asks something. */
async function olderVersions(tx: Change, project: string, version: string) {
  const { rows } = await tx.client.query<FormStep & { n: number }>(STEPS, [version, project, tx.org]);
  return rows.map(({ n }, at) => ({
    n,
    about: asksAbout(rows.at(-1)!.after, rows.slice(at))?.map((one) => ({ ...one, in: one.in.map(String) })),
  }));
}

/** Top-ups whose time for authors is over, with something that is still kept for one. */
const DUE = `
select t.org_id as org, t.project_id as project, t.round, t.agent_id as agent from top_up t
where t.open_at <= clock() and exists (
  select from slot s join queue q on q.id = s.queue_id
  where s.round = t.round and q.project_id = t.project_id and s.state = 0 and s.reserved_for is not null) limit 50`;

/**
 * Opens them. Whom they were kept for may take them as everybody, but for items with another answer that is topped up:
 * who wrote one of two must not see the other. $1 project, $2 organization, $3 round
 */
const OPEN = `
with due as materialized (
  select s.id, s.item_id, s.reserved_for as author, s.queue_id, s.position, q.conflict_group from slot s join queue q on q.id = s.queue_id
  where q.project_id = $1 and q.org_id = $2 and s.round = $3 and s.state = 0 and s.reserved_for is not null
  order by s.id limit 500 for update of s),
opened as (
  update slot s set reserved_for = null, ahead = true from due where s.id = due.id),
offered as (
  update queue q set head = least(q.head, o.first) from (
    select queue_id, min(position) - 1 as first from due group by queue_id) o where o.queue_id = q.id),
free as (
  delete from participation p using due where p.item_id = due.item_id and p.conflict_group = due.conflict_group
    and p.round = $3 and p.agent_id = due.author
    and not exists (select from slot o where o.item_id = due.item_id and o.round = $3 and o.id <> due.id))
select id as slot, item_id as item, author as holder from due`;

/** Offers everyone what authors have not taken in their time. */
export const openTopUps: Tick = {
  name: "open-top-ups",
  everySeconds: 30,
  async run({ database }: Services) {
    type Due = { org: string; project: string; round: number; agent: string };
    const { rows } = await database.pool.query<Due>(DUE);
    for (const { project, round, ...author } of rows) {
      await change(database, author, async (tx) => {
        const opened = await tx.client.query<{ slot: number; item: string; holder: string }>(OPEN, [
          ...[project, author.org, round],
        ]);
        for (const { item, ...body } of opened.rows)
          tx.event({ kind: "slot.unassigned", project, item, body });
      });
    }
  },
};
