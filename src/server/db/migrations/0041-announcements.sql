-- What leads tell a project's members, and who has read it. What people say to each other about a calibration, and
-- rulings as what came of one.

create table announcement (                        -- announcements
  id uuid primary key,
  org_id uuid not null references organization,
  project_id uuid not null references project,
  title text not null,
  text text not null,                              -- Markdown
  roles text[] not null,                           -- which members it is for; none: all
  until timestamptz,                               -- from then on it is offered to nobody any more
  agent_id uuid not null references agent,
  at timestamptz not null default clock(),
  withdrawn_at timestamptz,
  withdrawn_by uuid references agent);
create index announcement_project on announcement (project_id, at desc);

create table announcement_reading (                -- announcements: append-only; who said that they have read it
  id uuid primary key,
  org_id uuid not null references organization,
  announcement_id uuid not null references announcement,
  agent_id uuid not null references agent,
  at timestamptz not null default clock(),
  unique (announcement_id, agent_id));

create trigger announcement_keeps before update on announcement for each row
  execute function keep_row('{withdrawn_at,withdrawn_by}', '{}');
create trigger announcement_not_deleted before delete or truncate on announcement
  for each statement execute function refuse_change();
create trigger announcement_reading_append_only before update or delete or truncate on announcement_reading
  for each statement execute function refuse_change();

-- Whom an announcement is for: its project's members with its roles, except whoever wrote it.
create view announcement_for as
  select a.id as announcement_id, a.org_id, a.project_id, m.person_id, m.name, m.role,
    a.withdrawn_at is null and coalesce(a.until > (select clock()), true) as in_force
  from announcement a join member m on m.project_id = a.project_id and m.active and m.person_id <> a.agent_id
    and (a.roles = '{}' or m.role = any(a.roles));

insert into proof_rule (kind, said, table_name, found_by, key) values
  ('announcement.made', 'announcement', 'announcement', 'id', 'id'),
  ('announcement.withdrawn', 'announcement', 'announcement', 'id', 'id'),
  ('announcement.read', 'reading', 'announcement_reading', 'id', 'id');

create index notice_announced on notice (about_id) where kind = 'announced';

-- calibrations -------------------------------------------------------------------------------------------------------

-- Which of a calibration's items a thread is about, by its number there.
alter table thread add column part int;
-- A ruling as what came of a calibration, beside an example and a split.
alter table judging_outcome add column ruling_id uuid references ruling,
  drop constraint judging_outcome_kind_check,
  add constraint judging_outcome_kind_check check (kind in ('example', 'split', 'ruling')),
  add check ((kind = 'ruling') = (ruling_id is not null));

-- Who takes part in a calibration.
create view calibrated as
  select distinct j.id as judging_id, j.org_id, j.project_id, s.kept_for as agent_id
  from judging j join queue q on q.project_id = j.project_id join slot s on s.queue_id = q.id and s.round = j.round
  where s.kept_for is not null;

-- Calibrations are talked about once they are revealed.
create or replace view subject as
  select 'project' as kind, id, org_id, id as project_id from project
  union all select distinct 'guide', version_id, org_id, project_id from guide_adoption where version_id is not null
  union all select 'import', id, org_id, project_id from import
  union all select 'release', id, org_id, project_id from release
  union all select 'question', id, org_id, project_id from desk_question
  union all select 'judging', id, org_id, project_id from judging where drawn is null and closed_at is not null;

create or replace view remark as
  select c.id, c.org_id, 'comment' as kind, c.text, null as code from comment c
  union all
  select r.id, r.org_id, 'review', r.reason, null from review r
  union all
  select o.id, o.org_id, 'objection', o.note, o.reason from objection o
  union all
  select q.id, q.org_id, 'question', q.text, null from desk_question q
  union all
  select q.id, q.org_id, 'decline', q.reason, null from desk_question q where q.state = 'declined'
  union all
  select r.id, r.org_id, 'ruling', r.text, null from ruling r
  union all
  select a.id, a.org_id, 'announcement', a.title, null from announcement a
  union all
  select j.id, j.org_id, 'judging', j.name, null from judging j;

-- Other kinds and subjects beside those that there are.
do $$ declare c record; begin
  for c in select conrelid::regclass as name, conname, pg_get_constraintdef(oid) as says,
      case conname when 'notice_kind_check' then array['announced', 'calibration', 'calibration-revealed'] else array['judging'] end as more
      from pg_constraint where conname in ('notice_kind_check', 'notice_subject_check', 'thread_subject_check') loop
    execute format('alter table %s drop constraint %I, add constraint %2$I %s', c.name, c.conname,
      replace(c.says, 'ARRAY[', 'ARRAY[' || (select string_agg(quote_literal(one) || '::text, ', '') from unnest(c.more) one)));
  end loop;
end $$;
