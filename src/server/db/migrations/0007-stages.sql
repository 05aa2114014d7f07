-- A project has a list of forms; a stage names one or none. The form of the first release is each project's main form.
create table form (                                -- forms
  id uuid primary key,
  org_id uuid not null references organization,
  project_id uuid not null references project,
  key text not null,                               -- what stages name it by; never changes
  name text not null,
  version_id uuid references form_version,         -- the one in force; null until one is published
  created_at timestamptz not null default clock(),
  unique (project_id, key));
insert into form (id, org_id, project_id, key, name, version_id, created_at)
  select gen_random_uuid(), org_id, id, 'main', 'Main form', form_version_id, created_at from project;

-- Versions are still numbered within their project, whatever their form, so that a number names one of them.
alter table form_version add column form_id uuid references form;
alter table form_version disable trigger form_version_append_only;
update form_version v set form_id = f.id from form f where f.project_id = v.project_id;
alter table form_version enable trigger form_version_append_only;
alter table form_version alter form_id set not null;

alter table form_draft add column form_id uuid references form;
update form_draft d set form_id = f.id from form f where f.project_id = d.project_id;
alter table form_draft drop constraint form_draft_pkey, alter form_id set not null, add primary key (form_id);

alter table queue add column form_id uuid references form;   -- null: the form of the answer in question
update queue q set form_id = f.id from project p join workflow_version w on w.id = p.workflow_version_id
  join form f on f.project_id = p.id
  where p.id = q.project_id and q.stage = w.graph->'stages'->0->>'name';
alter table project drop column form_version_id;

-- A round of work on a project's items. Its kind says whether what is done in it counts; a slot carries that with it.
create table round (                               -- work
  project_id uuid references project,
  n smallint,
  org_id uuid not null references organization,
  kind text not null,
  counts boolean not null,
  created_at timestamptz not null default clock(),
  primary key (project_id, n));
insert into round (project_id, n, org_id, kind, counts, created_at)
  select id, 0, org_id, 'normal', true, created_at from project;
alter table slot add column counts boolean not null default true;

-- An item that was begun stays under one version of the workflow until it is done; null: it was not begun.
alter table item_state add column workflow_version_id uuid references workflow_version;
update item_state st set workflow_version_id = a.workflow_version_id from (
  select distinct on (item_id) item_id, workflow_version_id from answer order by item_id, at desc) a
  where a.item_id = st.item_id;

-- What a hand-over was made under, and the slot that a version of an answer was made in: a fix or an edit is made in
-- another than its author's. Null: handed over by the first release, which did not keep it.
alter table assignment add column guide_version_id uuid, add column workflow_version_id uuid;
alter table answer add column made_slot_id bigint references slot;
alter table answer disable trigger answer_append_only;
update answer a set made_slot_id = coalesce(
  (select r.slot_id from review r where r.fixed_answer_id = a.id), a.slot_id);
alter table answer enable trigger answer_append_only;
alter table answer alter made_slot_id set not null;
