-- A key belongs to a person, or to a program that works under its own name.
alter table api_key
  alter person_id drop not null,
  add column program_id uuid references agent,
  add check ((person_id is null) <> (program_id is null));
