-- A job counts when it is taken, so that one that takes its process with it counts too; and names its organization.
alter table job rename column failures to attempts;
alter table job add column org_id uuid references organization;
alter table job add column given_up_at timestamptz;       -- no further attempt
delete from job where payload->>'org' is null;            -- its import or release is gone
update job set org_id = (payload->>'org')::uuid, given_up_at = case when attempts >= 5 then clock() end,
  attempts = case when attempts >= 5 then attempts else 0 end;
alter table job alter column org_id set not null;
drop index job_due;
create index job_due on job (name, run_at) where given_up_at is null;
