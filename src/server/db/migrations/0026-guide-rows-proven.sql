-- The log proves versions of guides and the projects that adopt them, as it does other rows (0022).
create function guide_rows_made_by(e event) returns jsonb language sql stable
  set timezone = 'UTC' set bytea_output = 'hex' set extra_float_digits = 1 as $$
  select jsonb_object_agg(name, row_hash(rows.proof)) from (
    select 'guide_version/' || id as name, proof(r) from guide_version r
      where id = (e.body->>'version')::uuid and e.kind = 'guide.versioned'
    union all
    select 'project/' || id, proof(r) from project r where id = e.project_id and e.kind = 'guide.adopted') rows $$;

create function note_what_guides_made() returns trigger language plpgsql as $$
begin
  new.made := guide_rows_made_by(new);
  return new;
end $$;
create trigger event_made_guide_rows before insert on event for each row
  when (new.made is null and new.kind in ('guide.versioned', 'guide.adopted')) execute function note_what_guides_made();
