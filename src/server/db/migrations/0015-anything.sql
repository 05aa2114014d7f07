-- The versions of answers that somebody was handed to judge or improve, with those before and after them.
create view handed_answer as
  select g.agent_id, g.org_id, g.item_id, said.id as answer_id
  from assignment g join slot s on s.id = g.slot_id join answer subject on subject.id = s.subject_id
  join answer said on said.slot_id = subject.slot_id;

-- What a thread or a notice may be about, beside items: a stable read of other features' tables.
create view subject as
  select 'project' as kind, id, org_id, id as project_id from project
  union all select 'guide', id, org_id, project_id from guide_version
  union all select 'import', id, org_id, project_id from import
  union all select 'release', id, org_id, project_id from release;

alter table thread
  alter column item_id drop not null,
  add column subject text not null default 'item',
  add column subject_id uuid;
update thread set subject_id = item_id;
alter table thread
  alter column subject_id set not null,
  add check (subject in ('item', 'project', 'guide', 'import', 'release')),
  add check ((subject = 'item') = (item_id is not null));
create index thread_subject on thread (subject_id);

alter table notice
  alter column item_id drop not null,
  add column subject text not null default 'item',
  add column subject_id uuid,
  add column by_id uuid;                           -- who did or said it
update notice n set subject_id = item_id, by_id = coalesce(
  (select agent_id from comment where id = n.about_id),
  (select agent_id from review where id = n.about_id),
  (select agent_id from objection where id = n.about_id));
alter table notice
  alter column subject_id set not null,
  add check (subject in ('item', 'project', 'guide', 'import', 'release')),
  add check ((subject = 'item') = (item_id is not null));
