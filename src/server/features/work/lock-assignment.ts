import { type StageKind, stageKind } from "#workflow/index.ts";
import type { Change } from "../../db/change.ts";
import { run, type Statement } from "../../db/pool.ts";
import { AppError } from "../../errors.ts";
import type { AssignmentKey, WorkRow } from "./assignment.ts";
import { presentStanding, type Standing, type StandingRow } from "./standing.ts";
import { LOCK_ASSIGNMENT, WORK } from "./statements.ts";

/** An item while a decision on it is made: its state row is locked, so decisions on one item happen one by one. */
export interface LockedItem {
  id: string;
  project: string;
  state: "new" | "working" | "review" | "done" | "cancelled";
  accepted: number;
  priority: number;
}

/** $1 item, $2 organization, $3 project */
const LOCK_ITEM: Statement = {
  name: "lock-item",
  text: `
insert into item_state as st (item_id, org_id, project_id, position, state, workflow_version_id)
select i.id, i.org_id, i.project_id, i.position, 'new', p.workflow_version_id
from item i join project p on p.id = i.project_id where i.id = $1 and i.org_id = $2 and i.project_id = $3
on conflict (item_id) do update set
  workflow_version_id = coalesce(st.workflow_version_id, excluded.workflow_version_id)
returning st.state, st.accepted, st.priority`,
};

/** Locks an item for a decision. Everything that decides locks the item first and slots after. */
export async function lockItem(tx: Change, project: string, item: string): Promise<LockedItem> {
  const [row] = await run<Omit<LockedItem, "id" | "project">>(tx.client, LOCK_ITEM, [item, tx.org, project]);
  if (!row) throw new Error(`no item ${item} in ${project}`);
  return { id: item, project, ...row };
}

/** A piece of work while a decision on it is made. */
export interface LockedWork {
  item: LockedItem;
  row: WorkRow;
  /** Where the answer that it is about stands. */
  standing: Standing;
}

/**
 * Locks the item and the slot of one of the agent's own assignments, for a decision on it.
 * @throws AppError not_found for another person's, or where the work of this stage is to make something else
 */
export async function lockAssignment(
  tx: Change,
  key: Pick<AssignmentKey, "project" | "assignment">,
  makes: StageKind["makes"],
): Promise<LockedWork> {
  const values = [key.assignment, tx.agent, key.project, tx.org];
  tx.send(LOCK_ASSIGNMENT, values);
  const [row] = await tx.send<WorkRow & StandingRow>(WORK, values);
  if (!row || stageKind(row.work).makes !== makes) throw new AppError("not_found");
  const { item_id: id, project_id: project, item_state: state, accepted, priority } = row;
  const item = { id, project, state, accepted, priority };
  return { item, row, standing: await presentStanding(tx, project, row) };
}

const LOCK_SLOT: Statement = {
  name: "lock-slot",
  text: "select from slot where id = $1 and org_id = $2 for update",
};

/** Locks a slot, so that its lease cannot end, nor another person take it, while a decision is made. */
export async function lockSlot(tx: Change, slot: number): Promise<void> {
  await run(tx.client, LOCK_SLOT, [slot, tx.org]);
}
