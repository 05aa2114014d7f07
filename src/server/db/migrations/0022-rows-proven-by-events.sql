-- An event names the rows that it made or changed, each with a hash of the row as it was then, so that the sealed log
-- proves them: the newest event that names a row must have its hash. A row that is gone has null.
alter table event add column made jsonb;
create or replace function event_line(e event) returns text language sql stable as $$
  select concat_ws('|', e.seq, e.org_id, coalesce(e.project_id::text, '-'), coalesce(e.item_id::text, '-'),
    coalesce(e.agent_id::text, '-'), e.kind, coalesce(e.body::text, '-'), extract(epoch from e.at), e.made::text) $$;

-- What a person wrote stands in a row's hash by a salted hash of its own, so that it can be erased and the row is proven
-- all the same.
create function text_hash(org uuid, of_row uuid, words text) returns text language sql stable as $$
  select encode(sha256(o.salt || uuid_send(of_row) || convert_to(words, 'UTF8')), 'hex') from organization o where o.id = org $$;

-- Columns that are null are left out: one that a later version adds changes no hash of before.
create function row_hash(proof jsonb) returns text language sql immutable parallel safe as $$
  select encode(sha256(convert_to(jsonb_object_agg(key, value)::text, 'UTF8')), 'hex')
  from jsonb_each(proof) where value <> 'null' $$;

-- What is proven of a row: its columns but those that change without an event. An answer's body and an item's content
-- are proven by the hash beside them.
create function proof(r organization) returns jsonb language sql stable as $$ select to_jsonb(r) $$;
create function proof(r agent) returns jsonb language sql stable as $$ select to_jsonb(r) $$;
create function proof(r person) returns jsonb language sql stable as $$ select to_jsonb(r) $$;
create function proof(r session) returns jsonb language sql stable as $$
  select to_jsonb(r) - '{user_agent,seen_at,expires_at}'::text[] $$;
create function proof(r sign_in_link) returns jsonb language sql stable as $$ select to_jsonb(r) - 'used_at' $$;
create function proof(r api_key) returns jsonb language sql stable as $$ select to_jsonb(r) - '{name,last_used_at}'::text[] $$;
create function proof(r person_trait) returns jsonb language sql stable as $$ select to_jsonb(r) $$;
create function proof(r project) returns jsonb language sql stable as $$ select to_jsonb(r) $$;
create function proof(r membership) returns jsonb language sql stable as $$ select to_jsonb(r) $$;
create function proof(r round) returns jsonb language sql stable as $$ select to_jsonb(r) $$;
create function proof(r guide_version) returns jsonb language sql stable as $$ select to_jsonb(r) $$;
create function proof(r workflow_version) returns jsonb language sql stable as $$ select to_jsonb(r) $$;
create function proof(r form) returns jsonb language sql stable as $$ select to_jsonb(r) $$;
create function proof(r form_version) returns jsonb language sql stable as $$ select to_jsonb(r) $$;
create function proof(r import) returns jsonb language sql stable as $$
  select to_jsonb(r) - '{state,size,bytes_read,failure,started_at,finished_at}'::text[] $$;
create function proof(r item) returns jsonb language sql stable as $$ select to_jsonb(r) - '{shown,hidden}'::text[] $$;
create function proof(r answer) returns jsonb language sql stable as $$ select to_jsonb(r) - 'body' $$;
create function proof(r review) returns jsonb language sql stable as $$ select to_jsonb(r) $$;
create function proof(r objection) returns jsonb language sql stable as $$
  select to_jsonb(r) || jsonb_build_object('note', text_hash(r.org_id, r.id, r.note)) $$;
create function proof(r thread) returns jsonb language sql stable as $$ select to_jsonb(r) $$;
create function proof(r comment) returns jsonb language sql stable as $$
  select to_jsonb(r) || jsonb_build_object('text', text_hash(r.org_id, r.id, r.text)) $$;
create function proof(r release) returns jsonb language sql stable as $$
  select to_jsonb(r) - '{state,failure,finished_at}'::text[] $$;
create function proof(r release_file) returns jsonb language sql stable as $$ select to_jsonb(r) $$;

-- The entries of a release are many and never change: one hash proves them together.
create function release_entries(release uuid) returns text language sql stable as $$
  select encode(sha256(string_agg(sha256(convert_to(to_jsonb(r)::text, 'UTF8')), '' order by n)), 'hex')
  from release_item r where r.release_id = release $$;

-- The rows that an event made or changed, by name, with their hashes.
create function made_by(e event) returns jsonb language plpgsql
  set timezone = 'UTC' set bytea_output = 'hex' set extra_float_digits = 1 as $$
