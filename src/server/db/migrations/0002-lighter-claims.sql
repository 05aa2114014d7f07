-- A claim read all leases where the planner took this index for one person's. Now only who asks for a time may use it.
drop index slot_lease;
create index slot_lease on slot (lease_until) where state = 1 and lease_until is not null;

-- Each claim locked the one row of the form in force. Forms are never deleted; the checker counts orphans.
alter table assignment drop constraint assignment_form_version_id_fkey;

-- An item may have a row, for its priority or because it was cancelled once, and be new.
alter table item_state drop constraint item_state_state_check,
  add constraint item_state_state_check check (state in ('new', 'working', 'review', 'done', 'cancelled'));
