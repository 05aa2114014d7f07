import type { ObjectionReason } from "#contract/work.ts";
import type { Change } from "../../db/change.ts";
import { newId } from "../../db/id.ts";
import { AppError } from "../../errors.ts";
import { type AssignmentRow, findAssignment } from "./assignment.ts";
import { lockSlot } from "./lock-assignment.ts";
import { dropDraft } from "./save-draft.ts";
import { KEPT } from "./statements.ts";

export interface Objection {
  project: string;
  assignment: string;
  reason: ObjectionReason;
  note: string;
}

/** Gives a piece of work up: another person gets it, unless it was for this one, who is not offered the item again. */
export async function skipWork(tx: Change, objection: Objection): Promise<void> {
  const row = await holdFor(tx, objection.project, objection.assignment);
  await addObjection(tx, row, "skip", objection);
  await tx.client.query(
    "update participation set stage = 'skipped' where item_id = $1 and conflict_group = $2 and round = $3 and agent_id = $4 and org_id = $5",
    [row.item_id, row.conflict_group, row.round, tx.agent, tx.org],
  );
  await putBack(tx, row.slot_id);
  await dropDraft(tx, row.id);
}

/** Says that something is wrong with an item, of which its managers are told; the work goes on. */
export async function flagItem(tx: Change, objection: Objection): Promise<void> {
  const key = { assignment: objection.assignment, agent: tx.agent, project: objection.project, org: tx.org };
  const row = await findAssignment(tx.client, key);
  await addObjection(tx, row, "flag", objection);
}

/** Puts a piece of work back untouched: rework waits for its author, all else is open; without a draft to them too. */
export async function releaseWork(tx: Change, project: string, assignment: string): Promise<void> {
  const row = await holdFor(tx, project, assignment);
  await tx.client.query(
    `delete from participation p where p.item_id = $1 and p.conflict_group = $2 and p.round = $3 and p.agent_id = $4
       and p.org_id = $7 and not exists (select from slot where id = $6 and kept_for is not null)
       and not exists (select from draft where assignment_id = $5) and not exists (select from answer where slot_id = $6)`,
    [row.item_id, row.conflict_group, row.round, tx.agent, row.id, row.slot_id, tx.org],
  );
  await tx.client.query(
    `update slot s set lease_until = null, parked = false, ahead = not w.mine, state = case when w.mine then 5 else 0 end,
       holder = case when w.mine then holder end, reserved_for = case when w.mine or ${KEPT} then holder else kept_for end
     from (select exists (select from answer where slot_id = $1 and agent_id = $2) as mine) w
     where s.id = $1 and s.org_id = $3`,
    [row.slot_id, tx.agent, tx.org],
  );
  tx.event({ kind: "slot.released", project, item: row.item_id, body: { slot: row.slot_id } });
}

async function holdFor(tx: Change, project: string, assignment: string): Promise<AssignmentRow> {
  const key = { assignment, agent: tx.agent, project, org: tx.org };
  const found = await findAssignment(tx.client, key);
  await lockSlot(tx, found.slot_id);
  const row = await findAssignment(tx.client, key);
  if (!row.held) throw new AppError("not_held");
  return row;
}

async function putBack(tx: Change, slot: number): Promise<void> {
  await tx.client.query(
    `update slot set state = case when kept_for is null then 0 else 4 end, holder = null, lease_until = null, parked = false, ahead = kept_for is null
     where id = $1 and org_id = $2`,
    [slot, tx.org],
  );
}

async function addObjection(
  tx: Change,
  row: AssignmentRow,
  kind: "skip" | "flag",
  objection: Objection,
): Promise<void> {
  const id = newId();
  await tx.client.query(
    `insert into objection (id, org_id, project_id, item_id, slot_id, agent_id, kind, reason, note)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [id, tx.org, row.project_id, row.item_id, row.slot_id, tx.agent, kind, objection.reason, objection.note],
  );
  tx.event({
    kind: kind === "skip" ? "slot.skipped" : "item.flagged",
    project: row.project_id,
    item: row.item_id,
    body: { slot: row.slot_id, objection: id, reason: objection.reason },
  });
}
