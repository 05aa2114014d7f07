-- The first schema. Wide rows are immutable, mutable rows are narrow; every table with customer data bears its
-- organization; ids mean nothing, order comes from position and from this database's clock.
-- A word behind a table names the feature that writes it.

-- The one clock. A session may be shifted for demonstrations and tests; nothing else may.
create function clock() returns timestamptz language sql volatile parallel safe as $$
  select clock_timestamp() + coalesce(nullif(current_setting('plumbline.clock_offset', true), ''), '0')::interval $$;

-- people ---------------------------------------------------------------------------------------------------------

create table organization (                        -- people
  id uuid primary key,
  name text not null,
  salt bytea not null,                             -- for hashes of personal data in the event log
  created_at timestamptz not null default clock());

create table agent (                               -- people: everything that can make a value
  id uuid primary key,
  org_id uuid not null references organization,
  kind text not null check (kind in ('person', 'model', 'program')),
  model jsonb,                                     -- model and program: name, revision, parameters; stored once
  check ((kind = 'person') = (model is null)));

create table person (                              -- people: pseudonymous for ever
  id uuid primary key references agent,
  org_id uuid not null references organization,
  role text not null check (role in ('owner', 'admin', 'member')),
  languages jsonb not null default '[]',           -- [{ tag, level }]
  created_at timestamptz not null default clock(),
  blocked_at timestamptz,
  erased_at timestamptz);

create table identity (                            -- accounts: erased by deleting the row
  person_id uuid primary key references person,
  org_id uuid not null references organization,
  name text not null,
  email text,
  password_hash text,
  preferences jsonb not null default '{}');
create unique index identity_email on identity (lower(email)) where email is not null;

create table session (                             -- accounts
  id uuid primary key,
  token_hash bytea not null unique,
  org_id uuid not null references organization,
  person_id uuid not null references person,
  user_agent text,
  created_at timestamptz not null default clock(),
  seen_at timestamptz not null default clock(),
  expires_at timestamptz not null);
create index session_person on session (person_id);

create table sign_in_link (                        -- accounts: single use, hashed
  token_hash bytea primary key,
  org_id uuid not null references organization,
  person_id uuid not null references person,
  purpose text not null check (purpose in ('invitation', 'recovery', 'demo')),
  created_at timestamptz not null default clock(),
  expires_at timestamptz not null,
  used_at timestamptz);
create index sign_in_link_person on sign_in_link (person_id);

create table api_key (                             -- keys
  id uuid primary key,
  org_id uuid not null references organization,
  person_id uuid not null references person,
  name text not null,
  prefix text not null,                            -- shown, to tell keys apart
  hash bytea not null unique,
  scopes text[] not null,
  project_id uuid,                                 -- null: all projects of the person
  created_at timestamptz not null default clock(),
  last_used_at timestamptz,
  expires_at timestamptz,
  revoked_at timestamptz);

-- projects ---------------------------------------------------------------------------------------------------------

create table project (                             -- projects
  id uuid primary key,
  org_id uuid not null references organization,
  name text not null,
  description text not null default '',
  state text not null default 'open' check (state in ('open', 'paused', 'closed', 'archived')),
  settings jsonb not null,                         -- answers per item, review, lease minutes, queue attributes …
  guide_version_id uuid,
  form_version_id uuid,
  workflow_version_id uuid,
  created_at timestamptz not null default clock());
create index project_org on project (org_id);
alter table api_key add foreign key (project_id) references project;

create table membership (                          -- projects
  project_id uuid references project,
  person_id uuid references person,
  org_id uuid not null references organization,
  role text not null check (role in ('manager', 'reviewer', 'trainer', 'viewer')),
  joined_at timestamptz not null default clock(),
  primary key (project_id, person_id));
create index membership_person on membership (person_id);

create table guide_version (                       -- projects: the instructions, first form of the style guide
  id uuid primary key,
  org_id uuid not null references organization,
  project_id uuid not null references project,
  n int not null,
  body text not null,                              -- Markdown
  agent_id uuid not null references agent,
  at timestamptz not null default clock(),
  unique (project_id, n));

create table form_version (                        -- forms: immutable
  id uuid primary key,
  org_id uuid not null references organization,
  project_id uuid not null references project,
  n int not null,
  form jsonb not null,
  agent_id uuid not null references agent,
  at timestamptz not null default clock(),
  unique (project_id, n));

