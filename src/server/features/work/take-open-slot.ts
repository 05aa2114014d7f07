import type { Change } from "../../db/change.ts";
import type { WorkRow } from "./assignment.ts";

/**
 * Takes any open slot of the item for a late answer, its own first, or one that was kept for this person.
 * @returns null where none is open, or where the person has answered the item otherwise
 */
export async function takeOpenSlot(tx: Change, row: WorkRow): Promise<number | null> {
  const { rows: other } = await tx.client.query(
    `select from answer a join slot s on s.id = a.slot_id
     where a.item_id = $1 and a.agent_id = $2 and a.org_id = $3 and s.round = $4 and s.state in (1, 2, 3, 6)
       and a.stage = $5 limit 1`,
    [row.item_id, tx.agent, tx.org, row.round, row.stage],
  );
  if (other.length > 0) return null;
  const { rows } = await tx.client.query<{ id: number }>(
    `select s.id from slot s join queue q on q.id = s.queue_id
     where s.item_id = $1 and s.org_id = $2 and q.stage = $3 and s.round = $4 and s.subject_id is null
       and (s.state = 0 and s.reserved_for is null or s.state in (0, 5) and s.reserved_for = $6)
     order by s.id = $5 desc, s.id limit 1 for update of s`,
    [row.item_id, tx.org, row.stage, row.round, row.slot_id, tx.agent],
  );
  const slot = rows[0]?.id;
  if (slot === undefined) return null;
  const { rows: part } = await tx.client.query(
    `insert into participation as p (item_id, conflict_group, round, agent_id, org_id, stage) values ($1, $2, $3, $4, $5, $6)
     on conflict (item_id, conflict_group, round, agent_id) do update set stage = excluded.stage
       where p.stage in (excluded.stage, 'skipped') returning true`,
    [row.item_id, row.conflict_group, row.round, tx.agent, tx.org, row.stage],
  );
  if (part.length === 0) return null;
  await tx.client.query(
    `update slot set state = 1, holder = $2, assignment_id = $3, lease_until = clock(), reserved_for = null, ahead = false
     where id = $1 and org_id = $4`,
    [slot, tx.agent, row.id, tx.org],
  );
  return slot;
}
