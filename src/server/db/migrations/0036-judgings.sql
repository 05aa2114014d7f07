-- A judging is a round in which people say of each of some rules whether answers keep it: a calibration, in which all of
-- them answer the same items unseen by each other, or a re-review of accepted answers. It never counts.

create table judging (                             -- judgings: a round, and what is judged in it
  id uuid primary key,
  org_id uuid not null references organization,
  project_id uuid not null references project,
  round smallint not null,
  name text not null,
  version_id uuid not null references guide_version,  -- whose text of the rules everybody judges by
  drawn jsonb,                                     -- re-review: how many answers of how many, with which seed and chance
  agent_id uuid not null references agent,
  at timestamptz not null default clock(),
  closed_at timestamptz,                           -- a calibration's reveal: nothing is handed out or taken back any more
  closed_by uuid references agent,
  foreign key (project_id, round) references round,
  unique (project_id, round));

create table judging_rule (                        -- judgings: append-only
  id uuid primary key,
  org_id uuid not null references organization,
  judging_id uuid not null references judging,
  rule_id uuid not null references guide_entry,
  position int not null,
  unique (judging_id, rule_id));

-- What people say of one rule in one item once they have seen each other's answers; each one's newest vote counts.
create table judging_vote (                        -- judgings: append-only
  id uuid primary key,
  org_id uuid not null references organization,
  judging_id uuid not null references judging,
  item_id uuid not null references item,
  rule_id uuid not null references guide_entry,
  agent_id uuid not null references agent,
  judgement text not null check (judgement in ('broken', 'kept', 'not-applicable')),
  at timestamptz not null default clock());
create index judging_vote_judging on judging_vote (judging_id);

-- What came of it in the draft of the guide: an example of the rule, or the rule split in two.
create table judging_outcome (                     -- judgings: append-only
  id uuid primary key,
  org_id uuid not null references organization,
  judging_id uuid not null references judging,
  item_id uuid references item,
  rule_id uuid not null references guide_entry,
  kind text not null check (kind in ('example', 'split')),
  agent_id uuid not null references agent,
  at timestamptz not null default clock());
create index judging_outcome_judging on judging_outcome (judging_id);

create trigger judging_keeps before update on judging for each row execute function keep_row('{closed_at,closed_by}', '{}');
create trigger judging_not_deleted before delete or truncate on judging for each statement execute function refuse_change();
create trigger judging_rule_append_only before update or delete or truncate on judging_rule
  for each statement execute function refuse_change();
create trigger judging_vote_append_only before update or delete or truncate on judging_vote
  for each statement execute function refuse_change();
create trigger judging_outcome_append_only before update or delete or truncate on judging_outcome
  for each statement execute function refuse_change();

-- Whom a piece of work is for and stays for: it is never offered to anyone else. Null: for whoever comes first.
alter table slot add column kept_for uuid;
-- The piece of work in which something was found; null: that of its review.
alter table finding add column slot_id bigint references slot;
create index finding_slot on finding (slot_id) where slot_id is not null;

-- Where a round is hidden from everyone until it is closed.
create view hidden_round as
  select j.project_id, j.org_id, j.round from judging j join round r on r.project_id = j.project_id and r.n = j.round
  where r.kind = 'calibration' and j.closed_at is null;

-- The rules that are judged in a round, as the version says them that all judge by.
create view judged_rule as
  select j.id as judging_id, j.project_id, j.org_id, j.round, j.version_id, x.entry_id as rule_id, x.revision_id, x.number,
    x.content->>'title' as title, x.content->>'statement' as statement, l.position
  from judging j join judging_rule l on l.judging_id = j.id
  join guide_version_entry_text x on x.version_id = j.version_id and x.entry_id = l.rule_id;

-- Pieces of work of rounds of judging: for whom, and how far. What was said is not here.
create view judging_slot as
  select s.id, s.org_id, q.project_id, s.round, s.item_id, s.subject_id, slot_word(s.state) as state,
    coalesce(s.kept_for, s.holder) as agent_id, s.p_selected
  from slot s join queue q on q.id = s.queue_id where s.round > 0;

