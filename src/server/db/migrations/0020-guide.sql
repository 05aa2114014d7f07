-- A guide is the organization's: entries whose ids are for good, immutable revisions of what they say, and versions that
-- list both in order. A project adopts versions.

create table guide (                               -- guides
  id uuid primary key,
  org_id uuid not null references organization,
  title text not null,
  rev bigint not null default 0,                   -- counts the changes of the draft
  created_by uuid not null references agent,
  at timestamptz not null default clock(),
  archived_at timestamptz);
create index guide_org on guide (org_id);

create table guide_entry (                         -- guides: who a section, rule or term is; never deleted
  id uuid primary key,
  org_id uuid not null references organization,
  guide_id uuid not null references guide,
  kind text not null check (kind in ('section', 'rule', 'term')),
  at timestamptz not null default clock());
create index guide_entry_guide on guide_entry (guide_id);

create table guide_revision (                      -- guides: what an entry said; one row for each save
  id uuid primary key,
  org_id uuid not null references organization,
  entry_id uuid not null references guide_entry,
  n int not null,
  content jsonb not null,
  hash bytea not null,                             -- SHA-256 of canonical {content, entry, n}
  agent_id uuid not null references agent,
  at timestamptz not null default clock(),
  unique (entry_id, n));

create table guide_head (                          -- guides: the draft: what each entry says now, and where it stands
  entry_id uuid primary key references guide_entry,
  org_id uuid not null references organization,
  guide_id uuid not null references guide,
  revision_id uuid not null references guide_revision,
  parent_id uuid references guide_entry,           -- the section that it is in; null: at the top
  position float8 not null,                        -- orders the entries of one parent
  rev bigint not null,                             -- the guide's, when this row last changed
  retired_at timestamptz);
create index guide_head_rev on guide_head (guide_id, rev);

create table guide_lineage (                       -- guides: which entries came from which; never in a circle
  org_id uuid not null references organization,
  guide_id uuid not null references guide,
  kind text not null check (kind in ('split', 'merged')),
  from_entry uuid not null references guide_entry,
  to_entry uuid not null references guide_entry,
  agent_id uuid not null references agent,
  at timestamptz not null default clock(),
  primary key (from_entry, to_entry, kind),
  check (from_entry <> to_entry));
create index guide_lineage_to on guide_lineage (to_entry);

-- Each project's versions of before become a guide, which has the project's id; version ids, numbers and texts stay.
insert into guide (id, org_id, title, created_by, at)
  select v.project_id, v.org_id, p.name, v.agent_id, v.at
  from guide_version v join project p on p.id = v.project_id where v.n = 1;

create table guide_adoption (                      -- guides: the newest row of a project is in force
  seq bigint generated always as identity primary key,
  org_id uuid not null references organization,
  project_id uuid not null references project,
  guide_id uuid not null references guide,
  version_id uuid references guide_version,        -- null: the guide has no version yet
  pinned boolean not null default false,           -- keeps its version when a newer one is published
  agent_id uuid not null references agent,
  at timestamptz not null default clock());
create index guide_adoption_project on guide_adoption (project_id, seq desc);
create index guide_adoption_guide on guide_adoption (guide_id);
insert into guide_adoption (org_id, project_id, guide_id, version_id, agent_id, at)
  select org_id, project_id, project_id, id, agent_id, at from guide_version order by project_id, n;

-- What a thread or a notice may be about: a guide's version belongs to every project that adopted it.
create or replace view subject as
  select 'project' as kind, id, org_id, id as project_id from project
  union all select distinct 'guide', version_id, org_id, project_id from guide_adoption where version_id is not null
  union all select 'import', id, org_id, project_id from import
  union all select 'release', id, org_id, project_id from release;

alter table guide_version
  add column guide_id uuid references guide,
  add column hash bytea,                           -- of the body, and of the entries where there are any
  add column note text not null default '';
alter table guide_version disable trigger guide_version_append_only;
update guide_version set guide_id = project_id, hash = sha256(convert_to(body, 'UTF8'));
alter table guide_version enable trigger guide_version_append_only;
alter table guide_version
  alter guide_id set not null,
  alter hash set not null,
  drop column project_id,
  add unique (guide_id, n);

