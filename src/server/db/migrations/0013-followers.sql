-- Followers read events in the order of the transactions that wrote them, behind the oldest that is still open.
-- PostgreSQL numbers transactions within a cluster; the offset keeps the order where a database moves into another one.
create function txn_offset() returns bigint language sql immutable parallel safe as 'select 0::bigint';
-- Transactions below this are over: nothing that they wrote appears later.
create function settled_txn() returns bigint language sql stable as $$
  select txn_offset() + pg_snapshot_xmin(pg_current_snapshot())::text::bigint $$;

-- Events from before stand before all others, in the order of their numbers.
alter table event add column txn bigint not null default 0;
alter table event alter column txn set default txn_offset() + pg_current_xact_id()::text::bigint;
create index event_txn on event (txn, seq);

-- A seal closes the range from its first to its last event in that order.
alter table seal
  add column first_txn bigint not null default 0,
  add column last_txn bigint not null default 0;

create table follower (                            -- events/ alone: how far each has come
  name text primary key,
  txn bigint not null default 0,
  seq bigint not null default 0);

-- The index of items goes on where it was: at the first event that it may not have looked at by the clock.
insert into follower (name, seq)
select 'item-index', coalesce(min(e.seq) - 1, (select max(seq) from event), 0)
from event e left join item_index x on x.project_id = e.project_id
where e.item_id is not null
  and (x.project_id is null or e.at > least(x.states_at, x.answers_at) - interval '5 seconds')
having exists (select from event);
alter table item_index drop column states_at, drop column answers_at;
