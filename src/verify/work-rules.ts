import { bySql, type Check } from "./check.ts";

/** Answers, slots and leases. Slot states: 0 open, 1 leased, 2 submitted, 3 done, 4 cancelled, 5 returned, 6 rejected. */
export const workRules: Check[] = [
  bySql(
    "I3",
    "never more accepted answers than an item needs",
    `select 'item ' || s.item_id || ' has ' || count(*) || ' of ' || max(w.people) || ' at ' || q.stage as what
     from slot s join queue q on q.id = s.queue_id
     join (select v.project_id, coalesce(t->>'key', t->>'name') as stage, max((t->>'people')::int) as people
       from workflow_version v cross join jsonb_array_elements(v.graph->'stages') t group by 1, 2) w
       on w.project_id = q.project_id and w.stage = q.stage
     where s.state = 3 and s.subject_id is null and s.counts
     group by s.item_id, s.round, q.stage having count(*) > max(w.people)`,
  ),
  bySql(
    "I3",
    "never two answers by one person to an item in a round",
    `select 'item ' || a.item_id || ' twice by ' || a.agent_id as what
     from answer a join slot s on s.id = a.slot_id and s.subject_id is null
     where a.made_slot_id = a.slot_id group by a.item_id, a.agent_id, s.round having count(distinct a.slot_id) > 1`,
  ),
  bySql(
    "I3",
    "a version is made in its answer's place, or in a slot about the version before it",
    `select 'answer ' || a.id as what from answer a left join slot m on m.id = a.made_slot_id
     where m.id is null or m.item_id <> a.item_id
       or (a.made_slot_id <> a.slot_id and m.subject_id is distinct from a.parent_id)`,
  ),
  bySql(
    "I3",
    "every slot is of a round of its project, and counts where the round does",
    `select 'slot ' || s.id as what from slot s join queue q on q.id = s.queue_id
     left join round r on r.project_id = q.project_id and r.n = s.round
     where r.n is null or r.counts <> s.counts`,
  ),
  bySql(
    "I3",
    "the mapping of a form's version names questions of it and of the version before",
    `select 'form version ' || v.id || ' reads ' || (m->>'to') || ' from ' || (m->>'from') as what
     from form_version v cross join jsonb_array_elements(v.mapping) m
     left join lateral (select form from form_version b where b.form_id = v.form_id and b.n < v.n order by n desc limit 1) b on true
     where not exists (select from jsonb_array_elements(v.form->'questions') q where q->>'name' = m->>'to')
       or not exists (select from jsonb_array_elements(b.form->'questions') q where q->>'name' = m->>'from')`,
  ),
  bySql(
    "I3",
    "every slot is at a stage of its project's workflow, and of that stage's kind",
    `select 'slot ' || s.id || ' at ' || q.stage as what from slot s join queue q on q.id = s.queue_id
     where not exists (select from workflow_version v cross join jsonb_array_elements(v.graph->'stages') t
       where v.project_id = q.project_id and coalesce(t->>'key', t->>'name') = q.stage
         and coalesce(t->>'kind', t->>'work') = q.kind)`,
  ),
  bySql(
    "I3",
    "an item that was begun is under one version of its project's workflow",
    `select 'item ' || st.item_id as what from item_state st
     left join workflow_version v on v.id = st.workflow_version_id and v.project_id = st.project_id
     where v.id is null and (st.workflow_version_id is not null or exists (select from answer a where a.item_id = st.item_id))`,
  ),
  bySql(
    "I3",
    "nobody reviews their own answer",
    `select 'review ' || r.id as what from review r join answer a on a.id = r.answer_id where a.agent_id = r.agent_id`,
  ),
  bySql(
    "I3",
    "an item's count of accepted answers equals its accepted slots",
    `select 'item ' || st.item_id || ' says ' || st.accepted || ', has ' || count(s.id) as what
     from item_state st left join slot s on s.item_id = st.item_id and s.state = 3 and s.subject_id is null and s.counts
     group by st.item_id, st.accepted having st.accepted <> count(s.id)`,
  ),
  bySql(
    "I3",
    "a slot that is submitted or done has its answer, review or edit",
    `select 'slot ' || s.id as what from slot s
     left join (select slot_id as id from answer union select slot_id from review
       union select (body->>'slot')::bigint from event where kind in ('answer.edited', 'answer.topped-up')) made on made.id = s.id
     where s.state in (2, 3) and not exists (select from finding f where f.slot_id = s.id) and made.id is null`,
  ),
  bySql(
    "I4",
    "a leased slot is in the hands of its latest assignment",
    `select 'slot ' || s.id as what from slot s left join assignment a on a.id = s.assignment_id
     where s.state = 1 and (a.id is null or a.agent_id is distinct from s.holder or a.slot_id <> s.id and not exists
       (select from answer w where w.slot_id = s.id and w.agent_id = s.holder))`,
  ),
  bySql(
    "I4",
    "a slot is not handed out again while it is in somebody's hands",
    `select 'slot ' || slot || ' at event ' || seq as what from (
       select seq, kind, body->>'slot' as slot, lag(kind) over w as before
       from event where kind in ('slot.claimed', 'lease.expired', 'lease.freed', 'slot.released', 'slot.skipped', 'answer.submitted')
         and body->>'slot' is not null
       window w as (partition by body->>'slot' order by seq)) steps
     where kind = 'slot.claimed' and before = 'slot.claimed'
       and not exists (select from event r where r.kind in ('item.cancelled', 'answer.reviewed')
         and r.seq < steps.seq and r.item_id = (select item_id from slot where id = slot::bigint))`,
  ),
  bySql(
    "I4",
    "an expired lease is back within seconds",
    // Measured at the newest event, so that a copy that no server runs on is not blamed for the time since.
    `select 'slot ' || id || ' since ' || lease_until as what from slot
     where state = 1 and lease_until < (select max(at) from event) - interval '30 s'`,
  ),
];
