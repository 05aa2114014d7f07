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
