-- What a queue asks of whoever draws from it is a set of traits, sorted; the kind of its stage is a column of its own.
alter table queue add column kind text;
update queue set kind = needs->>'work';
alter table queue
  drop constraint queue_project_id_stage_attributes_needs_key,
  alter kind set not null,
  alter needs drop default,
  alter needs type text[] using array['role:' || (needs->>'role')],
  alter needs set default '{}',
  add unique (project_id, stage, kind, attributes, needs);

-- What an agent has for a time, in one project or (null) in all: granted with an end, and revoked; never deleted.
create table person_trait (                        -- people
  id uuid primary key,
  org_id uuid not null references organization,
  agent_id uuid not null references agent,
  project_id uuid references project,
  trait text not null,
  granted_at timestamptz not null default clock(),
  granted_by uuid not null references agent,
  until timestamptz,
  revoked_at timestamptz);
create unique index person_trait_held on person_trait (agent_id, trait, project_id) nulls not distinct
  where revoked_at is null;

-- Who speaks de-AT has what asks for de, and who is native what asks for less; never the other way round.
create function language_traits(languages jsonb) returns setof text language sql immutable parallel safe as $$
  select distinct 'language:' || array_to_string(subtags[1:n], '-') || easier.level
  from jsonb_to_recordset(languages) as spoken(tag text, level text)
  cross join lateral string_to_array(tag, '-') subtags
  cross join lateral generate_series(1, cardinality(subtags)) n
  cross join lateral (select '' union all
    select ':' || name from unnest(array['basic', 'good', 'fluent', 'native']) with ordinality levels(name, rank)
    where rank <= array_position(array['basic', 'good', 'fluent', 'native'], spoken.level)) easier(level) $$;

-- Every ground on which an agent has a trait: their role in a project (a manager has all of them), the languages they
-- speak, and what was granted. Who is blocked has none.
create view agent_trait as
  select t.agent_id, t.org_id, t.project_id, t.trait, t.until
  from (
    select m.person_id as agent_id, m.org_id, m.project_id, 'role:' || roles.name as trait, 'infinity'::timestamptz as until
    from membership m cross join lateral unnest(
      case m.role when 'manager' then array['manager', 'reviewer', 'trainer'] else array[m.role] end) roles(name)
    union all
    select p.id, p.org_id, null, spoken, 'infinity' from person p cross join lateral language_traits(p.languages) spoken
    union all
    select agent_id, org_id, project_id, trait, coalesce(until, 'infinity') from person_trait where revoked_at is null) t
  where not exists (select from person p where p.id = t.agent_id and p.blocked_at is not null);

-- Who may draw from which queue: who has every trait that it needs, until the first of them ends.
create view may_draw as
  select agent_id, queue_id, org_id, project_id, kind, head, min(until) as until
  from (
    select t.agent_id, q.id as queue_id, q.org_id, q.project_id, q.kind, q.head, cardinality(q.needs) as needed,
      max(t.until) as until
    from queue q cross join lateral unnest(q.needs) need
    join agent_trait t on t.org_id = q.org_id and t.trait = need and (t.project_id = q.project_id or t.project_id is null)
    where t.until > (select clock())
    group by t.agent_id, q.id, need) met
  group by agent_id, queue_id, org_id, project_id, kind, head, needed having count(*) = needed;

-- The same, kept in rows, so that a claim evaluates no rule: found by agent and project.
alter table person_queue
  add column project_id uuid,
  add column kind text,
  add column until timestamptz not null default 'infinity';
update person_queue pq set project_id = q.project_id, kind = q.kind from queue q where q.id = pq.queue_id;
alter table person_queue
  alter project_id set not null,
  alter kind set not null,
  drop constraint person_queue_pkey,
  add primary key (agent_id, project_id, queue_id);
alter table queue add column people int not null default 0;   -- how many may draw from it; kept with person_queue
update queue q set people = (select count(*) from person_queue pq where pq.queue_id = q.id);
create index person_queue_until on person_queue (until) where until < 'infinity';
create index person_queue_queue on person_queue (queue_id);

-- An open slot may be kept for one person, who is offered it before anything new.
alter table slot
  drop constraint slot_check2,
  add check ((state = 5) <= (reserved_for is not null));
drop index slot_open, slot_ahead, slot_returned;
create index slot_open on slot (queue_id, position) where state = 0 and reserved_for is null;
create index slot_ahead on slot (queue_id, position) where state = 0 and reserved_for is null and ahead;
create index slot_reserved on slot (reserved_for, position) where reserved_for is not null;
alter table notice drop constraint notice_kind_check,
  add constraint notice_kind_check check (kind in ('returned', 'rejected', 'edited', 'mentioned', 'replied', 'flagged', 'assigned'));
