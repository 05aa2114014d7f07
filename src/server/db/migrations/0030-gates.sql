-- A gate is a number: who draws from a queue that a change of the guide touches reads the change before the next item.

create table gate (                                -- gates: append-only; a project's are numbered
  project_id uuid not null references project,
  n int not null,
  org_id uuid not null references organization,
  version_id uuid not null references guide_version,
  before_id uuid references guide_version,         -- what the project worked under until then
  scopes jsonb,                                    -- of the rules that changed; null: every queue
  takes_effect timestamptz not null,
  agent_id uuid not null references agent,
  at timestamptz not null default clock(),
  primary key (project_id, n));

create table acknowledgement (                     -- gates: append-only; what an agent has read
  id uuid primary key,
  org_id uuid not null references organization,
  project_id uuid not null,
  gate int not null,
  agent_id uuid not null references agent,
  version_id uuid not null references guide_version,
  seconds int not null,                            -- of reading, as the reader's browser counted them
  rounds int not null,                             -- of questions; 0: there were none
  at timestamptz not null default clock(),
  foreign key (project_id, gate) references gate,
  unique (agent_id, project_id, gate));
create index acknowledgement_gate on acknowledgement (project_id, gate);

create table gate_reply (                          -- gates: append-only; one question, answered in one round
  org_id uuid not null references organization,
  project_id uuid not null,
  gate int not null,
  agent_id uuid not null references agent,
  example_id uuid not null,
  revision_id uuid not null references guide_revision,  -- of the rule that has the example
  round int not null,
  verdict text not null check (verdict in ('good', 'bad', 'borderline')),
  is_right boolean not null,
  at timestamptz not null default clock(),
  primary key (agent_id, project_id, gate, example_id, round),
  foreign key (project_id, gate) references gate);
create index gate_reply_example on gate_reply (example_id);

create trigger gate_append_only before update or delete on gate for each statement execute function refuse_change();
create trigger acknowledgement_append_only before update or delete on acknowledgement
  for each statement execute function refuse_change();
create trigger gate_reply_append_only before update or delete on gate_reply
  for each statement execute function refuse_change();

-- What a claim compares: the queue's last gate from its time on, the one before it until then, and what was passed.
alter table queue
  add column gate int not null default 0,
  add column gate_from timestamptz not null default '-infinity',
  add column gate_before int not null default 0;
alter table person_queue add column passed int not null default 0;
-- The gate that was in force when new work was handed over; null: none, or work that came back.
alter table assignment add column gate int;

-- The gates of projects, for whoever makes queues.
create view project_gate as
  select project_id, org_id, n, scopes, takes_effect, takes_effect <= (select clock()) as due from gate;

-- The last gate that each agent has passed in each project.
create view gate_passed as
  select agent_id, project_id, org_id, max(gate) as gate from acknowledgement group by agent_id, project_id, org_id;

-- How long each agent has read what changed, which is working time.
create view reading_time as
  select agent_id, project_id, org_id, sum(seconds) * 1000::bigint as ms from acknowledgement group by agent_id, project_id, org_id;

-- An example as a question: how many were asked it, and how many of them missed it at first. It suspends itself.
create view gate_question as
  select example_id, revision_id, org_id, project_id, count(*)::int as asked, count(*) filter (where not is_right)::int as missed,
    count(*) >= 10 and count(*) filter (where not is_right) >= 0.4 * count(*) as suspended
  from (
    select distinct on (example_id, revision_id, project_id, agent_id) example_id, revision_id, org_id, project_id, agent_id, is_right
    from gate_reply order by example_id, revision_id, project_id, agent_id, gate, round) first_reply
  group by example_id, revision_id, org_id, project_id;

-- Which entries of a version's guide came from which.
create view guide_version_descent as
  select v.id as version_id, v.org_id, l.kind, l.from_entry, l.to_entry, l.at
  from guide_version v join guide_lineage l on l.guide_id = v.guide_id;

-- A version without its text.
create view guide_version_head as
  select id, org_id, guide_id, n, note, encode(hash, 'hex') as hash, agent_id, at from guide_version;

-- The queues of a project with the gate that is in force and how much is open there, and who draws from them now.
create view queue_now as
  select id, org_id, project_id, stage, kind, attributes, open, people,
    case when gate_from > (select clock()) then gate_before else gate end as gate,
    (select count(*)::int from slot s where s.queue_id = queue.id and s.state = 0) as waiting
  from queue;
create view drawing as
  select agent_id, queue_id, org_id, project_id, kind, passed from person_queue where until > (select clock());

alter table notice drop constraint notice_kind_check,
  add constraint notice_kind_check check (kind in (
    'returned', 'rejected', 'edited', 'mentioned', 'replied', 'flagged', 'assigned', 'guide-missed'));
