-- Stable reads have a name: a feature reads what another one writes through these. A view names its columns, and states
-- of slots are words in it. A left join by a key costs nothing where its columns are not read.

create function slot_word(state smallint) returns text language sql immutable parallel safe
  return (array['open', 'leased', 'submitted', 'accepted', 'cancelled', 'returned', 'rejected'])[state + 1];

-- people -----------------------------------------------------------------------------------------------------------

-- Who made something, by the name that is shown; null for who was erased.
create view name_of as
  select a.id as agent_id, a.org_id, a.kind, coalesce(i.name, a.model->>'name') as name
  from agent a left join identity i on i.person_id = a.id;

create view person_now as
  select p.id, p.org_id, p.role, p.languages, p.blocked_at is not null as blocked, p.erased_at is not null as erased,
    o.name as organization
  from person p join organization o on o.id = p.org_id;

-- How a person comes in, and when they last did.
create view entrance as
  select i.person_id, i.org_id, i.name, i.email, i.password_hash is not null as has_password,
    (select max(s.seen_at) from session s where s.person_id = i.person_id) as seen_at,
    exists (select from sign_in_link l where l.person_id = i.person_id and l.purpose = 'invitation') as was_invited,
    exists (select from sign_in_link l where l.person_id = i.person_id and l.used_at is not null) as has_followed
  from identity i;

-- projects ---------------------------------------------------------------------------------------------------------

-- A project with the versions that are in force; its form is the main one.
create view project_now as
  select p.id, p.org_id, p.name, p.description, p.state, p.settings, p.created_at,
    f.id as form_version_id, f.n as form_n, f.form, p.guide_version_id, g.n as guide_n, p.workflow_version_id, w.n as workflow_n, w.graph
  from project p left join form main on main.project_id = p.id and main.key = 'main'
  left join form_version f on f.id = main.version_id left join guide_version g on g.id = p.guide_version_id
  left join workflow_version w on w.id = p.workflow_version_id;

-- Who takes part in a project.
create view member as
  select m.project_id, m.org_id, m.person_id, m.role, i.name, p.blocked_at is null and p.erased_at is null as active
  from membership m join person p on p.id = m.person_id left join identity i on i.person_id = m.person_id;

-- How many items a project has, and whether more are coming. Imports count what they added: a recount of a million rows
-- would be slower and say the same.
create view project_items as
  select p.id as project_id, p.org_id,
    (coalesce((select sum(m.added) from import m where m.project_id = p.id and m.state <> 'taken-back'), 0)
      + (select count(*) from item i where i.project_id = p.id and i.import_id is null))::bigint as total,
    (select count(*) from import m where m.project_id = p.id and m.state = 'taken-back') as imports_taken_back,
    exists (select from import m where m.project_id = p.id and m.state = 'running') as importing
  from project p;

-- items ------------------------------------------------------------------------------------------------------------

-- An item as it stands; what is hidden of it is in no view.
create view item_now as
  select i.id, i.org_id, i.project_id, i.import_id, i.line, i.position, i.key, i.external_id, i.family, i.split, i.attributes,
    i.hash, i.shown, i.at, item_state_word(s.state) as state, coalesce(s.state, 'new') as stored_state, coalesce(s.priority, 1::smallint) as priority, s.changed_at,
    s.item_id is not null as met
  from item i left join item_state s on s.item_id = i.id;

-- Items on which work was done or decided; the state is the stored word, as its index has it.
create view worked_item as
  select item_id, org_id, project_id, position, state, changed_at from item_state where state <> 'new';

-- Items that are new again, after they were cancelled.
create view reopened_item as
  select item_id, org_id, project_id, position from item_state where state = 'new';

-- Where an item came from.
create view arrival as
  select i.id as item_id, i.org_id, i.project_id, i.at, i.line, m.id as import_id, m.name as import_name, m.agent_id
  from item i left join import m on m.id = i.import_id;

-- Items that cannot be taken back: a release holds them, or people talk about them.
create view kept_item as
  select t.item_id, t.org_id, t.project_id, 'discussed'::text as why from thread t
  union all
  select m.item_id, r.org_id, r.project_id, 'released'::text from release_item m join release r on r.id = m.release_id;

-- Items with a flag that nobody has resolved.
create view flagged_item as
  select i.id, i.org_id, i.project_id, i.position from item i
  where exists (select from objection o where o.item_id = i.id and o.project_id = i.project_id and o.kind = 'flag' and o.resolved_at is null);

-- work -------------------------------------------------------------------------------------------------------------

create view slot_now as
  select s.id, s.org_id, q.project_id, s.item_id, q.stage, s.subject_id, slot_word(s.state) as state, s.holder, s.reserved_for
  from slot s left join queue q on q.id = s.queue_id;

-- Pieces of work that someone holds.
create view held_slot as
  select s.id, s.org_id, q.project_id, s.item_id, q.stage, s.holder, s.assignment_id, s.lease_until, s.parked
  from slot s left join queue q on q.id = s.queue_id where s.state = 1;

-- A piece of work as it was handed to someone: whether they still hold it, and what they saved of it.
create view hand_over as
  select a.id, a.org_id, a.project_id, a.item_id, a.agent_id, a.at, q.stage, s.n,
    (select subject.shown_order from answer subject where subject.id = s.subject_id) as subject_order,
    s.state = 1 and s.holder = a.agent_id and s.assignment_id = a.id as held, s.parked, d.saved_at
  from assignment a join slot s on s.id = a.slot_id join queue q on q.id = s.queue_id left join draft d on d.assignment_id = a.id;