-- What was answered in rounds of judging, once it may be read: the newest version in each place.
create view judging_answer as
  select a.slot_id, a.org_id, a.project_id, a.item_id, s.round, a.agent_id, a.body, a.kinds, a.form_version_id, f.form
  from slot s cross join lateral (
    select slot_id, org_id, project_id, item_id, agent_id, body, kinds, form_version_id
    from answer where slot_id = s.id order by n desc limit 1) a
  join form_version f on f.id = a.form_version_id
  where s.round > 0 and s.state = 3 and s.subject_id is null and not s.counts
    and not exists (select from hidden_round h where h.project_id = a.project_id and h.round = s.round);

-- What was said of each rule in rounds of judging, once it may be read: of the newest version in each place.
create view judging_finding as
  select f.id, f.slot_id, f.org_id, f.project_id, f.item_id, f.answer_id, s.round, f.agent_id, f.rule_id, f.judgement, f.note
  from finding f join slot s on s.id = f.slot_id and s.round > 0 and s.state = 3
  where not exists (select from hidden_round h where h.project_id = f.project_id and h.round = s.round)
    and (s.subject_id is not null
      or f.answer_id = (select id from answer newest where newest.slot_id = s.id order by n desc limit 1));

-- Items that may not become examples: held out, or open to someone, they or one of their family.
create view barred_item as
  select i.id, i.org_id, i.project_id, case when f.holdout then 'held-out' else 'open' end as why
  from item i join item f on f.project_id = i.project_id and (f.id = i.id or f.family = i.family)
  where f.holdout or exists (select from slot s where s.item_id = f.id and s.state in (0, 1, 5));

-- What does not count is in no other view: not in lists, exports, reports or the pages of an item.
create or replace view answer_version as
  select a.id, a.org_id, a.project_id, a.item_id, a.slot_id, a.stage, a.agent_id, a.parent_id, a.n, a.form_version_id,
    f.n as form_n, f.form, g.n as guide_n, a.shown_order, a.body, a.kinds, a.confidence, a.spans, a.late, a.hash, a.at,
    slot_word(s.state) as slot_state, s.counts, a.made_slot_id = a.slot_id as own, a.guide_version_id
  from answer a join slot s on s.id = a.slot_id and s.counts left join form_version f on f.id = a.form_version_id
  left join guide_version g on g.id = a.guide_version_id;
create or replace view cited_rule as
  select f.id, f.org_id, f.project_id, f.item_id, f.answer_id, f.review_id, f.agent_id, f.rule_id, f.revision_id, f.version_id,
    f.anchor, f.severity, f.judgement, f.newer, f.note, f.at, x.number, x.version_n, x.content
  from finding f join guide_version_entry_text x on x.version_id = f.version_id and x.entry_id = f.rule_id
  where f.slot_id is null;
create or replace view rule_citation as
  select f.id, f.org_id, f.project_id, f.item_id, f.answer_id, f.review_id, f.agent_id, f.rule_id, f.version_id, v.n as version_n,
    f.judgement, f.newer, f.at, coalesce(s.counts, true) as counts
  from finding f join guide_version v on v.id = f.version_id left join review r on r.id = f.review_id
  left join slot s on s.id = r.slot_id
  where f.slot_id is null;

insert into proof_rule (kind, said, table_name, found_by, key) values
  ('judging.started', 'judging', 'judging', 'id', 'id'),
  ('judging.started', 'judging', 'judging_rule', 'judging_id', 'id'),
  ('judging.closed', 'judging', 'judging', 'id', 'id'),
  ('judging.voted', 'vote', 'judging_vote', 'id', 'id'),
  ('judging.concluded', 'outcome', 'judging_outcome', 'id', 'id'),
  ('answer.judged', 'answer', 'finding', 'answer_id', 'id');
-- A round is named by its project and number, which no id in an event's body finds.
create function note_judging_round() returns trigger language plpgsql
  set timezone = 'UTC' set bytea_output = 'hex' set extra_float_digits = 1 as $$
begin
  new.made := coalesce(new.made, '{}') || (select jsonb_build_object('round/' || project_id || '/' || n, row_hash(proof(r)))
    from round r where project_id = new.project_id and n = (new.body->>'round')::smallint);
  return new;
end $$;
create trigger event_made_judging_round before insert on event for each row when (new.kind = 'judging.started')
  execute function note_judging_round();
