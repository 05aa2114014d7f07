-- What a person wrote is the one exception to append-only: it may become null together with a redaction, which keeps the
-- salted hash that the row is proven by.
create table redaction (                           -- people: words that were erased; kept for good
  table_name text not null,
  row_id uuid not null,
  column_name text not null,
  org_id uuid not null references organization,
  agent_id uuid not null references agent,         -- whose words they were
  hash text not null,                              -- of the words, as text_hash makes it
  ground text not null check (ground in ('person.erased')),
  by_id uuid not null references agent,
  at timestamptz not null default clock(),
  primary key (table_name, row_id, column_name));
create index redaction_agent on redaction (agent_id);
alter table comment alter text drop not null;
alter table objection alter note drop not null;

-- Refuses to change a row but in the columns of the first argument; those of the second hold words, which only a
-- redaction may make null.
create function keep_row() returns trigger language plpgsql as $$
declare
  before jsonb := to_jsonb(old) - tg_argv[0]::text[];
  after jsonb := to_jsonb(new) - tg_argv[0]::text[];
  words text;
begin
  foreach words in array tg_argv[1]::text[] loop
    if after->>words is null and before->>words is not null and exists (
        select from redaction r where r.table_name = tg_table_name and r.row_id = old.id and r.column_name = words
          and r.hash = text_hash(old.org_id, old.id, before->>words)) then
      before := before - words;
      after := after - words;
    end if;
  end loop;
  if before is distinct from after then
    raise exception '% is append-only', tg_table_name using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger comment_keeps before update on comment for each row execute function keep_row('{}', '{text}');
create trigger objection_keeps before update on objection for each row execute function keep_row('{resolved_at}', '{note}');
create trigger thread_keeps before update on thread for each row execute function keep_row('{resolved_at,resolved_by}', '{}');
create trigger api_key_keeps before update on api_key for each row
  when (old.last_used_at is not distinct from new.last_used_at) execute function keep_row('{revoked_at,name}', '{}');
do $$ declare t name; begin
  foreach t in array array['comment', 'objection', 'thread', 'api_key'] loop
    execute format('create trigger %I before delete on %I for each statement execute function refuse_change()', t || '_not_deleted', t);
  end loop;
  foreach t in array array['guide', 'guide_entry', 'guide_revision', 'guide_head', 'guide_lineage', 'guide_adoption', 'guide_version_entry'] loop
    execute format('create trigger %I before truncate on %I for each statement execute function refuse_change()', t || '_keeps_rows', t);
  end loop;
end $$;
create trigger redaction_append_only before update or delete or truncate on redaction for each statement execute function refuse_change();

create function proof(r redaction) returns jsonb language sql stable as $$ select to_jsonb(r) $$;
create function proof(r item_state) returns jsonb language sql stable as $$ select to_jsonb(r) - 'changed_at' $$;
create function proof(r guide) returns jsonb language sql stable as $$ select to_jsonb(r) - 'rev' $$;
create function proof(r guide_entry) returns jsonb language sql stable as $$ select to_jsonb(r) $$;
create function proof(r guide_head) returns jsonb language sql stable as $$ select to_jsonb(r) $$;
create function proof(r guide_revision) returns jsonb language sql stable as $$ select to_jsonb(r) - 'content' $$;
create function proof(r guide_lineage) returns jsonb language sql stable as $$ select to_jsonb(r) $$;
create function proof(r guide_adoption) returns jsonb language sql stable as $$ select to_jsonb(r) $$;
create function proof(r guide_capacity) returns jsonb language sql stable as $$ select to_jsonb(r) $$;
create function version_entries(version uuid) returns text language sql stable as $$
  select encode(sha256(string_agg(sha256(convert_to(to_jsonb(r)::text, 'UTF8')), '' order by position)), 'hex')
  from guide_version_entry r where r.version_id = version $$;

