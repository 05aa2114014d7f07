import type pg from "pg";
import type { PersonRef } from "#contract/entities.ts";
import type { Change } from "../../db/change.ts";
import { AppError } from "../../errors.ts";
import { personRef } from "../accounts/index.ts";
import { endReservations } from "./end-reservations.ts";

interface Assigning {
  project: string;
  item: string;
  person: string;
}

/** An open slot `s` of an item, an agent who may draw it, and whether another slot of the item forbids it to them. */
const OPEN = `
from slot s join queue q on q.id = s.queue_id
join person_queue pq on pq.project_id = q.project_id and pq.queue_id = q.id and pq.until > (select clock())
where s.item_id = $1 and q.project_id = $2 and s.org_id = $3 and s.state = 0 and s.reserved_for is null
  and not exists (select from participation p where p.item_id = s.item_id and p.conflict_group = q.conflict_group
    and p.round = s.round and p.agent_id = pq.agent_id and not (q.repeats and p.stage = q.stage))`;

/** The people who may be given an open piece of work on an item, by name. */
export async function listAssignable(
  pool: pg.Pool,
  { item, project, org }: { item: string; project: string; org: string },
): Promise<PersonRef[]> {
  const { rows } = await pool.query<{ id: string; name: string }>(
    `select i.person_id as id, i.name from identity i
     where i.org_id = $3 and i.person_id in (select pq.agent_id ${OPEN}) order by lower(i.name), i.person_id`,
    [item, project, org],
  );
  return rows.map(({ id, name }) => personRef(id, name));
}

/**
 * Keeps an open piece of work on the item for one person, who is offered it before anything new. They take part in the
 * item from now on, so that nothing else of it is offered to them.
 * @throws AppError not_assignable where nothing is open that this person may do
 */
export async function assignWork(tx: Change, { project, item, person }: Assigning): Promise<void> {
  const { rows } = await tx.client.query<{ id: number }>(
    `select s.id ${OPEN} and pq.agent_id = $4 order by s.n, s.id limit 1 for update of s`,
    [item, project, tx.org, person],
  );
  const slot = rows[0]?.id;
  if (slot === undefined) throw new AppError("not_assignable");
  await tx.client.query(
    `insert into participation (item_id, conflict_group, round, agent_id, org_id, stage)
     select s.item_id, q.conflict_group, s.round, $2, $3, q.stage from slot s join queue q on q.id = s.queue_id
     where s.id = $1 and s.org_id = $3 and q.project_id = $4 on conflict do nothing`,
    [slot, person, tx.org, project],
  );
  await tx.client.query("update slot set reserved_for = $2 where id = $1 and org_id = $3", [
    slot,
    person,
    tx.org,
  ]);
  tx.event({ kind: "slot.assigned", project, item, body: { slot, holder: person } });
}

/**
 * Offers everyone again what is kept for a person on the item.
 * @throws AppError not_found where nothing is, or they have taken it
 */
export async function unassignWork(tx: Change, { project, item, person }: Assigning): Promise<void> {
  if ((await endReservations(tx, person, { project, item })) === 0) throw new AppError("not_found");
}