create table form_draft (                          -- forms
  project_id uuid primary key references project,
  org_id uuid not null references organization,
  form jsonb not null,
  rev int not null default 1,
  saved_at timestamptz not null default clock());

create table workflow_version (                    -- projects
  id uuid primary key,
  org_id uuid not null references organization,
  project_id uuid not null references project,
  n int not null,
  graph jsonb not null,
  at timestamptz not null default clock(),
  unique (project_id, n));

alter table project
  add foreign key (guide_version_id) references guide_version,
  add foreign key (form_version_id) references form_version,
  add foreign key (workflow_version_id) references workflow_version;

-- items ------------------------------------------------------------------------------------------------------------

create table import (                              -- imports
  id uuid primary key,
  org_id uuid not null references organization,
  project_id uuid not null references project,
  agent_id uuid not null references agent,
  state text not null default 'uploaded'
    check (state in ('uploaded', 'running', 'done', 'failed', 'taken-back')),
  name text not null,                              -- file name as given: shown, never opened
  blob text not null,                              -- key in the store
  size bigint not null default 0,
  mapping jsonb,
  batches int not null default 0,                  -- committed so far; a killed import goes on behind `line`
  line bigint not null default 0,
  byte bigint not null default 0,                  -- of the unpacked text
  bytes_read bigint not null default 0,            -- of the file
  added bigint not null default 0,
  duplicates bigint not null default 0,
  problems bigint not null default 0,
  notes bigint not null default 0,
  first_position bigint,                           -- between these lie its items
  last_position bigint,
  failure text,
  created_at timestamptz not null default clock(),
  started_at timestamptz,
  finished_at timestamptz);
create index import_project on import (project_id, created_at);

create table import_problem (                      -- imports
  import_id uuid references import,
  org_id uuid not null,
  line bigint not null,
  reason text not null,
  text text not null,                              -- the start of the line
  landed boolean not null default false,           -- a note on what was imported all the same
  primary key (import_id, line, reason));

-- Bulk tables: no foreign keys to organization, project and import; one check per batch stands in, and the
-- invariant checker counts orphans.
create table item (                                -- items (imports add in bulk): immutable
  id uuid primary key,
  org_id uuid not null,
  project_id uuid not null,
  import_id uuid,
  line bigint,
  position bigint not null,                        -- order of arrival in the project
  key uuid not null,                               -- of the external id, or of the content where there is none
  external_id text,
  family text,                                     -- translations and rewrites of one prompt
  split text,
  holdout boolean not null default false,
  attributes jsonb not null default '{}',
  hash bytea not null,                             -- SHA-256 of canonical shown and hidden
  shown jsonb not null,                            -- what a blind reader may see
  hidden jsonb,                                    -- what no blind query selects
  at timestamptz not null default clock()) with (fillfactor = 100);
create unique index item_position on item (project_id, position);
create unique index item_key on item (project_id, key);
create index item_unimported on item (project_id) where import_id is null;
create sequence item_position_seq;

create table item_state (                          -- work: narrow, rewritten freely; no row = new
  item_id uuid primary key references item,
  org_id uuid not null,
  project_id uuid not null,
  position bigint not null,
  state text not null check (state in ('working', 'review', 'done', 'cancelled')),
  accepted smallint not null default 0,
  priority smallint not null default 1,            -- 0 urgent, 1 normal, 2 low
  changed_at timestamptz not null default clock()) with (fillfactor = 80);
create index item_state_list on item_state (project_id, state, position);
create index item_state_changed on item_state (project_id, state, changed_at, position);