-- Where an item stands, by the event that moved it.
create function item_moved_by(e event) returns jsonb language sql stable set timezone = 'UTC' as $$
  select jsonb_build_object('item_state/' || item_id, row_hash(proof(r))) from item_state r
  where r.item_id = e.item_id and e.kind in ('answer.submitted', 'answer.edited', 'answer.reviewed', 'answer.handed-back',
    'answer.taken-back', 'answer.given-up', 'item.cancelled', 'item.restored', 'item.prioritised') $$;

-- What a change of a guide made: with an entry of the draft, the revision that it says now.
create function guide_made_by(e event) returns jsonb language sql stable set timezone = 'UTC' as $$
  with about as (select (e.body->>'guide')::uuid as guide, (e.body->>'version')::uuid as version),
  head as (
    select r.* from guide_head r, about where r.guide_id = about.guide and (e.kind = 'guide.created'
      or e.kind = 'guide.changed' and (r.rev = (e.body->>'rev')::bigint or e.body->'entries' ? r.entry_id::text)))
  select jsonb_object_agg(name, hash) from (
    select 'guide/' || r.id as name, row_hash(proof(r)) as hash from guide r, about
      where r.id = about.guide and e.kind in ('guide.created', 'guide.renamed')
    union all select 'guide_capacity/' || r.guide_id || '/' || r.person_id || '/' || r.capacity, row_hash(proof(r)) from guide_capacity r, about
      where r.guide_id = about.guide and e.kind = 'guide.created'
    union all select 'guide_capacity/' || about.guide || '/' || (e.body->>'person') || '/' || named.capacity, row_hash(proof(r))
      from about cross join jsonb_array_elements_text(e.body->'capacities' || (e.body->'taken')) named(capacity)
      left join guide_capacity r on r.guide_id = about.guide and r.person_id = (e.body->>'person')::uuid and r.capacity = named.capacity
      where e.kind = 'guide.capacities-set'
    union all select 'guide_head/' || h.entry_id, row_hash(proof(r)) from head h join guide_head r using (entry_id)
    union all select 'guide_entry/' || r.id, row_hash(proof(r)) from head h join guide_entry r on r.id = h.entry_id
    union all select 'guide_revision/' || r.id, row_hash(proof(r)) from head h join guide_revision r on r.id = h.revision_id
    union all select 'guide_lineage/' || r.kind || '/' || r.from_entry || '/' || r.to_entry, row_hash(proof(r))
      from head h join guide_lineage r on r.to_entry = h.entry_id
    union all select 'guide_version/' || r.id, row_hash(proof(r)) from guide_version r, about where r.id = about.version and e.kind = 'guide.versioned'
    union all select 'guide_version_entry/' || about.version, version_entries(about.version) from about where e.kind = 'guide.versioned'
    union all select 'guide_adoption/' || r.seq, row_hash(proof(r)) from guide_adoption r, about where e.kind = 'guide.adopted'
      and r.seq = (select max(seq) from guide_adoption newest where newest.project_id = e.project_id
        and newest.version_id is not distinct from about.version)
    union all select 'project/' || r.id, row_hash(proof(r)) from project r where r.id = e.project_id and e.kind = 'guide.adopted') made $$;

-- For tables that come later: which of an event's ids names a row that it made or changed. A migration that adds a table
-- adds a line here, and the checker's list one of its own.
create table proof_rule (                          -- migrations alone
  kind text not null,                              -- of the event
  said text not null,                              -- the name of the id in its body
  table_name text not null,
  found_by text not null default 'id',             -- the column that has this id
  key text not null default 'id',                  -- the column that names the row
  apart text[] not null default '{}',              -- columns that change without an event
  primary key (kind, table_name));
