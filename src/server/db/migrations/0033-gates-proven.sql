-- Gates, who has read them and what they answered on the way are proven by events, and no append-only table can be
-- emptied at once.

create function proof(r gate) returns jsonb language sql stable as $$ select to_jsonb(r) $$;
create function proof(r acknowledgement) returns jsonb language sql stable as $$ select to_jsonb(r) $$;
create function proof(r gate_reply) returns jsonb language sql stable as $$ select to_jsonb(r) $$;
create function name_in_log(r gate) returns text language sql stable as $$
  select concat_ws('/', 'gate', r.project_id, r.n) $$;
create function name_in_log(r acknowledgement) returns text language sql stable as $$
  select concat_ws('/', 'acknowledgement', r.id) $$;
create function name_in_log(r gate_reply) returns text language sql stable as $$
  select concat_ws('/', 'gate_reply', r.agent_id, r.project_id, r.gate, r.example_id, r.round) $$;

-- What an event of a guide made: of its text, and of its gates. Replies are proven once the gate was passed.
alter function guide_made_by(event) rename to guide_text_made_by;
create function guide_made_by(e event) returns jsonb language sql stable set timezone = 'UTC' as $$
  select coalesce(guide_text_made_by(e), '{}') || coalesce(jsonb_object_agg(name, hash), '{}') from (
    select name_in_log(r) as name, row_hash(proof(r)) as hash from gate r
      where e.kind = 'guide.gated' and (r.project_id, r.n) = (e.project_id, (e.body->>'gate')::int)
    union all select name_in_log(r), row_hash(proof(r)) from acknowledgement r
      where e.kind = 'guide.acknowledged' and r.id = (e.body->>'acknowledgement')::uuid
    union all select name_in_log(r), row_hash(proof(r)) from gate_reply r
      where e.kind = 'guide.acknowledged' and (r.agent_id, r.project_id, r.gate) = (e.agent_id, e.project_id, (e.body->>'gate')::int)) made $$;

set local timezone = 'UTC';
insert into event (org_id, kind, body, made)
select org_id, 'rows.adopted', jsonb_build_object('rows', count(*)), jsonb_object_agg(name, hash) from (
  select org_id, name, hash, (row_number() over (partition by org_id order by name) - 1) / 500 as part from (
    select org_id, name_in_log(r) as name, row_hash(proof(r)) as hash from gate r
    union all select org_id, name_in_log(r), row_hash(proof(r)) from acknowledgement r
    union all select r.org_id, name_in_log(r), row_hash(proof(r)) from gate_reply r
      where exists (select from acknowledgement k
        where (k.agent_id, k.project_id, k.gate) = (r.agent_id, r.project_id, r.gate))) rows) numbered
group by org_id, part;

do $$ declare t name; begin
  foreach t in array array['agreement', 'agreement_version', 'agreement_signature', 'agreement_revocation', 'finding', 'gate',
    'acknowledgement', 'gate_reply'] loop
    execute format('create trigger %I before truncate on %I for each statement execute function refuse_change()', t || '_keeps_rows', t);
  end loop;
end $$;
