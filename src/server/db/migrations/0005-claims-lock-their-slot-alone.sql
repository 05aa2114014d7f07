-- Five foreign keys made each claim lock the item and the agent in their tables, and write those pages: a sixth of its
-- cost. Agents are never deleted, nor are items and slots once somebody met them; the checker counts orphans.
alter table assignment
  drop constraint assignment_slot_id_fkey,
  drop constraint assignment_item_id_fkey,
  drop constraint assignment_agent_id_fkey;
alter table participation
  drop constraint participation_item_id_fkey,
  drop constraint participation_agent_id_fkey;
