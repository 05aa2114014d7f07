import type { Statement } from "../../db/pool.ts";

/** What becomes of a slot, by the numbers that the statements say. */
export const SLOT = {
  open: 0,
  leased: 1,
  submitted: 2,
  done: 3,
  cancelled: 4,
  returned: 5,
  rejected: 6,
} as const;

/** How long a preloaded item is kept, and parked work. */
const AHEAD_SECONDS = 120;
const PARK_HOURS = 72;

/** Whether a slot `s` of a top-up is still kept for its author, also after they have put it back. */
export const KEPT = `exists (select from top_up u join queue kq on kq.project_id = u.project_id
    where kq.id = s.queue_id and u.round = s.round and u.open_at > clock())`;

/**
 * Whether the agent has not met the slot's item in its round. A scalar subquery on purpose: it can only be run as one
 * probe of the key per slot, where a join could be planned as a walk over all that the person has ever done. As a
 * boolean, not as `is null`, so that the planner expects half of the slots to pass and walks the index in order.
 */
const NOT_MET = `coalesce((select false from participation p where p.item_id = s.item_id
        and p.conflict_group = q.conflict_group and p.round = s.round and p.agent_id = $1
        and not (q.repeats and p.stage = q.stage)), true)`;

/** The gate that is in force on a queue: until the last one takes effect, the one before it. */
export const GATE = "case when q.gate_from > (select clock()) then q.gate_before else q.gate end";

const PASSED = `exists (select from person_queue pq
    where pq.agent_id = $1 and pq.project_id = $2 and pq.queue_id = q.id and pq.passed >= ${GATE})`;

/**
 * What waits for the person before anything new: what they hold and do not know of, what came back, what is kept for them.
 * What a round of its own keeps for them is new to them, and waits behind gates as what is new does.
 */
const HELD = `from slot s join queue q on q.id = s.queue_id
  where s.holder = $1 and s.state = 1 and not s.parked and s.org_id = $3 and q.project_id = $2
    and not (s.assignment_id = any($4::uuid[])) and ($5::text is null or q.kind = $5)`;
const RETURNED = `from slot s join queue q on q.id = s.queue_id
  where s.reserved_for = $1 and s.state in (0, 5) and s.org_id = $3 and q.project_id = $2 and q.open
    and ($5::text is null or q.kind = $5) and (s.state = 5 or s.round = 0 or ${PASSED})`;

/**
 * The attributes of an item `i` with what it was last said to be, as the function `typed` of the database has them:
 * written out, since a function with a query of its own costs a claim more than the one look that it takes.
 */
const TYPED = `i.attributes || coalesce((select case when t.value is null then '{}' else jsonb_build_object('skill', t.value) end
    from item_type t where t.item_id = i.id order by t.n desc limit 1), '{}')`;

/** Hands over the slot of the one row in `taken`: assignment, lease and event. */
const HAND_OVER = `
under as materialized (select guide_version_id, workflow_version_id, settings->>'offline' as offline from project where id = $2 and org_id = $3),
handed as (
  insert into assignment (org_id, project_id, slot_id, item_id, agent_id, form_version_id, guide_version_id, workflow_version_id, gate)
  select $3, $2, t.id, t.item_id, $1,
    coalesce((select f.version_id from form f where f.id = t.form_id), (select a.form_version_id from answer a where a.id = t.subject_id)),
    u.guide_version_id,
    coalesce((select st.workflow_version_id from item_state st where st.item_id = t.item_id), u.workflow_version_id), nullif(t.gate, 0)
  from taken t, under u
  returning id, form_version_id, guide_version_id),
leased as (
  update slot s set state = 1, holder = $1, assignment_id = h.id, ahead = false, reserved_for = null, parked = false,
    lease_until = clock() + interval '1 s' * (case when $6 then ${AHEAD_SECONDS} else t.lease_seconds end)
  from taken t, handed h, item i where s.id = t.id and i.id = t.item_id
  returning h.id as assignment, h.form_version_id as form, h.guide_version_id as guide, s.id as slot, s.lease_until, s.n, s.round, t.queue_id, t.position,
    t.subject_id, t.stage, t.kind as work, t.rework, i.id as item, i.shown, ${TYPED} as attributes,
    (select offline from under) as offline),
logged as (
  insert into event (org_id, project_id, item_id, agent_id, kind, body)
  select $3, $2, item, $1, 'slot.claimed', jsonb_build_object('slot', slot, 'assignment', assignment) from leased)`;

/** Deficits that differ by less count as the same. */
const NEEDED_ALIKE = 1e-6;

