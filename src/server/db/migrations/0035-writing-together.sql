-- What is written together beside the draft itself. All rows stay as they were written.

create table guide_suggestion (                    -- guides: what an entry could say instead
  id uuid primary key,
  org_id uuid not null references organization,
  guide_id uuid not null references guide,
  entry_id uuid not null references guide_entry,
  base_id uuid not null references guide_revision, -- what it was made from
  content jsonb not null,
  note text not null,                              -- why
  agent_id uuid not null references agent,
  at timestamptz not null default clock());
create index guide_suggestion_guide on guide_suggestion (guide_id, at);

create table guide_suggestion_decision (           -- guides
  suggestion_id uuid primary key references guide_suggestion,
  org_id uuid not null references organization,
  outcome text not null check (outcome in ('taken', 'declined', 'withdrawn')),
  reason text not null,
  revision_id uuid references guide_revision,      -- what the entry said then, where it was taken
  agent_id uuid not null references agent,
  at timestamptz not null default clock());

create table guide_sign_off (                      -- guides: who must sign a section; its newest row counts
  id uuid primary key,
  seq bigint generated always as identity,
  org_id uuid not null references organization,
  guide_id uuid not null references guide,
  section_id uuid not null references guide_entry,
  capacities text[] not null,
  agent_id uuid not null references agent,
  at timestamptz not null default clock());
create index guide_sign_off_guide on guide_sign_off (guide_id, section_id, seq desc);

create table guide_signature (                     -- guides: holds for each entry as long as it is at the revision that was signed
  id uuid primary key,
  org_id uuid not null references organization,
  guide_id uuid not null references guide,
  section_id uuid not null references guide_entry,
  capacity text not null,
  entries jsonb not null,                          -- [[entry, revision], …] of the section in reading order
  hash bytea not null,                             -- SHA-256 of the entries' ids and the hashes of their revisions
  agent_id uuid not null references agent,
  at timestamptz not null default clock());
create index guide_signature_guide on guide_signature (guide_id, at);

create table guide_waiver (                        -- guides: a version that was published without signatures
  version_id uuid primary key references guide_version,
  org_id uuid not null references organization,
  missing jsonb not null,                          -- [{section, capacity, entries}]
  reason text not null,
  agent_id uuid not null references agent,
  at timestamptz not null default clock());

create table guide_check_in (                      -- guides: up to where a person has looked through a guide
  id uuid primary key,
  org_id uuid not null references organization,
  guide_id uuid not null references guide,
  rev bigint not null,                             -- the guide's, of what was looked at
  agent_id uuid not null references agent,
  at timestamptz not null default clock());
create index guide_check_in_agent on guide_check_in (guide_id, agent_id, at);

create table guide_hint_dismissal (                -- guides: a hint that is not to be shown again while it says the same
  id uuid primary key,
  org_id uuid not null references organization,
  guide_id uuid not null references guide,
  entry_id uuid not null references guide_entry,
  hint text not null,
  words text[] not null,
  reason text not null,
  agent_id uuid not null references agent,
  at timestamptz not null default clock());
create index guide_hint_dismissal_guide on guide_hint_dismissal (guide_id);

do $$ declare t name; begin
  foreach t in array array['guide_suggestion', 'guide_suggestion_decision', 'guide_sign_off', 'guide_signature', 'guide_waiver',
    'guide_check_in', 'guide_hint_dismissal'] loop
    execute format('create trigger %I before update or delete on %I for each statement execute function refuse_change()', t || '_append_only', t);
    execute format('create trigger %I before truncate on %I for each statement execute function refuse_change()', t || '_keeps_rows', t);
  end loop;
end $$;

insert into proof_rule (kind, said, table_name, found_by, key) values
  ('guide.suggested', 'suggestion', 'guide_suggestion', 'id', 'id'),
  ('guide.suggestion-decided', 'suggestion', 'guide_suggestion_decision', 'suggestion_id', 'suggestion_id'),
  ('guide.sign-off-set', 'row', 'guide_sign_off', 'id', 'id'),
  ('guide.signed', 'signature', 'guide_signature', 'id', 'id'),
  ('guide.waived', 'version', 'guide_waiver', 'version_id', 'version_id'),
  ('guide.checked-in', 'row', 'guide_check_in', 'id', 'id'),
  ('guide.hint-dismissed', 'row', 'guide_hint_dismissal', 'id', 'id');

-- Another kind of notice, beside those that there are.
do $$ begin
  execute (select 'alter table notice drop constraint notice_kind_check, add constraint notice_kind_check '
    || replace(pg_get_constraintdef(oid), 'ARRAY[', 'ARRAY[''guide-newer''::text, ') from pg_constraint where conname = 'notice_kind_check');
end $$;

-- stable reads -----------------------------------------------------------------------------------------------------

-- Suggestions with what was decided about them.
create view guide_suggestion_now as
  select s.id, s.org_id, s.guide_id, s.entry_id, s.base_id, b.content as base, s.content, s.note, s.agent_id, s.at,
    d.outcome, d.reason, d.revision_id, d.agent_id as decided_by, d.at as decided_at
  from guide_suggestion s join guide_revision b on b.id = s.base_id
  left join guide_suggestion_decision d on d.suggestion_id = s.id;

-- Who must sign which section of a guide, as it is now.
create view guide_sign_off_now as
  select distinct on (section_id) section_id, org_id, guide_id, capacities from guide_sign_off order by section_id, seq desc;
