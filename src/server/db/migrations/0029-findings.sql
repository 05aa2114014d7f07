-- What somebody found of one rule in one answer: cited by its revision in the version under which it was judged.
create table finding (                             -- findings
  id uuid primary key,
  org_id uuid not null references organization,
  project_id uuid not null references project,
  item_id uuid not null references item,
  answer_id uuid not null references answer,
  review_id uuid references review,                -- null: found otherwise than by a review
  agent_id uuid not null references agent,
  rule_id uuid not null references guide_entry,
  revision_id uuid not null references guide_revision,
  version_id uuid not null references guide_version,
  anchor jsonb,                                    -- where; null: in the answer as a whole
  severity text not null check (severity in ('minor', 'major', 'critical')),
  judgement text not null check (judgement in ('broken', 'kept', 'not-applicable')),
  newer boolean not null,                          -- the answer was written under another text of the rule: never its author's fault
  note text not null default '',
  at timestamptz not null default clock());
create index finding_answer on finding (answer_id);
create index finding_rule on finding (rule_id, at);
create index finding_item on finding (item_id);
create index finding_project on finding (project_id, rule_id);
create index finding_review on finding (review_id);
create trigger finding_append_only before update or delete on finding
  for each statement execute function refuse_change();

-- A finding with the rule as it was cited.
create view cited_rule as
  select f.id, f.org_id, f.project_id, f.item_id, f.answer_id, f.review_id, f.agent_id, f.rule_id, f.revision_id, f.version_id,
    f.anchor, f.severity, f.judgement, f.newer, f.note, f.at, x.number, x.version_n, x.content
  from finding f join guide_version_entry_text x on x.version_id = f.version_id and x.entry_id = f.rule_id;

-- An answer's version says which guide its author was given.
create or replace view answer_version as
  select a.id, a.org_id, a.project_id, a.item_id, a.slot_id, a.stage, a.agent_id, a.parent_id, a.n, a.form_version_id,
    f.n as form_n, f.form, g.n as guide_n, a.shown_order, a.body, a.kinds, a.confidence, a.spans, a.late, a.hash, a.at,
    slot_word(s.state) as slot_state, s.counts, a.made_slot_id = a.slot_id as own, a.guide_version_id
  from answer a left join slot s on s.id = a.slot_id left join form_version f on f.id = a.form_version_id
  left join guide_version g on g.id = a.guide_version_id;
