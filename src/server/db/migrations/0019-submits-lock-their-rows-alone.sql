-- Each submit and review checked up to nine foreign keys, and so locked the one row of the form, the guide and the workflow
-- in force, which every other submit locks at the same moment. None of these rows is ever deleted; the checker counts
-- orphans.
alter table answer
  drop constraint answer_form_version_id_fkey,
  drop constraint answer_guide_version_id_fkey,
  drop constraint answer_workflow_version_id_fkey,
  drop constraint answer_project_id_fkey,
  drop constraint answer_item_id_fkey,
  drop constraint answer_slot_id_fkey,
  drop constraint answer_made_slot_id_fkey,
  drop constraint answer_agent_id_fkey;
alter table review
  drop constraint review_form_version_id_fkey,
  drop constraint review_guide_version_id_fkey,
  drop constraint review_workflow_version_id_fkey,
  drop constraint review_project_id_fkey,
  drop constraint review_item_id_fkey,
  drop constraint review_slot_id_fkey,
  drop constraint review_agent_id_fkey;
alter table item_state drop constraint item_state_workflow_version_id_fkey;