insert into proof_rule (kind, said, table_name, found_by, key, apart) values
  ('agreement.published', 'agreement', 'agreement', 'id', 'id', '{asked_at}'),
  ('agreement.retired', 'agreement', 'agreement', 'id', 'id', '{asked_at}'),
  ('agreement.published', 'version', 'agreement_version', 'id', 'id', '{}'),
  ('agreement.signed', 'signature', 'agreement_signature', 'id', 'id', '{}'),
  ('agreement.revoked', 'signature', 'agreement_revocation', 'signature_id', 'signature_id', '{}'),
  ('answer.reviewed', 'review', 'finding', 'review_id', 'id', '{}');
create function made_by_rule(e event) returns jsonb language plpgsql set timezone = 'UTC' as $$
declare
  rule proof_rule;
  found jsonb;
  made jsonb := '{}';
begin
  for rule in select * from proof_rule r where r.kind = e.kind loop
    execute format('select jsonb_object_agg(%L || r.%I, row_hash(to_jsonb(r) - $1)) from %I r where r.%I = $2',
      rule.table_name || '/', rule.key, rule.table_name, rule.found_by) into found using rule.apart, (e.body->>rule.said)::uuid;
    made := made || coalesce(found, '{}');
  end loop;
  return made;
end $$;

create or replace function note_what_was_made() returns trigger language plpgsql
  set timezone = 'UTC' set bytea_output = 'hex' set extra_float_digits = 1 as $$
begin
  -- The one that comes most often makes an answer and moves its item: in one look, for a submit waits for it.
  if new.kind = 'answer.submitted' then
    new.made := (
      select jsonb_build_object('answer/' || a.id, row_hash(proof(a)), 'item_state/' || s.item_id, row_hash(proof(s)))
      from answer a join item_state s on s.item_id = a.item_id where a.id = (new.body->>'answer')::uuid);
    return new;
  end if;
  new.made := coalesce(made_by(new), '{}') || made_by_rule(new);
  if new.item_id is not null then
    new.made := new.made || coalesce(item_moved_by(new), '{}');
  elsif new.kind like 'guide.%' then
    new.made := new.made || coalesce(guide_made_by(new), '{}');
  elsif new.kind = 'person.erased' then
    new.made := new.made || coalesce((
      select jsonb_object_agg('redaction/' || table_name || '/' || row_id || '/' || column_name, row_hash(proof(r)))
      from redaction r where r.agent_id = (new.body->>'person')::uuid), '{}');
  end if;
  new.made := nullif(new.made, '{}');
  return new;
end $$;
drop trigger event_made on event;
create trigger event_made before insert on event for each row when (new.made is null and new.kind not in (
  'slot.claimed', 'slot.released', 'slot.assigned', 'slot.unassigned', 'lease.expired', 'lease.freed', 'session.ended'))
  execute function note_what_was_made();

set local timezone = 'UTC';
insert into event (org_id, kind, body, made)
select org_id, 'rows.adopted', jsonb_build_object('rows', count(*)), jsonb_object_agg(name, hash) from (
  select org_id, name, hash, (row_number() over (partition by org_id order by name) - 1) / 500 as part from (
    select org_id, 'item_state/' || item_id as name, row_hash(proof(r)) as hash from item_state r
    union all select org_id, 'guide/' || id, row_hash(proof(r)) from guide r
    union all select org_id, 'guide_capacity/' || guide_id || '/' || person_id || '/' || capacity, row_hash(proof(r)) from guide_capacity r
    union all select org_id, 'guide_entry/' || id, row_hash(proof(r)) from guide_entry r
    union all select org_id, 'guide_head/' || entry_id, row_hash(proof(r)) from guide_head r
    union all select org_id, 'guide_revision/' || id, row_hash(proof(r)) from guide_revision r
    union all select org_id, 'guide_lineage/' || kind || '/' || from_entry || '/' || to_entry, row_hash(proof(r)) from guide_lineage r
    union all select org_id, 'guide_adoption/' || seq, row_hash(proof(r)) from guide_adoption r
    union all select org_id, 'guide_version/' || id, row_hash(proof(r)) from guide_version r
    union all select org_id, 'guide_version_entry/' || id, version_entries(id) from guide_version) rows) numbered
group by org_id, part;
