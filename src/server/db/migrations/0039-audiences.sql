-- Who reads a guide or a section of it, and who read what is confidential.

create table guide_audience (                      -- guides: append-only; the newest row of a guide or section counts
  id uuid primary key,
  seq bigint generated always as identity,
  org_id uuid not null references organization,
  guide_id uuid not null references guide,
  section_id uuid references guide_entry,          -- null: the whole guide
  audience text not null check (audience in ('all', 'reviewers', 'managers', 'people')),
  people uuid[] not null,                          -- who reads it, where the audience is people by name
  confidential boolean not null,
  agent_id uuid not null references agent,
  at timestamptz not null default clock());
create index guide_audience_org on guide_audience (org_id);

create table guide_reading (                       -- guides: append-only; one for each person, version and hour
  id uuid primary key,
  org_id uuid not null references organization,
  guide_id uuid not null references guide,
  version_id uuid references guide_version,        -- null: the draft
  agent_id uuid not null references agent,
  code text not null unique,                       -- stands on what was read
  audiences uuid[] not null,                       -- by which rows of guide_audience it was confidential, and readable
  hour timestamptz not null,
  at timestamptz not null default clock(),
  check (hour = date_trunc('hour', at, 'UTC')));
create unique index guide_reading_hour on guide_reading (agent_id, guide_id, coalesce(version_id, guide_id), hour);

do $$ declare t name; begin
  foreach t in array array['guide_audience', 'guide_reading'] loop
    execute format('create trigger %I before update or delete on %I for each statement execute function refuse_change()', t || '_append_only', t);
    execute format('create trigger %I before truncate on %I for each statement execute function refuse_change()', t || '_keeps_rows', t);
  end loop;
end $$;

insert into proof_rule (kind, said, table_name, found_by, key) values
  ('guide.audience-set', 'row', 'guide_audience', 'id', 'id'),
  ('guide.read', 'reading', 'guide_reading', 'id', 'id');

create view guide_audience_now as
  select distinct on (guide_id, section_id) id, org_id, guide_id, section_id, audience, people, confidential
  from guide_audience order by guide_id, section_id, seq desc;

-- Where each entry stands: in the draft, and in the newest version. What moves into a section is hidden with it at once,
-- what moves out of it once that is published.
create view guide_place as
  select org_id, guide_id, entry_id, parent_id from guide_head
  union
  select x.org_id, v.guide_id, x.entry_id, x.parent_id from guide_version_entry x join guide_version v on v.id = x.version_id
  where v.n = (select max(n) from guide_version newest where newest.guide_id = v.guide_id);

-- The settings that hide something, and whether a person reads what they are about. Who writes the guide reads all of it.
create function guide_audience_of(org uuid, agent uuid)
  returns table (id uuid, guide_id uuid, section_id uuid, confidential boolean, reads boolean) language sql stable as $$
  with setting as (select * from guide_audience_now where org_id = org and (confidential or audience <> 'all')),
  part as (
    select a.guide_id, m.role, exists (
      select from guide_adoption f where f.project_id = a.project_id and f.guide_id = a.guide_id and not f.pinned) as follows
    from member m join guide_adoption_now a on a.project_id = m.project_id
    where m.person_id = agent and m.org_id = org and m.active and a.guide_id in (select guide_id from setting))
  select s.id, s.guide_id, s.section_id, s.confidential,
    exists (select from person_now p where p.id = agent and p.org_id = org and p.role <> 'member')
    or exists (select from guide_editor e where e.guide_id = s.guide_id and e.person_id = agent and e.org_id = org)
    or exists (select from part where part.guide_id = s.guide_id and part.role = 'manager' and part.follows)
    or case s.audience
      when 'all' then exists (select from name_of n where n.agent_id = agent and n.org_id = org and n.kind = 'person')
      when 'people' then agent = any(s.people)
      when 'managers' then exists (select from part where part.guide_id = s.guide_id and part.role = 'manager')
      else exists (select from part where part.guide_id = s.guide_id and part.role in ('manager', 'reviewer')) end
  from setting s
$$;

-- The entries of which a person reads nothing outside of an opened guide; `entry_id` null: the text of a guide as a whole.
-- `opens`: it is confidential alone, so that opening the guide shows it and is written down.
create function guide_withheld(org uuid, agent uuid) returns table (guide_id uuid, entry_id uuid, opens boolean) language sql stable as $$
  with recursive setting as materialized (
    select a.guide_id, a.section_id, a.reads from guide_audience_of(org, agent) a where a.confidential or not a.reads),
  place as materialized (
    select p.guide_id, p.entry_id, p.parent_id from guide_place p where p.org_id = org and p.guide_id in (select s.guide_id from setting s)),
  below (guide_id, entry_id, reads) as (
    select s.guide_id, s.section_id, s.reads from setting s
    union
    select s.guide_id, e.id, s.reads from setting s join guide_entry e on e.guide_id = s.guide_id and s.section_id is null
    union
    select b.guide_id, p.entry_id, b.reads from below b join place p on p.parent_id = b.entry_id)
  select b.guide_id, b.entry_id, bool_and(b.reads) from below b group by 1, 2
$$;
