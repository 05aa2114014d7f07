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
