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