/**
 * Takes a piece of work that is new to the person in one statement: pick, participation, assignment, lease, cursor and
 * event together. Per queue, by deficit, a reopened slot, else the first open slot behind the person's cursor. Among
 * queues that are needed alike each person has an order of their own, so that a crowd does not wait at one door.
 * $1 agent, $2 project, $3 organization, $4 assignments in the caller's hands, $5 work or null, $6 preload.
 * `waits` says that nothing was taken, for something waits for this person (CLAIM_OWN); `found` without `assignment`,
 * that another tab of the same person was quicker: try again.
 */
export const CLAIM_NEW: Statement = {
  name: "claim-new",
  text: `
with own as (select exists (select ${HELD}) or exists (select ${RETURNED}) as waits),
fresh as (
  select s.id, s.item_id, s.position, s.round, s.subject_id, q.*
  from (select q.id as queue_id, q.stage, q.lease_seconds, q.kind, q.conflict_group, q.repeats, q.form_id, greatest(pq.cursor, q.head) as cursor,
          ${GATE} as gate
        from person_queue pq join queue q on q.id = pq.queue_id
        where pq.agent_id = $1 and pq.project_id = $2 and pq.org_id = $3 and pq.until > (select clock()) and q.open
          and pq.passed >= ${GATE} and ($5::text is null or pq.kind = $5) and not (select waits from own)
        order by q.deficit + (hashint4(q.id) # (select uuid_hash($1))) * ${NEEDED_ALIKE / 2 ** 31}::float8 desc) q
  cross join lateral (
    select * from (select s.id, s.item_id, s.position, s.round, s.subject_id from slot s
      where s.queue_id = q.queue_id and s.state = 0 and s.reserved_for is null and s.ahead and ${NOT_MET}
      order by s.position limit 1 for update skip locked) raised
    union all
    select * from (select s.id, s.item_id, s.position, s.round, s.subject_id from slot s
      where s.queue_id = q.queue_id and s.state = 0 and s.reserved_for is null and s.position > q.cursor and ${NOT_MET}
      order by s.position limit 1 for update skip locked) next
    limit 1) s
  limit 1),
met as (
  insert into participation as p (item_id, conflict_group, round, agent_id, org_id, stage)
  select item_id, conflict_group, round, $1, $3, stage from fresh
  on conflict (item_id, conflict_group, round, agent_id) do update set stage = excluded.stage
    where p.stage = excluded.stage and (select repeats from fresh)
  returning true),
taken as materialized (select fresh.*, false as rework from fresh, met),${HAND_OVER},
moved as (
  update person_queue pq set cursor = greatest(pq.cursor, l.position | 31) from leased l
  where pq.agent_id = $1 and pq.project_id = $2 and pq.queue_id = l.queue_id)
select (select waits from own) as waits, (select id from fresh) as found, leased.*
from (select) one left join leased on true`,
};

/**
 * Takes what waits for the person: what they hold but do not know of (a retry after a lost reply; what is parked waits
 * until it is opened again) as `again`, else what was returned to them or is kept for them. Parameters as for CLAIM_NEW.
 */
export const CLAIM_OWN: Statement = {
  name: "claim-own",
  text: `
with held as (
  select s.assignment_id ${HELD}
  order by s.lease_until desc limit 1 for update of s),
taken as materialized (
  select s.id, s.item_id, s.position, s.queue_id, s.subject_id, q.stage, q.lease_seconds, q.kind, q.form_id, s.state = 5 as rework,
    case when s.state = 0 and s.round > 0 then ${GATE} else 0 end as gate
  ${RETURNED} and not exists (select from held)
  order by s.position limit 1 for update of s),${HAND_OVER}
select (select assignment_id from held) as again, leased.* from (select) one left join leased on true`,
};

/** Lets a person see again what lies behind their cursors, once, before "nothing left" is said. */
export const RESET_CURSORS: Statement = {
  name: "reset-cursors",
  text: `update person_queue pq set cursor = q.head from queue q
         where q.id = pq.queue_id and pq.agent_id = $1 and pq.project_id = $2 and pq.org_id = $3 and pq.cursor > q.head
         returning true`,
};

/**
 * Why there is nothing new for an agent: the project's state, and the last gate if work waits behind one that they have
 * not passed. $1 agent, $2 project, $3 organization, $4 kind of work or null
 */