-- The answers that items need, each with where it stands. What is open or leased is found by its queue, what was ever
-- submitted by its item's state, so that other projects cost nothing.
create view needed_answer as
  select q.project_id, q.org_id, s.item_id, s.id as slot_id, slot_word(s.state) as state
  from queue q join slot s on s.queue_id = q.id and s.state = 0 and s.reserved_for is null
  where s.subject_id is null and s.counts
  union all
  select q.project_id, q.org_id, s.item_id, s.id, slot_word(s.state)
  from slot s join queue q on q.id = s.queue_id where s.reserved_for is not null and s.state = 0
    and s.subject_id is null and s.counts
  union all
  select q.project_id, q.org_id, s.item_id, s.id, slot_word(s.state)
  from slot s join queue q on q.id = s.queue_id where s.state = 1 and s.subject_id is null and s.counts
  union all
  select st.project_id, st.org_id, s.item_id, s.id, slot_word(s.state)
  from item_state st join slot s on s.item_id = st.item_id and s.state in (2, 3, 5)
  where st.state <> 'cancelled' and s.subject_id is null and s.counts;

-- Every version of every answer, with the numbers of its form and guide and where its slot stands. `own`: made in its own
-- slot, not what a reviewer or an editor made of it.
create view answer_version as
  select a.id, a.org_id, a.project_id, a.item_id, a.slot_id, a.stage, a.agent_id, a.parent_id, a.n, a.form_version_id,
    f.n as form_n, f.form, g.n as guide_n, a.shown_order, a.body, a.kinds, a.confidence, a.spans, a.late, a.hash, a.at,
    slot_word(s.state) as slot_state, s.counts, a.made_slot_id = a.slot_id as own
  from answer a left join slot s on s.id = a.slot_id left join form_version f on f.id = a.form_version_id
  left join guide_version g on g.id = a.guide_version_id;

-- What authors made in rounds that count: a fix or an edit is not one more answer.
create view contribution as
  select a.id, a.org_id, a.project_id, a.item_id, a.slot_id, a.agent_id, a.n, a.spans, a.at
  from answer a join slot s on s.id = a.slot_id and s.counts where a.made_slot_id = a.slot_id;

-- The newest version in each place that is neither open nor given up.
create view answer_head as
  select a.id, s.org_id, a.project_id, s.item_id, s.id as slot_id, a.agent_id, a.form_version_id, a.body, a.kinds,
    slot_word(s.state) as state
  from slot s cross join lateral (
    select id, project_id, agent_id, form_version_id, body, kinds from answer where slot_id = s.id order by n desc limit 1) a
  where s.state in (2, 3, 5) and s.subject_id is null and s.counts;

-- Contributions that were accepted as they were submitted, since no review was asked for.
create view accepted_unreviewed as
  select a.id, a.org_id, a.project_id, a.slot_id, a.agent_id, a.at
  from answer a join slot s on s.id = a.slot_id and s.counts and s.state = 3
  where a.made_slot_id = a.slot_id and not exists (select from review r where r.answer_id = a.id)
    and not exists (
      select from answer later where later.slot_id = a.slot_id and later.made_slot_id = a.slot_id and later.n > a.n);

-- What reviewers decided: who made the version that it was about, and whose answer that is.
create view decision as
  select r.id, r.org_id, r.project_id, r.item_id, r.answer_id, r.agent_id, r.decision, r.reason, r.score, r.fixed_answer_id,
    r.spans, r.at, f.n as form_n, s.counts, a.agent_id as maker_id, a.made_slot_id = a.slot_id as is_of_own, first.agent_id as author_id,
    a.slot_id as answer_slot_id
  from review r left join slot s on s.id = r.slot_id left join form_version f on f.id = r.form_version_id
  left join answer a on a.id = r.answer_id left join answer first on first.slot_id = a.slot_id and first.n = 1;

-- Answers that came back and are still with someone, to be submitted again: nobody has judged a later version.
create view waiting_return as
  select r.id as review_id, r.org_id, r.project_id, case s.state when 1 then s.holder else s.reserved_for end as person_id
  from review r join answer a on a.id = r.answer_id join slot s on s.id = a.slot_id and s.state in (1, 5)
  where r.decision = 'return' and not exists (
    select from answer later join review judged on judged.answer_id = later.id where later.slot_id = a.slot_id and later.n > a.n);

create view skipped as
  select o.id, o.org_id, o.project_id, o.item_id, o.agent_id, o.at from objection o where o.kind = 'skip';

-- Who wrote in a thread, or was mentioned in it.
create view thread_voice as
  select t.id as thread_id, t.org_id, t.project_id, c.id as comment_id, voice.person_id
  from thread t join comment c on c.thread_id = t.id cross join lateral unnest(c.mentions || c.agent_id) voice(person_id);

-- What people wrote about an item: comments, reasons of reviews, notes of skips and flags, found by the id in an event
-- or a notice. `code`: the reason that was chosen.
create view remark as
  select c.id, c.org_id, 'comment' as kind, c.text, null as code from comment c
  union all
  select r.id, r.org_id, 'review', r.reason, null from review r
  union all
  select o.id, o.org_id, 'objection', o.note, o.reason from objection o;
