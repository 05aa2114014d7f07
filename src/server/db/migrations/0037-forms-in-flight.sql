-- How answers to the version before are read under a version of a form: a list of questions with the question, options
-- and steps that they come from. Null: every question is read from the one of its name.
alter table form_version add column mapping jsonb;

-- Where each item that a form is asked of stands, by the answers that it needs.
create view form_item as
  select q.org_id, q.project_id, q.form_id, s.item_id,
    case when bool_or(s.state in (1, 5) or exists (select from draft d where d.item_id = s.item_id)) then 'in-progress'
      when bool_or(s.state = 2) then 'submitted'
      when bool_and(s.state = 3) then 'accepted'
      when bool_and(s.state = 0) then 'untouched'
      else 'in-progress' end as state
  from queue q join slot s on s.queue_id = q.id
  where s.subject_id is null and s.counts and s.state not in (4, 6)
  group by q.org_id, q.project_id, q.form_id, s.item_id;

-- The newest version in each place that is neither open nor given up, with the version of the form that it was made under.
create view form_answer as
  select a.org_id, a.project_id, v.form_id, v.n as form_n, a.item_id, a.slot_id, a.id, a.body, a.kinds,
    cardinality(a.shown_order) as candidates, slot_word(s.state) as state
  from answer a join slot s on s.id = a.slot_id join form_version v on v.id = a.form_version_id
  where s.state in (2, 3, 5) and s.counts and not exists (
    select from answer later where later.slot_id = a.slot_id and later.n > a.n);
