-- How answers to the version before are read under a version of a form: a list of questions with the question, options
-- and steps that they come from. Null: every question is read from the one of its name.
alter table form_version add column mapping jsonb;

-- Where each item that a form is asked of stands, by the answers that it needs.
create view form_item as
  select q.org_id, q.project_id, q.form_id, s.item_id,
    case when bool_or(s.state in (1, 5) or s.state = 0 and exists (select from draft d where d.item_id = s.item_id)) then 'in-progress'
      when bool_or(s.state = 2) then 'submitted'
      when bool_and(s.state = 3) then 'accepted'
      when bool_and(s.state = 0) then 'untouched'
      else 'in-progress' end as state
  from queue q join slot s on s.queue_id = q.id
  where s.subject_id is null and s.counts and s.state not in (4, 6)
  group by q.org_id, q.project_id, q.form_id, s.item_id;

-- The newest version in each place that is neither open nor given up, with the version of the form that it was made under.
create view form_answer as
  select a.org_id, a.project_id, v.form_id, v.n as form_n, a.item_id, a.slot_id, a.id, a.body, a.kinds,
    cardinality(a.shown_order) as candidates, slot_word(s.state) as state
  from answer a join slot s on s.id = a.slot_id join form_version v on v.id = a.form_version_id
  where s.state in (2, 3, 5) and s.counts and not exists (
    select from answer later where later.slot_id = a.slot_id and later.n > a.n);

-- A version of a form with the one before it, and how answers to that are read.
create view form_step as
  select v.org_id, v.project_id, v.form_id, v.id, v.n, b.id as before_id, b.n as before_n, b.form as before, v.form as after,
    coalesce(v.mapping, '[]') as mapping
  from form_version v cross join lateral (
    select id, n, form from form_version b where b.form_id = v.form_id and b.n < v.n order by n desc limit 1) b;

-- A round in which accepted answers are asked what a newer version of their form asks anew. What is asked is kept for
-- each answer's author until a time, and open to all from then on.
create table top_up (                              -- work: append-only
  id uuid primary key,
  org_id uuid not null references organization,
  project_id uuid not null,
  round smallint not null,
  form_version_id uuid not null references form_version,
  open_at timestamptz not null,
  agent_id uuid not null references agent,
  at timestamptz not null default clock(),
  foreign key (project_id, round) references round,
  unique (project_id, round));
create trigger top_up_append_only before update or delete or truncate on top_up
  for each statement execute function refuse_change();
create index slot_of_round on slot (round, queue_id) where round > 0;

-- Each top-up with what is asked in it: still kept for authors or open, being answered, and done.
create view top_up_now as
  select t.id, t.org_id, t.project_id, t.round, t.form_version_id, t.open_at, t.agent_id, t.at, f.form_id, f.n as form_n,
    s.waiting, s.in_progress, s.done
  from top_up t join form_version f on f.id = t.form_version_id cross join lateral (
    select count(*) filter (where s.state = 0)::int as waiting, count(*) filter (where s.state = 1)::int as in_progress,
      count(*) filter (where s.state = 3)::int as done
    from slot s join queue q on q.id = s.queue_id where s.round = t.round and q.project_id = t.project_id) s;

insert into proof_rule (kind, said, table_name, found_by, key, apart) values
  ('form.top-up-started', 'topUp', 'top_up', 'id', 'id', '{}'),
  ('answer.topped-up', 'answer', 'answer', 'id', 'id', '{body}'),
  ('answer.topped-up', 'item', 'item_state', 'item_id', 'item_id', '{changed_at}');
create function note_top_up_round() returns trigger language plpgsql set timezone = 'UTC' as $$
begin
  new.made := coalesce(new.made, '{}') || (
    select jsonb_build_object('round/' || project_id || '/' || n, row_hash(proof(r))) from round r
    where project_id = new.project_id and n = (new.body->>'round')::smallint);
  return new;
end $$;
-- Behind `event_made`, by its name.
create trigger event_made_round before insert on event for each row when (new.kind = 'form.top-up-started')
  execute function note_top_up_round();

-- A kind of task that items may be: a value of their attribute `skill`. Each change is a row; the newest of a key is in force.
create table task_type (                           -- types: append-only
  id uuid primary key,
  org_id uuid not null references organization,
  project_id uuid not null references project,
  key text not null,
  n int not null,
  title text not null,
  definition text not null,                        -- Markdown
  parents text[] not null,                         -- values of the attribute that it was made from
  rules uuid[] not null,                           -- of the project's guide
  examples jsonb not null,                         -- [{ prompt, why }]
  agent_id uuid not null references agent,
  at timestamptz not null default clock(),
  unique (project_id, key, n));
create trigger task_type_append_only before update or delete or truncate on task_type
  for each statement execute function refuse_change();

-- What an item was said to be instead of what it was imported as; null: as it was imported again. The item never changes.
create table item_type (                           -- work: append-only
  id uuid primary key,
  n bigint generated always as identity,
  org_id uuid not null references organization,
  project_id uuid not null references project,
  item_id uuid not null references item,
  retyping uuid not null,                          -- what was retyped together, and is undone together
  value text,
  agent_id uuid not null references agent,
  at timestamptz not null default clock());
create index item_type_item on item_type (item_id, n);
create index item_type_project on item_type (project_id, retyping);
create trigger item_type_append_only before update or delete or truncate on item_type
  for each statement execute function refuse_change();
insert into proof_rule (kind, said, table_name, found_by, key, apart) values
  ('task-type.saved', 'type', 'task_type', 'id', 'id', '{}'),
  ('item.retyped', 'row', 'item_type', 'id', 'id', '{}');

-- An item's attributes with what it was said to be by a time.
create function typed(attributes jsonb, item uuid, until timestamptz default 'infinity') returns jsonb
  language sql stable parallel safe as $$
  select attributes || coalesce((select case when t.value is null then '{}' else jsonb_build_object('skill', t.value) end
    from item_type t where t.item_id = item and t.at <= until order by t.n desc limit 1), '{}') $$;

create or replace view item_now as
  select i.id, i.org_id, i.project_id, i.import_id, i.line, i.position, i.key, i.external_id, i.family, i.split,
    typed(i.attributes, i.id) as attributes, i.hash, i.shown, i.at, item_state_word(s.state) as state,
    coalesce(s.state, 'new') as stored_state, coalesce(s.priority, 1::smallint) as priority, s.changed_at,
    s.item_id is not null as met, i.attributes as imported
  from item i left join item_state s on s.item_id = i.id;

-- Items that were ever said to be something else, with what they are now and what they were imported as.
create view retyped_item as
  select i.id as item_id, i.org_id, i.project_id, i.position, i.attributes->'skill' as was, typed(i.attributes, i.id)->'skill' as value
  from item i where exists (select from item_type t where t.item_id = i.id);

-- Which task each answer was about: what the item was when the work was handed over.
create view answer_task as
  select a.id as answer_id, a.org_id, a.project_id, a.item_id, typed(i.attributes, i.id, coalesce((
      select max(g.at) from assignment g where g.item_id = a.item_id and g.slot_id = a.made_slot_id and g.agent_id = a.agent_id and g.at <= a.at),
    a.at))->>'skill' as task
  from answer a join item i on i.id = a.item_id;

create view task_type_now as
  select distinct on (t.project_id, t.key) t.id, t.org_id, t.project_id, t.key, t.n, t.title, t.definition, t.parents, t.rules,
    t.examples, t.agent_id, t.at
  from task_type t order by t.project_id, t.key, t.n desc;
