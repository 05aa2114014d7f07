import { bySql, type Check } from "./check.ts";

/** What follows from other rows, against what it follows from. */
export const derivedRules: Check[] = [
  bySql(
    "I6",
    "who made something took part in it, and nobody else did",
    `select 'agent ' || m.agent_id || ' in item ' || m.item_id as what from (
       select item_id, made_slot_id as slot_id, agent_id from answer union select item_id, slot_id, agent_id from review) m
     join slot s on s.id = m.slot_id join queue q on q.id = s.queue_id
     where not exists (select from participation p where p.item_id = m.item_id and p.agent_id = m.agent_id
       and p.conflict_group = q.conflict_group and p.round = s.round)
     union all
     select 'agent ' || p.agent_id || ' in item ' || p.item_id from participation p
     where not exists (
       select from slot s join queue q on q.id = s.queue_id
       where s.item_id = p.item_id and q.conflict_group = p.conflict_group and s.round = p.round
         and p.stage in (q.stage, 'skipped')
         and (p.agent_id in (s.holder, s.reserved_for)
           or exists (select from assignment a where a.item_id = p.item_id and a.agent_id = p.agent_id)))
       -- Whoever was asked to calibrate on an item is kept from it as ordinary work.
       and not (p.round = 0 and exists (select from slot s join queue q on q.id = s.queue_id
         where s.item_id = p.item_id and q.conflict_group = p.conflict_group and s.kept_for = p.agent_id))
       -- Whoever took part in an item before is kept from its top-ups.
       and not exists (select from participation b join item i on i.id = b.item_id
         join top_up t on t.project_id = i.project_id and t.round = p.round
         where b.item_id = p.item_id and b.agent_id = p.agent_id and b.conflict_group = p.conflict_group
           and b.stage = p.stage and b.round < p.round)`,
  ),
  bySql(
    "I6",
    "whoever has or skipped a piece of work, was asked alone, or wrote what is reviewed again, is kept from its item",
    `with kept as (
       select s.item_id, q.conflict_group, s.round, s.holder as agent_id from slot s join queue q on q.id = s.queue_id
       where s.holder is not null and s.state not in (0, 4)
       union
       select s.item_id, q.conflict_group, s.round, o.agent_id from objection o join slot s on s.id = o.slot_id
       join queue q on q.id = s.queue_id where o.kind = 'skip' and s.kept_for is null
       union
       select s.item_id, q.conflict_group, s.round, s.kept_for from slot s join queue q on q.id = s.queue_id
       where s.kept_for is not null and s.state <> 4
       union
       -- What calibrations of before this migration showed was still offered as ordinary work.
       select s.item_id, q.conflict_group, 0, s.kept_for from judging j join slot s on s.round = j.round
       join queue q on q.id = s.queue_id and q.project_id = j.project_id
       where s.kept_for is not null and j.at > (select at from migration where name = '0041-announcements.sql')
       union
       select s.item_id, q.conflict_group, s.round, made.agent_id from slot s join queue q on q.id = s.queue_id
       join answer given on given.id = s.subject_id join answer made on made.slot_id = given.slot_id and made.at <= given.at
       join round r on r.project_id = q.project_id and r.n = s.round and r.kind = 're-review')
     select 'agent ' || agent_id || ' in item ' || item_id as what from kept k
     where not exists (select from participation p where p.item_id = k.item_id and p.conflict_group = k.conflict_group
       and p.round = k.round and p.agent_id = k.agent_id)`,
  ),
  bySql(
    "I4",
    "a slot is held, kept and timed as its state says",
    `select 'slot ' || s.id as what from slot s
     where (s.state = 1) <> (s.lease_until is not null) or s.parked and s.state <> 1 or s.ahead and s.state not in (0, 4)
       or s.reserved_for is not null and s.state not in (0, 5) or s.state = 5 and s.reserved_for is distinct from s.holder`,
  ),
  bySql(
    "I4",
    "a slot whose work was done belongs to who did it",
    `select 'slot ' || s.id as what from slot s
     left join answer a on a.slot_id = s.id and a.n = 1 left join review r on r.slot_id = s.id
     left join assignment g on g.id = s.assignment_id
     where s.state in (2, 3) and (s.holder is distinct from coalesce(a.agent_id, r.agent_id, s.holder)
       or g.agent_id is distinct from s.holder or g.item_id <> s.item_id or r.answer_id <> s.subject_id)`,
  ),
  bySql(
    "I4",
    "a slot has the place that its item and its priority give it",
    `select 'slot ' || s.id as what from slot s join item i on i.id = s.item_id left join item_state st on st.item_id = i.id
     where s.position <> coalesce(st.priority, 1) * (2 ^ 48)::bigint + i.position * 32 + s.n % 32`,
  ),
  bySql(
    "I4",
    "a review knows with which chance it was asked for",
    `select 'slot ' || s.id as what from slot s left join review r on r.slot_id = s.id
     where (r.id is not null or s.subject_id is null) and s.p_selected is distinct from (r.sampling->>'p')::real`,
  ),
  bySql(
    "I4",
    "an item is offered with the priority that was set last",
    `select 'item ' || st.item_id as what from item_state st join item i on i.id = st.item_id
     where st.org_id <> i.org_id or st.position <> i.position or st.priority <> coalesce((
       select (e.body->>'priority')::int from event e where e.item_id = i.id and e.kind = 'item.prioritised'
       order by e.seq desc limit 1), 1)`,
  ),
  bySql(
    "I4",
    "a queue is as its project, its stage and its items say",
    `select 'queue ' || q.id as what from queue q join project p on p.id = q.project_id
     join workflow_version v on v.id = p.workflow_version_id
     left join lateral (select t from jsonb_array_elements(v.graph->'stages') t
       where coalesce(t->>'key', t->>'name') = q.stage limit 1) stage on true
     where q.open <> (p.state = 'open'
        and (p.guide_version_id is not null or coalesce((p.settings->>'openWithoutGuide')::boolean, true))) or q.lease_seconds <> (p.settings->>'leaseMinutes')::int * 60
       or q.deficit <> 0 or q.repeats <> exists (select from slot s where s.queue_id = q.id and s.subject_id is not null
           and not exists (select from top_up t where t.project_id = q.project_id and t.round = s.round)
         union all select where q.kind in ('review', 'edit'))
       or not exists (select from workflow_version w cross join jsonb_array_elements(w.graph->'stages') t
         where w.project_id = q.project_id and coalesce(t->>'key', t->>'name') = q.stage
           and coalesce((t->>'group')::int, 1) = q.conflict_group)
       or (q.form_id is not null and not exists (select from form f where f.id = q.form_id and f.project_id = q.project_id))
       or exists (select from slot s where s.queue_id = q.id and s.state = 0 and s.reserved_for is null and s.position <= q.head)`,
  ),
  bySql(
    "I4",
    "work lies in a queue for what its item is",
    `select 'slot ' || s.id as what from slot s join queue q on q.id = s.queue_id join item i on i.id = s.item_id
     cross join lateral (select i.attributes || coalesce((select jsonb_strip_nulls(jsonb_build_object('skill', t.value))
       from item_type t where t.item_id = i.id order by t.n desc limit 1), '{}') as attributes) is_now
     where s.state = 0 and exists (select from jsonb_each(q.attributes) a
       where is_now.attributes->a.key is distinct from a.value and lower(is_now.attributes->>a.key) is distinct from lower(a.value #>> '{}'))`,
  ),
  bySql(
    "I7",
    "who may draw from a queue is written down as the queue is",
    `select 'agent ' || d.agent_id || ' and queue ' || d.queue_id as what from person_queue d join queue q on q.id = d.queue_id
     where d.org_id <> q.org_id or d.project_id <> q.project_id or d.kind <> q.kind or d.until < 'infinity' and not exists (
       select from person_trait t where t.agent_id = d.agent_id and t.revoked_at is null and t.until = d.until)`,
  ),
  bySql(
    "I7",
    "the index of items has counted what there is",
    `select 'project ' || x.project_id as what from item_index x left join project p on p.id = x.project_id
     where p.org_id is distinct from x.org_id
       or greatest(x.position, x.text_position) > (select coalesce(max(position), 0) from item where project_id = x.project_id)
       or x.taken_back > (select count(*) from import where project_id = x.project_id and state = 'taken-back')
       or x.items <> (select count(*) from item where project_id = x.project_id and position <= x.position)
     union all
     select 'item ' || i.id from item_index x join item i on i.project_id = x.project_id and i.position <= x.text_position
     left join item_text t on t.item_id = i.id
     where (t.org_id, t.project_id, t.position) is distinct from (i.org_id, i.project_id, i.position)`,
  ),
  bySql(
    "I8",
    "a file in the ledger is the one that its import or release names",
    `select 'file ' || s.key as what from stored_file s
     left join import m on s.about = 'import' and m.blob = s.key and m.id = s.about_id
     left join release_file f on s.about = 'release' and f.blob = s.key and f.release_id = s.about_id
     left join release r on r.id = f.release_id
     where s.about in ('import', 'release') and (
       coalesce(m.org_id, f.org_id) is distinct from s.org_id or coalesce(m.project_id, r.project_id) is distinct from s.project_id
       or s.size is distinct from coalesce(f.size, s.size) or m.state = 'done' and s.size is distinct from m.size
       or s.sha256 is distinct from coalesce(f.sha256, s.sha256))`,
  ),
  bySql(
    "I8",
    "an import is taken back, and a release is ready, when the log says so",
    `select 'import ' || m.id as what from import m where (m.state = 'taken-back') <> exists (
       select from event e where e.kind = 'import.taken-back' and e.body->>'import' = m.id::text)
     union all
     select 'release ' || r.id from release r left join event e on e.kind = 'release.ready' and e.body->>'release' = r.id::text
     where (r.state = 'ready') <> (e.seq is not null) or abs(extract(epoch from e.at - r.finished_at)) > 60`,
  ),
  bySql(
    "I8",
    "nothing is held out, which nothing does yet",
    "select 'item ' || id as what from item where holdout",
  ),
  bySql(
    "I10",
    "work was handed over under a guide and a workflow of its project",
    `select 'assignment ' || a.id as what from assignment a left join workflow_version w on w.id = a.workflow_version_id
     where (a.workflow_version_id is not null and w.project_id is distinct from a.project_id)
       or (a.guide_version_id is not null and not exists (
         select from guide_adoption d where d.project_id = a.project_id and d.version_id = a.guide_version_id))`,
  ),
  bySql(
    "I6",
    "what was redacted is gone, and nothing else is",
    `select r.table_name || ' ' || r.row_id as what from redaction r
     where (r.table_name, r.column_name) not in (('comment', 'text'), ('objection', 'note'))
       or exists (select from comment c where r.table_name = 'comment' and c.id = r.row_id and c.text is not null)
       or exists (select from objection o where r.table_name = 'objection' and o.id = r.row_id and o.note is not null)`,
  ),
];
