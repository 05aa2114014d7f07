-- Task types that no item should become any more, and what forms ask about each.

alter table task_type add column retired boolean check (retired); -- null: in use

create or replace view task_type_now as
  select distinct on (t.project_id, t.key) t.id, t.org_id, t.project_id, t.key, t.n, t.title, t.definition, t.parents, t.rules,
    t.examples, t.agent_id, t.at, t.retired is not null as retired
  from task_type t order by t.project_id, t.key, t.n desc;

-- The questions that published forms ask about some tasks alone.
create view task_question as
  select f.org_id, f.project_id, t.task, f.key as form, q->>'name' as name, q->>'title' as title
  from form f join form_version v on v.id = f.version_id
  cross join jsonb_array_elements(v.form->'questions') as q cross join jsonb_array_elements_text(q->'showIf'->'in') as t(task)
  where q->'showIf'->>'attribute' = 'skill';
