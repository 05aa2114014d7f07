-- Where an item stands, in today's words; rows keep those of the first release, and an item without a row is new.
-- The way back is `storedStates` in db/item-states.ts.
create function item_state_word(stored text) returns text language sql immutable parallel safe as $$
  select case stored when 'working' then 'in-progress' when 'review' then 'in-progress'
    when 'cancelled' then 'withdrawn' when 'done' then 'done' else 'new' end $$;