create table guide_version_entry (                 -- guides: the entries of a version in reading order
  version_id uuid not null references guide_version,
  entry_id uuid not null references guide_entry,
  org_id uuid not null references organization,
  position int not null,
  number text not null,                            -- as readers cite it: "4.2"
  revision_id uuid not null references guide_revision,
  parent_id uuid references guide_entry,
  primary key (version_id, entry_id),
  unique (version_id, position));
create index guide_version_entry_entry on guide_version_entry (entry_id);

create table guide_capacity (                      -- guides: who writes, signs or reads; needs no access to items
  guide_id uuid not null references guide,
  person_id uuid not null references person,
  capacity text not null check (capacity in ('editor', 'suggester', 'linguist', 'expert', 'lawyer', 'client', 'reader')),
  org_id uuid not null references organization,
  granted_by uuid not null references agent,
  at timestamptz not null default clock(),
  primary key (guide_id, person_id, capacity));
create index guide_capacity_person on guide_capacity (person_id);

create table guide_presence (                      -- guides: who has which entry of a draft open; short-lived
  guide_id uuid not null references guide,
  person_id uuid not null references person,
  org_id uuid not null references organization,
  entry_id uuid references guide_entry,
  at timestamptz not null default clock(),
  primary key (guide_id, person_id));

create trigger guide_entry_append_only before update or delete on guide_entry
  for each statement execute function refuse_change();
create trigger guide_revision_append_only before update or delete on guide_revision
  for each statement execute function refuse_change();
create trigger guide_lineage_append_only before update or delete on guide_lineage
  for each statement execute function refuse_change();
create trigger guide_adoption_append_only before update or delete on guide_adoption
  for each statement execute function refuse_change();
create trigger guide_version_entry_append_only before update or delete on guide_version_entry
  for each statement execute function refuse_change();

-- stable reads -----------------------------------------------------------------------------------------------------

-- A guide with its newest version.
create view guide_now as
  select g.id, g.org_id, g.title, g.rev, g.created_by, g.at, g.archived_at, v.id as version_id, v.n as version_n, v.at as version_at
  from guide g left join lateral (select id, n, at from guide_version where guide_id = g.id order by n desc limit 1) v on true;

-- The draft, retired entries too: what each entry says now and who said so.
create view guide_entry_now as
  select h.entry_id as id, h.org_id, h.guide_id, e.kind, h.parent_id, h.position, h.rev, h.retired_at,
    h.revision_id, r.n, r.content, r.agent_id, r.at
  from guide_head h join guide_entry e on e.id = h.entry_id join guide_revision r on r.id = h.revision_id;

-- What entries said, save by save.
create view rule_revision as
  select r.id, r.org_id, e.guide_id, r.entry_id, e.kind, r.n, r.content, r.agent_id, r.at
  from guide_revision r join guide_entry e on e.id = r.entry_id;

-- The entries of each version, with what they say.
create view guide_version_entry_text as
  select x.version_id, x.org_id, v.guide_id, v.n as version_n, x.position, x.number, x.entry_id, e.kind, x.parent_id,
    x.revision_id, r.n, r.content
  from guide_version_entry x join guide_version v on v.id = x.version_id join guide_entry e on e.id = x.entry_id
  join guide_revision r on r.id = x.revision_id;

-- The guide and version that a project works under.
create view guide_adoption_now as
  select p.id as project_id, p.org_id, a.guide_id, a.version_id, a.pinned, a.agent_id, a.at
  from project p cross join lateral (
    select guide_id, version_id, pinned, agent_id, at from guide_adoption where project_id = p.id order by seq desc limit 1) a;

-- Each entry with those that came from it by splits and merges, itself included.
create view rule_descent as
  with recursive descent as (
    select id as ancestor_id, id as entry_id, org_id from guide_entry
    union
    select d.ancestor_id, l.to_entry, d.org_id from descent d join guide_lineage l on l.from_entry = d.entry_id)
  select ancestor_id, entry_id, org_id from descent;
