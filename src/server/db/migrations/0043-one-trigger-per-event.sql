-- The condition of each trigger is read anew by every statement that writes an event: one trigger notes what all of them did.
drop trigger event_made_judging_round on event;
drop trigger event_made_round on event;
drop function note_judging_round();
drop function note_top_up_round();

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
  -- A round is named by its project and number, which no id in an event's body finds.
  if new.kind in ('judging.started', 'form.top-up-started') then
    new.made := new.made || (select jsonb_build_object('round/' || project_id || '/' || n, row_hash(proof(r)))
      from round r where project_id = new.project_id and n = (new.body->>'round')::smallint);
  end if;
  new.made := nullif(new.made, '{}');
  return new;
end $$;
