-- A key that another key made ends with it: who made which is kept.
alter table api_key add column parent_id uuid references api_key;
