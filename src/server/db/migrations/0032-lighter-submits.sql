-- Each request asks whether its project wants an agreement signed; only where one does it looks further.
create view agreement_asked as select org_id, project_id from agreement where retired_at is null;

-- The first decision on an item makes its state row, which checked a foreign key and so locked the item, and entered the
-- row as 'new' into an index whose only reader leaves these out. The checker counts orphans.
alter table item_state drop constraint item_state_item_id_fkey;
drop index item_state_changed;
create index item_state_changed on item_state (project_id, state, changed_at, position) where state <> 'new';
