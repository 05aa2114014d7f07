import type { Change } from "../../db/change.ts";

/**
 * What ends is open to all, unless it was for one person alone; they may draw the item as everybody, unless they have
 * worked on it. What is for one person alone waits for as long as they are a member: it comes back with what they lack,
 * such as a signature.
 */
const END = `
with ended as (
  update slot s set reserved_for = null, ahead = s.kept_for is null, state = case when s.kept_for is null then 0 else 4 end from queue q
  where q.id = s.queue_id and s.reserved_for = $1 and s.state = 0 and s.org_id = $2 
    and (s.item_id = $3 and q.project_id = $4 or $3::uuid is null and not exists (select from person_queue pq
      where pq.agent_id = $1 and pq.project_id = q.project_id and pq.queue_id = q.id)
      and (s.kept_for is null or not exists (select from member m where m.project_id = q.project_id and m.person_id = $1 and m.active)))
  returning s.id, s.item_id, s.round, q.project_id, q.conflict_group),
met as (
  delete from participation p using ended e
  where p.item_id = e.item_id and p.conflict_group = e.conflict_group and p.round = e.round and p.agent_id = $1
    and not exists (select from assignment a where a.item_id = p.item_id and a.agent_id = $1))
select id as slot, item_id as item, project_id as project from ended`;

/**
 * Ends what is kept for a person and not yet taken: on one item, or wherever they may no longer draw the work.
 * @returns how many pieces of work are open to all again
 */
export async function endReservations(
  tx: Change,
  person: string,
  on?: { project: string; item: string },
): Promise<number> {
  const { rows } = await tx.client.query<{ slot: number; item: string; project: string }>(END, [
    person,
    tx.org,
    on?.item,
    on?.project,
  ]);
  for (const { slot, ...place } of rows) {
    tx.event({ kind: "slot.unassigned", ...place, body: { slot, holder: person } });
  }
  return rows.length;
}