export const REFUSED: Statement = {
  name: "refused",
  text: `
select p.state, p.offers_work, (select max(g.n) from project_gate g where g.project_id = p.id and exists (
  select from person_queue pq join queue q on q.id = pq.queue_id and q.open
  where pq.agent_id = $1 and pq.project_id = $2 and pq.org_id = $3 and pq.until > (select clock())
    and ($4::text is null or pq.kind = $4) and pq.passed < ${GATE}
    and exists (select from slot s where s.queue_id = q.id and s.state = 0
      and (s.reserved_for is null or s.reserved_for = $1 and s.round > 0)))) as gate
from project_now p where p.id = $2 and p.org_id = $3`,
};

/** So many open slots are enough for any number of people. */
const PLENTY = 500;

/** Whether fewer slots are open to a person than twice the people who draw from the same queue: then nobody may preload. */
export const SCARCE: Statement = {
  name: "scarce",
  text: `
with mine as (
  select q.id, q.people from person_queue pq join queue q on q.id = pq.queue_id and q.open
  where pq.agent_id = $1 and pq.project_id = $2 and pq.org_id = $3 and pq.until > (select clock()))
select count(*) < least(${PLENTY}, 2 * (select max(people) from mine)) as scarce
from (select from mine cross join lateral (
    select from slot s where s.queue_id = mine.id and s.state = 0 and s.reserved_for is null
    limit ${PLENTY}) s limit ${PLENTY}) open_slots`,
};

/** Work handed over by the first release does not know its guide: the one in force stands in. */
const ABOUT_ASSIGNMENT = `
  case when a.workflow_version_id is null then p.guide_version_id else a.guide_version_id end as guide_version_id,
  w.assignment_id = a.id as latest, a.id, a.project_id, a.slot_id, a.item_id, a.form_version_id, w.n, w.state, w.round, w.subject_id,
  wq.stage, wq.kind as work, wq.conflict_group, w.state = 1 and w.holder = a.agent_id and w.assignment_id = a.id as held,
  jsonb_array_length(i.shown->'candidates') as candidates, typed(i.attributes, i.id, a.at) as given, extract(epoch from clock() - a.at)::float8 * 1000 as passed_ms,
  to_jsonb(clock() at time zone 'UTC')#>>'{}' || '+00:00' as now`;
const ITS_WORK = `assignment a join slot w on w.id = a.slot_id join queue wq on wq.id = w.queue_id join item i on i.id = a.item_id
  join project p on p.id = a.project_id`;
const OWN_ASSIGNMENT = "a.id = $1 and a.agent_id = $2 and a.project_id = $3 and a.org_id = $4";
/** The slot about the item that holds the answer in question: the work's own, or for work on an answer its author's. */
const PLACE = "coalesce((select subject.slot_id from answer subject where subject.id = w.subject_id), w.id)";

/** Everything that is known of one assignment of one agent. $1 assignment, $2 agent, $3 project, $4 organization */
export const ASSIGNMENT: Statement = {
  name: "assignment",
  text: `select ${ABOUT_ASSIGNMENT}, ${PLACE} as place_id, w.lease_until, w.parked, p.settings->>'offline' as offline, i.shown
    from ${ITS_WORK} where ${OWN_ASSIGNMENT}`,
};

/**
 * Locks for a decision: the item's state row, made where there is none, and then the slot, so that its lease cannot
 * end, nor another person take it. From now on the item is under one version of the workflow: that of the hand-over
 * where it was not begun. Parameters as for ASSIGNMENT.
 */
export const LOCK_ASSIGNMENT: Statement = {
  name: "lock-assignment",
  text: `
with locked as (
  insert into item_state as st (item_id, org_id, project_id, position, state, workflow_version_id)
  select i.id, i.org_id, i.project_id, i.position, 'new', coalesce(a.workflow_version_id, p.workflow_version_id)
  from assignment a join item i on i.id = a.item_id join project p on p.id = a.project_id where ${OWN_ASSIGNMENT}
  on conflict (item_id) do update set workflow_version_id = coalesce(st.workflow_version_id, excluded.workflow_version_id)
  returning st.item_id)
select from locked l join assignment a on a.item_id = l.item_id join slot s on s.id = a.slot_id where ${OWN_ASSIGNMENT}
for update of s`,
};

/**
 * Where the answer in a place stands: its item with all slots, and its newest version with the ids of those that were
 * made since its author submitted last.
 */