declare
  b jsonb := e.body;
  said uuid := coalesce(b->>'answer', b->>'objection', b->>'comment', b->>'thread', b->>'version', b->>'form', b->>'key',
    b->>'session', b->>'release', b->>'import', b->>'program', b->>'owner', b->>'agent', b->>'person');
begin
  case
  when e.kind in ('answer.submitted', 'answer.edited') then
    return (select jsonb_build_object('answer/' || id, row_hash(proof(r))) from answer r where id = said);
  when e.kind = 'answer.reviewed' then
    return (select jsonb_build_object('review/' || id, row_hash(proof(r))) from review r where id = (b->>'review')::uuid)
      || coalesce((select jsonb_build_object('answer/' || id, row_hash(proof(r))) from answer r where id = (b->>'fixed')::uuid), '{}');
  when e.kind in ('slot.skipped', 'item.flagged') then
    return (select jsonb_build_object('objection/' || id, row_hash(proof(r))) from objection r where id = said);
  when e.kind = 'comment.added' then
    return (select jsonb_build_object('comment/' || id, row_hash(proof(r))) from comment r where id = said);
  when e.kind in ('thread.started', 'thread.resolved', 'thread.reopened') then
    return (select jsonb_build_object('thread/' || id, row_hash(proof(r))) from thread r where id = said);
  when e.kind in ('project.created', 'project.changed', 'project.state-set', 'guide.published', 'workflow.published') then
    return (select jsonb_object_agg(name, row_hash(rows.proof)) from (
      select 'project/' || id as name, proof(r) from project r where id = e.project_id
      union all select 'guide_version/' || id, proof(r) from guide_version r where id = said and e.kind = 'guide.published'
      union all select 'workflow_version/' || id, proof(r) from workflow_version r where id = said and e.kind = 'workflow.published'
      union all select 'form/' || id, proof(r) from form r where project_id = e.project_id and e.kind = 'project.created'
      union all select 'round/' || project_id || '/' || n, proof(r) from round r where project_id = e.project_id and e.kind = 'project.created') rows);
  when e.kind = 'form.added' then
    return (select jsonb_build_object('form/' || id, row_hash(proof(r))) from form r where id = said);
  when e.kind = 'form.published' then
    return (select jsonb_build_object('form_version/' || v.id, row_hash(proof(v)), 'form/' || f.id, row_hash(proof(f)))
      from form_version v join form f on f.id = v.form_id where v.id = said);
  when e.kind in ('member.set', 'member.removed') then
    return jsonb_build_object('membership/' || e.project_id || '/' || said,
      (select row_hash(proof(r)) from membership r where project_id = e.project_id and person_id = said));
  when e.kind in ('organization.created', 'person.added', 'person.role-set', 'person.blocked', 'person.unblocked',
      'person.erased', 'person.languages-set', 'program.added') then
    return (select jsonb_object_agg(name, row_hash(rows.proof)) from (
      select 'person/' || id as name, proof(r) from person r where id = said
      union all select 'agent/' || id, proof(r) from agent r where id = said
      union all select 'organization/' || id, proof(r) from organization r where id = e.org_id and e.kind = 'organization.created') rows);
  when e.kind in ('trait.granted', 'trait.revoked') then
    return (select jsonb_build_object('person_trait/' || id, row_hash(proof(r))) from person_trait r
      where agent_id = said and trait = b->>'trait' and project_id is not distinct from e.project_id
      order by revoked_at desc nulls first limit 1);
  when e.kind = 'traits.granted' then
    return (select jsonb_object_agg('person_trait/' || id, row_hash(proof(r))) from person_trait r
      where agent_id in (select jsonb_array_elements_text(b->'agents')::uuid) and trait = b->>'trait'
        and project_id is not distinct from e.project_id and revoked_at is null);
  when e.kind in ('key.made', 'key.revoked', 'key.revoked-all') then
    return (select jsonb_object_agg('api_key/' || id, row_hash(proof(r))) from api_key r
      where id = (b->>'key')::uuid or e.kind = 'key.revoked-all' and person_id = said);
  when e.kind = 'session.started' then
    return (select jsonb_build_object('session/' || id, row_hash(proof(r))) from session r where id = said);
  when e.kind = 'link.made' then
    return (select jsonb_build_object('sign_in_link/' || encode(token_hash, 'hex'), row_hash(proof(r))) from sign_in_link r
      where person_id = said order by created_at desc limit 1);
  when e.kind = 'items.imported' then
    return (select jsonb_build_object('import/' || id, row_hash(proof(r))) from import r where id = said);
  when e.kind in ('release.created', 'release.ready') then
    return (select jsonb_build_object('release/' || id, row_hash(proof(r)), 'release_item/' || id, release_entries(id))
        from release r where id = said)
      || coalesce((select jsonb_object_agg('release_file/' || release_id || '/' || name, row_hash(proof(r)))
        from release_file r where release_id = said), '{}');
  else
    return null;
  end case;
