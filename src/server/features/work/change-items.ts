import type { Change } from "../../db/change.ts";

/** Gives a state to items that nobody has met, which have none. */
const STATES = `
insert into item_state (item_id, org_id, project_id, position, state)
select id, org_id, project_id, position, 'new' from item where id = any($1) and project_id = $2 and org_id = $3
order by id for share on conflict (item_id) do nothing`;

/**
 * Locks items for a change of many: first against being taken back (those that were are left out), then their states
 * and their slots, each in order of their ids, so that such changes wait for each other and for freed leases.
 */
export async function lockItems(tx: Change, project: string, items: string[]): Promise<void> {
  const scope = [items, project, tx.org];
  await tx.client.query(STATES, scope);
  await tx.client.query(
    `select from item_state where item_id = any($1) and project_id = $2 and org_id = $3 order by item_id for update`,
    scope,
  );
  await tx.client.query(
    `select from slot s where s.item_id = any($1) and s.org_id = $3
       and exists (select from item_state st where st.item_id = s.item_id and st.project_id = $2)
     order by s.id for update of s`,
    scope,
  );
}

/**
 * Cancels items: open and leased work on them ends, what was accepted stays.
 * @returns how many items changed
 */
export async function cancelItems(tx: Change, project: string, items: string[]): Promise<number> {
  await lockItems(tx, project, items);
  const { rows } = await tx.client.query<{ id: string }>(
    `update item_state set state = 'cancelled', changed_at = clock()
     where item_id = any($1) and project_id = $2 and org_id = $3 and state not in ('cancelled', 'done') returning item_id as id`,
    [items, project, tx.org],
  );
  const changed = rows.map((row) => row.id);
  await tx.client.query(
    `update slot set state = 4, lease_until = null, reserved_for = null, parked = false
     where item_id = any($1) and org_id = $2 and counts and state in (0, 1, 5)`,
    [changed, tx.org],
  );
  for (const item of changed) tx.event({ kind: "item.cancelled", project, item });
  return changed.length;
}

/**
 * Opens cancelled items again: each is where its answers say, and its cancelled slots are open to everybody; those of
 * reviews only where the answer, in its newest version, still waits for one.
 * @returns how many items changed
 */
export async function restoreItems(tx: Change, project: string, items: string[]): Promise<number> {
  await lockItems(tx, project, items);
  const { rows } = await tx.client.query<{ id: string }>(
    `update item_state st set changed_at = clock(), state = case
         when not exists (select from slot s where s.item_id = st.item_id and s.state = 4 and s.subject_id is null and s.counts) then 'done'
         when exists (select from slot s where s.item_id = st.item_id and s.state = 2 and s.counts) then 'review'
         when exists (select from answer a join slot s on s.id = a.slot_id and s.counts where a.item_id = st.item_id) then 'working' else 'new' end
     where item_id = any($1) and project_id = $2 and org_id = $3 and state = 'cancelled' returning item_id as id`,
    [items, project, tx.org],
  );
  const changed = rows.map((row) => row.id);
  await tx.client.query(
    `update slot set state = 0, ahead = true, holder = null where item_id = any($1) and org_id = $2 and counts and state = 4
       and (subject_id is null or exists (select from answer a join slot s on s.id = a.slot_id
         where a.id = slot.subject_id and s.state = 2 and a.n = (select max(n) from answer where slot_id = s.id)))`,
    [changed, tx.org],
  );
  for (const item of changed) tx.event({ kind: "item.restored", project, item });
  return changed.length;
}

/**
 * Offers items sooner or later: 0 urgent, 1 normal, 2 low.
 * @returns how many items changed
 */
export async function prioritiseItems(
  tx: Change,
  project: string,
  items: string[],
  priority: number,
): Promise<number> {
  await lockItems(tx, project, items);
  const { rows } = await tx.client.query<{ id: string }>(
    `update item_state set priority = $4, changed_at = clock() where item_id = any($1) and project_id = $2 and org_id = $3
       and priority <> $4 returning item_id as id`,
    [items, project, tx.org, priority],
  );
  const changed = rows.map((row) => row.id);
  await tx.client.query(
    `update slot set position = position % (2^48)::bigint + $3 * (2^48)::bigint,
       ahead = state = 0 and position / (2^48)::bigint > $3 where item_id = any($1) and org_id = $2`,
    [changed, tx.org, priority],
  );
  await tx.client.query(
    `update queue q set head = least(q.head, s.first) from (
       select queue_id, min(position) - 1 as first from slot where item_id = any($1) and org_id = $2 group by queue_id) s
     where q.id = s.queue_id`,
    [changed, tx.org],
  );
  for (const item of changed) tx.event({ kind: "item.prioritised", project, item, body: { priority } });
  return changed.length;
}