-- The words of what an item shows, in any language: as written, lower case. 200,000 characters are enough to find it.
create function item_words(shown jsonb) returns tsvector language sql immutable parallel safe as $$
  select to_tsvector('simple', left(coalesce(string_agg(value #>> '{}', ' '), ''), 200000)) from (
    select value from jsonb_path_query(shown, 'strict $.**.content ? (@.type() == "string")') value
    union all select value from jsonb_path_query(shown, 'strict $.**.text') value
    union all select value from jsonb_path_query(shown, 'strict $.**.title') value
    union all select value from jsonb_each(case when jsonb_typeof(shown->'fields') = 'object' then shown->'fields' end)) texts $$;

create table item_text (                           -- items: search; filled behind the imports by the worker
  item_id uuid primary key references item on delete cascade,
  org_id uuid not null,
  project_id uuid not null,
  position bigint not null,
  words tsvector not null);
create index item_text_position on item_text (project_id, position);
create index item_text_words on item_text using gin (words);

create table item_set (                            -- items: for each value that lists narrow by, the items that have it
  project_id uuid not null references project,
  facet text not null,                             -- all, worked, a:language:de, by:<agent>, q:label:positive
  chunk int not null,                              -- an item's position / 8192
  org_id uuid not null references organization,
  members bytea not null,                          -- a bitmap of 1,024 bytes; fewer bytes: two for each member
  primary key (project_id, facet, chunk));

create table item_index (                          -- items: how far item_text and item_set have followed
  project_id uuid primary key references project,
  org_id uuid not null references organization,
  position bigint not null default 0,
  text_position bigint not null default 0,
  items bigint not null default 0,
  states_at timestamptz not null default 'epoch',
  answers_at timestamptz not null default 'epoch',
  taken_back int not null default 0);              -- imports that were, when the sets were built

-- work -------------------------------------------------------------------------------------------------------------

create table queue (                               -- work: one row per stage, routing attributes and requirement
  id int generated always as identity primary key,
  org_id uuid not null references organization,
  project_id uuid not null references project,
  stage text not null,
  attributes jsonb not null default '{}',
  needs jsonb not null default '{}',
  conflict_group smallint not null,
  repeats boolean not null default false,          -- one agent may take several slots of one item (reviews)
  lease_seconds int not null default 600,
  open boolean not null default true,              -- pause, close: one row changes, never its slots
  head bigint not null default 0,                  -- below it nothing is open; moved up by the worker
  deficit real not null default 0,                 -- refreshed by the worker, never by a claim
  unique (project_id, stage, attributes, needs));

create table person_queue (                        -- work: who may draw from what, made concrete
  agent_id uuid references agent,
  queue_id int references queue,
  org_id uuid not null,
  cursor bigint not null default 0,                -- below it nothing is for this person
  primary key (agent_id, queue_id)) with (fillfactor = 70);

create table slot (                                -- work (imports add in bulk): one piece of work
  id bigint generated by default as identity primary key,
  org_id uuid not null,
  item_id uuid not null,
  queue_id int not null,
  n smallint not null,                             -- which of the item's slots in this stage, from 0
  round smallint not null default 0,               -- 0 normal, others: retest, calibration, re-review, control
  position bigint not null,                        -- priority band * 2^48 + the item's position * 32 + n
  subject_id uuid,                                 -- a review's answer
  p_selected real,                                 -- null: always; else the probability of being asked for
  state smallint not null default 0 check (state between 0 and 6),
    -- 0 open, 1 leased, 2 submitted, 3 done, 4 cancelled, 5 returned to its author, 6 rejected
  holder uuid,
  assignment_id uuid,                              -- the latest hand-over
  lease_until timestamptz,
  parked boolean not null default false,
  reserved_for uuid,
  ahead boolean not null default false,            -- reopened or raised behind the cursors; read first
  check ((state = 1) = (lease_until is not null)),
  check ((state = 1) <= (holder is not null)),
  check ((state = 5) = (reserved_for is not null))) with (fillfactor = 85);
create index slot_open on slot (queue_id, position) where state = 0;
create index slot_ahead on slot (queue_id, position) where state = 0 and ahead;
create index slot_returned on slot (reserved_for, position) where state = 5;
create index slot_held on slot (holder) where state = 1;
create index slot_lease on slot (lease_until) where state = 1;
create index slot_item on slot (item_id);
create index slot_subject on slot (subject_id) where subject_id is not null;

create table participation (                       -- work: its key is "never twice in a round" and "never own work"
  item_id uuid not null references item,
  conflict_group smallint not null,
  round smallint not null default 0,
  agent_id uuid not null references agent,
  org_id uuid not null,
  stage text not null,                             -- where the agent met the item; another stage of the group is closed
  primary key (item_id, conflict_group, round, agent_id));

create table assignment (                          -- work: one hand-over of a slot to an agent
  id uuid primary key default gen_random_uuid(),   -- random: the only id that a blind browser sees
  org_id uuid not null,
  project_id uuid not null,
  slot_id bigint not null references slot,
  item_id uuid not null references item,
  agent_id uuid not null references agent,
  form_version_id uuid not null references form_version,   -- what the agent saw, whatever is published meanwhile
  at timestamptz not null default clock());

create index assignment_item on assignment (item_id);

create table draft (                               -- work: state, not history; outlives the lease
  assignment_id uuid primary key,
  org_id uuid not null,
  item_id uuid not null references item,
  agent_id uuid not null references agent,
  body jsonb not null,                             -- candidates by the place in which they were shown
  rev int not null,
  saved_at timestamptz not null default clock()) with (fillfactor = 70);
create index draft_agent on draft (agent_id);
create index draft_item on draft (item_id);

create table draft_step (                          -- work: where a draft was, to walk back; pruned
  assignment_id uuid not null,
  rev int not null,
  org_id uuid not null,
  body jsonb not null,
  at timestamptz not null default clock(),
  primary key (assignment_id, rev));

create table answer (                              -- work: immutable chain of versions
  id uuid primary key,
  org_id uuid not null,
  project_id uuid not null references project,
  item_id uuid not null references item,
  slot_id bigint not null references slot,
  stage text not null,
  agent_id uuid not null references agent,
  parent_id uuid references answer,
  n smallint not null,
  form_version_id uuid not null references form_version,
  guide_version_id uuid references guide_version,
  workflow_version_id uuid not null references workflow_version,
  shown_order smallint[] not null,                 -- shown_order[place] = candidate
  reasoning_shown boolean not null default false,
  body jsonb not null,
  confidence smallint check (confidence between 1 and 5),
  spans jsonb not null default '[]',               -- [{ kind: read|write|check|wait|away, from, ms }]
  late boolean not null default false,             -- submitted after its lease was lost
  hash bytea not null,                             -- over body, form version, agent, item and the parent's hash
  at timestamptz not null default clock(),
  unique (slot_id, n));                            -- a second first version cannot exist
create index answer_item on answer (item_id);
create index answer_agent on answer (agent_id, at);
create index answer_project on answer (project_id, at);

create table review (                              -- work: a decision on one answer version
  id uuid primary key,
  org_id uuid not null,
  project_id uuid not null references project,
  item_id uuid not null references item,
  slot_id bigint not null unique references slot,
  answer_id uuid not null references answer,
  agent_id uuid not null references agent,
  decision text not null check (decision in ('accept', 'fix', 'return', 'reject')),
  reason text not null default '',
  score smallint check (score between 1 and 5),
  scores jsonb not null default '{}',
  fixed_answer_id uuid references answer,
  form_version_id uuid not null references form_version,
  guide_version_id uuid references guide_version,
  workflow_version_id uuid not null references workflow_version,
  sampling jsonb,                                  -- null: every answer is reviewed; else rule and probability
  spans jsonb not null default '[]',
  at timestamptz not null default clock());
create index review_answer on review (answer_id);
create index review_agent on review (agent_id, at);
create index review_project on review (project_id, at);
create index review_item on review (item_id);

create table objection (                           -- work: a skip or a flag, always with a reason
  id uuid primary key,
  org_id uuid not null,
  project_id uuid not null references project,
  item_id uuid not null references item,
  slot_id bigint not null references slot,
  agent_id uuid not null references agent,
  kind text not null check (kind in ('skip', 'flag')),
  reason text not null,                            -- code: outside-expertise, unclear, broken, harmful, duplicate, other
  note text not null default '',
  resolved_at timestamptz,
  at timestamptz not null default clock());
create index objection_item on objection (item_id);
create index objection_project on objection (project_id, at);

-- discussions ------------------------------------------------------------------------------------------------------

create table thread (                              -- discussions
  id uuid primary key,
  org_id uuid not null,
  project_id uuid not null references project,
  item_id uuid not null references item,
  anchor jsonb,                                    -- a part of the item; null: the whole
  resolved_at timestamptz,
  resolved_by uuid references agent,
  created_at timestamptz not null default clock());
create index thread_item on thread (item_id);

create table comment (                             -- discussions: text can be erased
  id uuid primary key,
  org_id uuid not null,
  thread_id uuid not null references thread,
  agent_id uuid not null references agent,
  text text not null,
  mentions uuid[] not null default '{}',
  at timestamptz not null default clock());
create index comment_thread on comment (thread_id, at);

create table notice (                              -- discussions: what somebody should hear
  id uuid primary key,
  org_id uuid not null,
  person_id uuid not null references person,
  project_id uuid not null references project,
  kind text not null check (kind in ('returned', 'rejected', 'mentioned', 'replied', 'flagged')),
  item_id uuid not null references item,
  about_id uuid,
  at timestamptz not null default clock(),
  read_at timestamptz);
create index notice_person on notice (person_id, at desc);
create index notice_item on notice (item_id);

-- releases ---------------------------------------------------------------------------------------------------------

create table release (                             -- releases
  id uuid primary key,
  org_id uuid not null,
  project_id uuid not null references project,
  n int not null,
  name text not null,
  notes text not null default '',
  filter jsonb not null,
  policy jsonb not null,                           -- ties, several answers, split
  formats text[] not null,
  state text not null default 'frozen' check (state in ('frozen', 'building', 'ready', 'failed')),
  items bigint not null default 0,
  answers bigint not null default 0,
  failure text,
  manifest jsonb,
  agent_id uuid not null references agent,
  created_at timestamptz not null default clock(),
  finished_at timestamptz,
  unique (project_id, n));

create table release_item (                        -- releases: membership frozen in rows
  release_id uuid references release,
  n bigint not null,
  org_id uuid not null,
  item_id uuid not null,
  answer_ids uuid[] not null,
  review_ids uuid[] not null default '{}',
  split text,
  primary key (release_id, n));

create table release_file (                        -- releases
  release_id uuid references release,
  name text not null,
  org_id uuid not null,
  format text not null,
  type text not null,
  rows bigint not null,
  size bigint not null,
  sha256 bytea not null,
  blob text not null,
  primary key (release_id, name));

-- history ----------------------------------------------------------------------------------------------------------

create table event (                               -- change.ts alone: append-only; ids and hashes, never text or identity
  seq bigint generated always as identity primary key,
  org_id uuid not null,
  project_id uuid,
  item_id uuid,
  agent_id uuid,
  kind text not null,
  body jsonb,
  at timestamptz not null default clock());
create index event_item on event (item_id, seq) where item_id is not null;

create table seal (                                -- the sealing job alone: closed ranges of the event log, chained
  first_seq bigint primary key,
  last_seq bigint not null,
  rows bigint not null,
  hash bytea not null,
  previous bytea not null,
  at timestamptz not null default clock());

create table idempotency (                         -- change.ts alone
  agent_id uuid,
  key text,
  org_id uuid not null,
  request bytea not null,                          -- hash of what was asked; another request under the key is refused
  response jsonb,
  at timestamptz not null default clock(),
  primary key (agent_id, key));
create index idempotency_at on idempotency (at);

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only', tg_table_name using errcode = 'restrict_violation';
end $$;
create trigger event_append_only before update or delete on event for each statement execute function refuse_change();
create trigger seal_append_only before update or delete on seal for each statement execute function refuse_change();
create trigger answer_append_only before update or delete on answer for each statement execute function refuse_change();
create trigger review_append_only before update or delete on review for each statement execute function refuse_change();
create trigger form_version_append_only before update or delete on form_version
  for each statement execute function refuse_change();
create trigger guide_version_append_only before update or delete on guide_version
  for each statement execute function refuse_change();
create trigger workflow_version_append_only before update or delete on workflow_version
  for each statement execute function refuse_change();

create table job (                                 -- jobs/ alone: work that outlives a request
  id bigint generated always as identity primary key,
  name text not null,
  key text not null,                               -- equal work is enqueued once
  payload jsonb not null,
  failures int not null default 0,
  failure text,
  run_at timestamptz not null default clock(),
  lease_until timestamptz,                         -- renewed by the process that runs it
  unique (name, key));
create index job_due on job (run_at);

-- One event as the text that a seal hashes; the same in the sealing job and in the checker.
create function event_line(e event) returns text language sql stable as $$
  select concat_ws('|', e.seq, e.org_id, coalesce(e.project_id::text, '-'), coalesce(e.item_id::text, '-'),
    coalesce(e.agent_id::text, '-'), e.kind, coalesce(e.body::text, '-'), extract(epoch from e.at)) $$;