end $$;

create function note_what_was_made() returns trigger language plpgsql as $$
begin
  new.made := made_by(new);
  return new;
end $$;
-- Claims, leases and other events that make no row which is proven pay nothing.
create trigger event_made before insert on event for each row when (new.made is null and new.kind in (
  'answer.submitted', 'answer.edited', 'answer.reviewed', 'slot.skipped', 'item.flagged', 'comment.added', 'thread.started',
  'thread.resolved', 'thread.reopened', 'project.created', 'project.changed', 'project.state-set', 'guide.published',
  'workflow.published', 'form.added', 'form.published', 'member.set', 'member.removed', 'organization.created',
  'person.added', 'person.role-set', 'person.blocked', 'person.unblocked', 'person.erased', 'person.languages-set',
  'program.added', 'trait.granted', 'trait.revoked', 'key.made', 'key.revoked', 'key.revoked-all', 'session.started',
  'link.made', 'items.imported', 'release.created', 'release.ready'))
  execute function note_what_was_made();

-- Rows of before have no event with their hash: this moment's is written down, and proven from now on.
set local timezone = 'UTC';
insert into event (org_id, kind, body, made)
select org_id, 'rows.adopted', jsonb_build_object('rows', count(*)), jsonb_object_agg(name, hash) from (
  select org_id, name, hash, (row_number() over (partition by org_id order by name) - 1) / 500 as part from (
    select id as org_id, 'organization/' || id as name, row_hash(proof(r)) as hash from organization r
    union all select org_id, 'agent/' || id, row_hash(proof(r)) from agent r
    union all select org_id, 'person/' || id, row_hash(proof(r)) from person r
    union all select org_id, 'session/' || id, row_hash(proof(r)) from session r
    union all select org_id, 'sign_in_link/' || encode(token_hash, 'hex'), row_hash(proof(r)) from sign_in_link r
    union all select org_id, 'api_key/' || id, row_hash(proof(r)) from api_key r
    union all select org_id, 'person_trait/' || id, row_hash(proof(r)) from person_trait r
    union all select org_id, 'project/' || id, row_hash(proof(r)) from project r
    union all select org_id, 'membership/' || project_id || '/' || person_id, row_hash(proof(r)) from membership r
    union all select org_id, 'round/' || project_id || '/' || n, row_hash(proof(r)) from round r
    union all select org_id, 'guide_version/' || id, row_hash(proof(r)) from guide_version r
    union all select org_id, 'workflow_version/' || id, row_hash(proof(r)) from workflow_version r
    union all select org_id, 'form/' || id, row_hash(proof(r)) from form r
    union all select org_id, 'form_version/' || id, row_hash(proof(r)) from form_version r
    union all select org_id, 'import/' || id, row_hash(proof(r)) from import r where batches > 0
    union all select org_id, 'item/' || coalesce(import_id::text, '-') || '/' || id, row_hash(proof(r)) from item r
    union all select org_id, 'answer/' || id, row_hash(proof(r)) from answer r
    union all select org_id, 'review/' || id, row_hash(proof(r)) from review r
    union all select org_id, 'objection/' || id, row_hash(proof(r)) from objection r
    union all select org_id, 'thread/' || id, row_hash(proof(r)) from thread r
    union all select org_id, 'comment/' || id, row_hash(proof(r)) from comment r
    union all select org_id, 'release/' || id, row_hash(proof(r)) from release r
    union all select org_id, 'release_item/' || id, release_entries(id) from release r
    union all select org_id, 'release_file/' || release_id || '/' || name, row_hash(proof(r)) from release_file r) rows) numbered
group by org_id, part;

-- Nothing may change what never changes, nor empty a table at once.
create trigger item_append_only before update on item for each statement execute function refuse_change();
create trigger organization_append_only before update or delete on organization for each statement execute function refuse_change();
create trigger agent_append_only before update or delete on agent for each statement execute function refuse_change();
create trigger assignment_append_only before update or delete on assignment for each statement execute function refuse_change();
create trigger release_item_append_only before update or delete on release_item for each statement execute function refuse_change();
do $$ declare t name; begin
  foreach t in array array['event', 'seal', 'organization', 'agent', 'person', 'api_key', 'person_trait', 'project', 'membership', 'round',
    'guide_version', 'workflow_version', 'form', 'form_version', 'import', 'item', 'item_state', 'slot', 'participation', 'assignment',
    'answer', 'review', 'objection', 'thread', 'comment', 'release', 'release_item', 'release_file', 'stored_file'] loop
    execute format('create trigger %I before truncate on %I for each statement execute function refuse_change()', t || '_keeps_rows', t);
  end loop;
end $$;
