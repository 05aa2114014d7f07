create table stored_file (                         -- files/ alone: every file in the store
  key text primary key,
  org_id uuid not null references organization,
  project_id uuid references project,
  about text not null,                             -- the table of the row that it belongs to, and the row
  about_id uuid not null,
  size bigint,                                     -- null while it arrives
  sha256 bytea,
  created_at timestamptz not null default clock());

-- A size of 0 was written before a file had arrived; what was taken back has no file any more.
insert into stored_file (key, org_id, project_id, about, about_id, size, created_at)
select blob, org_id, project_id, 'import', id, nullif(size, 0), created_at from import where state <> 'taken-back';
insert into stored_file (key, org_id, project_id, about, about_id, size, sha256, created_at)
select f.blob, f.org_id, r.project_id, 'release', r.id, f.size, f.sha256, coalesce(r.finished_at, r.created_at)
from release_file f join release r on r.id = f.release_id;
