-- What people sign before they may read anything of a project, or of any project of the organization.

create table agreement (                           -- agreements
  id uuid primary key,
  org_id uuid not null references organization,
  project_id uuid references project,              -- null: every project
  key text not null,                               -- whoever has signed has the trait agreed:<key>
  title text not null,
  created_at timestamptz not null default clock(),
  asked_at timestamptz,                            -- since when queues ask for the trait
  retired_at timestamptz,                          -- nobody has to sign it any more
  unique (org_id, key));

create table agreement_version (                   -- agreements: immutable
  id uuid primary key,
  org_id uuid not null references organization,
  agreement_id uuid not null references agreement,
  n int not null,
  text text not null,                              -- Markdown
  hash bytea not null,                             -- SHA-256 of the text
  needed_from timestamptz not null,                -- from then on no earlier version is enough
  until timestamptz,                               -- when its signatures end
  agent_id uuid not null references agent,
  at timestamptz not null default clock(),
  unique (agreement_id, n));

create table agreement_signature (                 -- agreements: append-only
  id uuid primary key,
  org_id uuid not null references organization,
  agreement_id uuid not null references agreement,
  version_id uuid not null references agreement_version,
  agent_id uuid not null references agent,         -- who is bound: a person, or a program
  signed_by uuid not null references agent,        -- the person who signed
  at timestamptz not null default clock());
create index agreement_signature_agent on agreement_signature (agreement_id, agent_id, at);

create table agreement_revocation (                -- agreements: append-only
  signature_id uuid primary key references agreement_signature,
  org_id uuid not null references organization,
  agent_id uuid not null references agent,
  at timestamptz not null default clock());

create table signed_name (                         -- agreements: as it was typed; deleted when its person is erased
  signature_id uuid primary key references agreement_signature,
  org_id uuid not null references organization,
  person_id uuid not null references person,
  name text not null);
create index signed_name_person on signed_name (person_id);

create trigger agreement_version_append_only before update or delete on agreement_version
  for each statement execute function refuse_change();
create trigger agreement_signature_append_only before update or delete on agreement_signature
  for each statement execute function refuse_change();
create trigger agreement_revocation_append_only before update or delete on agreement_revocation
  for each statement execute function refuse_change();

-- The newest signature of each agent under each agreement, and until when it is enough: until it ends, is revoked, or a
-- later version is needed.
create view agreement_standing as
  select s.id as signature_id, s.org_id, s.agreement_id, s.agent_id, s.signed_by, s.version_id, v.n, s.at,
    v.until as ends_at, r.at as revoked_at,
    least(v.until, r.at, (select min(later.needed_from) from agreement_version later
      where later.agreement_id = s.agreement_id and later.n > v.n)) as until
  from agreement_signature s join agreement_version v on v.id = s.version_id
  left join agreement_revocation r on r.signature_id = s.id
  where not exists (select from agreement_signature newer where newer.agreement_id = s.agreement_id
    and newer.agent_id = s.agent_id and (newer.at, newer.id) > (s.at, s.id));

-- What an agent still has to sign before they may read anything of a project. `ended`: what they signed was revoked or
-- is over, so that nothing may be handed in either.
create view agreement_owed as
  select p.id as project_id, g.org_id, g.id as agreement_id, g.title, a.id as agent_id,
    coalesce(s.revoked_at is not null or s.ends_at <= (select clock()), false) as ended
  from agreement g join project p on p.org_id = g.org_id and (g.project_id is null or g.project_id = p.id)
  join agent a on a.org_id = g.org_id
  left join agreement_standing s on s.agreement_id = g.id and s.agent_id = a.id
  where g.retired_at is null and (s.signature_id is null or s.until <= (select clock()))
    and exists (select from agreement_version v where v.agreement_id = g.id and v.needed_from <= (select clock()));

-- The traits that a project's queues ask for beside what their stages need.
create view agreement_trait as
  select p.id as project_id, g.org_id, 'agreed:' || g.key as trait
  from agreement g join project p on p.org_id = g.org_id and (g.project_id is null or g.project_id = p.id)
  where g.asked_at is not null and g.retired_at is null;

-- They come and go while the queue stays what it is.
alter table queue add column agreed text[] not null default '{}';

create or replace view may_draw as
  select agent_id, queue_id, org_id, project_id, kind, head, min(until) as until
  from (
    select t.agent_id, q.id as queue_id, q.org_id, q.project_id, q.kind, q.head, cardinality(q.needs || q.agreed) as needed,
      max(t.until) as until
    from queue q cross join lateral unnest(q.needs || q.agreed) need
    join agent_trait t on t.org_id = q.org_id and t.trait = need and (t.project_id = q.project_id or t.project_id is null)
    where t.until > (select clock())
    group by t.agent_id, q.id, need) met
  group by agent_id, queue_id, org_id, project_id, kind, head, needed having count(*) = needed;

-- What was granted and not taken away, until its end.
create view granted_trait as
  select agent_id, org_id, project_id, trait, until from person_trait where revoked_at is null;
