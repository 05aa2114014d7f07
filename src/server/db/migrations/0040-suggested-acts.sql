-- Suggestions of more than other words: a new entry, a move, a split, a merge, a retirement.

alter table guide_suggestion
  add column act text check (act in ('add', 'move', 'split', 'merge', 'retire')), -- null: other words
  alter column entry_id drop not null,             -- null: a new entry
  alter column base_id drop not null,
  add constraint guide_suggestion_entry_check check (coalesce(act = 'add', false) = (entry_id is null) and (entry_id is null) = (base_id is null));
comment on column guide_suggestion.content is 'what the entry should say, or what else the act takes: place, parts, other entries';

create or replace view guide_suggestion_now as
  select s.id, s.org_id, s.guide_id, s.entry_id, s.base_id, b.content as base, s.content, s.note, s.agent_id, s.at,
    d.outcome, d.reason, d.revision_id, d.agent_id as decided_by, d.at as decided_at, coalesce(s.act, 'reword') as act
  from guide_suggestion s left join guide_revision b on b.id = s.base_id
  left join guide_suggestion_decision d on d.suggestion_id = s.id;

-- Comments on an entry of a guide, or on a passage of it: threads and notices that no project has -------------------------

alter table thread
  alter column project_id drop not null,
  add constraint thread_project_check check ((subject = 'entry') = (project_id is null));
alter table notice
  alter column project_id drop not null,
  add constraint notice_project_check check ((subject = 'entry') = (project_id is null));
do $$ declare c record; begin
  for c in select conrelid::regclass as of, conname, pg_get_constraintdef(oid) as def,
      case conname when 'notice_kind_check' then 'commented' else 'entry' end as more
      from pg_constraint where conname in ('notice_kind_check', 'notice_subject_check', 'thread_subject_check') loop
    execute format('alter table %s drop constraint %I, add constraint %I %s', c.of, c.conname, c.conname,
      replace(c.def, 'ARRAY[', format('ARRAY[%L::text, ', c.more)));
  end loop;
end $$;

insert into proof_rule (kind, said, table_name, found_by, key, words) values
  ('guide.commented', 'thread', 'thread', 'id', 'id', '{}'),
  ('guide.commented', 'comment', 'comment', 'id', 'id', '{text}'),
  ('guide.thread-resolved', 'thread', 'thread', 'id', 'id', '{}'),
  ('guide.thread-reopened', 'thread', 'thread', 'id', 'id', '{}');

-- What was said that a person has not read.
create view unread_notice as
  select id, org_id, person_id, about_id from notice where read_at is null and about_id is not null;

-- Who reads a guide beside those who run the organization; an agreement that is owed closes it.
create view guide_reader as
  select r.guide_id, r.org_id, r.person_id from (
    select guide_id, org_id, person_id from guide_capacity
    union select a.guide_id, a.org_id, m.person_id from guide_adoption_now a join member m on m.project_id = a.project_id and m.role = 'manager') r
  where not exists (select from guide_adoption_now a join agreement_owed o on o.project_id = a.project_id and o.agent_id = r.person_id
    where a.guide_id = r.guide_id);