const stands = (place: string, org: string) => `
  ${place} as place, i.position, ${TYPED} as attributes, p.settings, st.workflow_version_id as workflow, st.state as item_state, st.accepted, st.priority,
  (select json_agg(json_build_object('id', o.id, 'stage', oq.stage, 'round', o.round, 'counts', o.counts, 'state', o.state,
      'holder', o.holder, 'subject', o.subject_id))
    from slot o join queue oq on oq.id = o.queue_id where o.item_id = i.id and o.org_id = ${org}) as slots,
  (select json_build_object('id', h.id, 'n', h.n, 'hash', encode(h.hash, 'hex'), 'agent', h.agent_id, 'form', h.form_version_id,
      'order', h.shown_order, 'body', h.body, 'kinds', h.kinds, 'since', array(
        select v.id from answer v where v.slot_id = h.slot_id and v.n >= (
          select max(own.n) from answer own where own.slot_id = h.slot_id and own.made_slot_id = h.slot_id)))
    from answer h where h.slot_id = ${place} order by h.n desc limit 1) as head`;

/** An assignment and where the answer that it is about stands, once both are locked. Parameters as for ASSIGNMENT. */
export const WORK: Statement = {
  name: "work",
  text: `select ${ABOUT_ASSIGNMENT}, ${stands(PLACE, "$4")}
    from ${ITS_WORK} join item_state st on st.item_id = i.id where ${OWN_ASSIGNMENT}`,
};

/** Where the answer in a place stands. The item must be locked. $1 place, $2 organization, $3 project */
export const STANDING: Statement = {
  name: "standing",
  text: `select ${stands("s.id", "$2")}
    from slot s join item i on i.id = s.item_id join project p on p.id = i.project_id join item_state st on st.item_id = i.id
    where s.id = $1 and s.org_id = $2 and i.project_id = $3`,
};

/** What one person's unfinished drafts may take. Nobody writes so much by hand; a program could fill a disk. */
const MOST_DRAFTS = 1_000;
const MOST_DRAFT_BYTES = 50 << 20;
/** What the history of one draft may take, the newest steps first. */
const MOST_STEPS = 100;
const MOST_STEP_BYTES = 1 << 20;

/**
 * Saves a draft if the caller knew its newest version, keeps a step of its history, and renews a live lease.
 * $1 to $4 as for ASSIGNMENT, $5 body, $6 the newest version that the caller knows
 */
export const SAVE_DRAFT: Statement = {
  name: "save-draft",
  text: `
with a as (
  select a.id, a.org_id, a.item_id, a.agent_id, a.slot_id from assignment a
  where ${OWN_ASSIGNMENT}),
room as (
  select count(*) < ${MOST_DRAFTS} and coalesce(sum(pg_column_size(body)), 0) < ${MOST_DRAFT_BYTES} as is_left
  from draft where agent_id = $2 and org_id = $4 and assignment_id <> $1),
d as (
  insert into draft as d (assignment_id, org_id, item_id, agent_id, body, rev)
  select id, org_id, item_id, agent_id, $5, 1 from a, room
  where ($6 = 0 and room.is_left) or exists (select from draft where assignment_id = $1)
  on conflict (assignment_id) do update set body = excluded.body, rev = d.rev + 1, saved_at = clock() where d.rev = $6
  returning d.rev, d.saved_at),
step as (
  insert into draft_step (assignment_id, rev, org_id, body) select a.id, d.rev, a.org_id, $5 from a, d
  where not exists (select from draft_step st where st.assignment_id = a.id and st.at > clock() - interval '15 s')
  on conflict do nothing returning 1),
forgotten as (
  delete from draft_step st using (
    select rev, row_number() over w > ${MOST_STEPS} or sum(pg_column_size(body)) over w > ${MOST_STEP_BYTES} as is_old
    from draft_step where assignment_id = $1 and org_id = $4 window w as (order by rev desc)) old
  where st.assignment_id = $1 and st.org_id = $4 and st.rev = old.rev and old.is_old and exists (select from step)),
renewed as (
  update slot s set lease_until = greatest(s.lease_until, clock() + interval '1 s' * q.lease_seconds)
  from a, queue q where s.id = a.slot_id and s.assignment_id = a.id and s.state = 1 and s.holder = $2 and q.id = s.queue_id
  returning s.lease_until)
select (select id from a) as assignment, (select rev from d) as rev, (select saved_at from d) as saved_at,
  (select lease_until from renewed) as lease_until, (select is_left from room) as room`,
};

/** Keeps a lease that is still this assignment's. $1 to $4 as for ASSIGNMENT, $5 park */
export const RENEW: Statement = {
  name: "renew-lease",
  text: `
update slot s set parked = $5, lease_until = case when $5 then clock() + interval '${PARK_HOURS} hours'
    else clock() + interval '1 s' * q.lease_seconds end
from assignment a, queue q
where ${OWN_ASSIGNMENT} and s.id = a.slot_id and s.assignment_id = a.id
  and s.state = 1 and s.holder = $2 and q.id = s.queue_id
returning s.lease_until as "leaseUntil", s.parked`,
};
