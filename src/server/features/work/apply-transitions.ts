import {
  type Stage,
  type Transition,
  transitions,
  type Workflow,
  type WorkflowEvent,
} from "#workflow/index.ts";
import type { Change } from "../../db/change.ts";
import { run, type Statement } from "../../db/pool.ts";
import { AppError } from "../../http/errors.ts";
import type { AssignmentKey, AssignmentRow } from "./assignment.ts";
import { projectOf, queueOf, slotPosition } from "./queues.ts";
import { LOCK_ASSIGNMENT, LOCK_ITEM, SLOT } from "./statements.ts";

/** An item while a decision on it is made: its state row is locked, so decisions on one item happen one by one. */
export interface LockedItem {
  id: string;
  project: string;
  state: "working" | "review" | "done" | "cancelled";
  accepted: number;
  priority: number;
}

/** Locks an item for a decision. Everything that decides locks the item first and slots after. */
export async function lockItem(tx: Change, project: string, item: string): Promise<LockedItem> {
  const [row] = await run<Omit<LockedItem, "id" | "project">>(tx.client, LOCK_ITEM, [item, tx.org, project]);
  if (!row) throw new Error(`no item ${item} in ${project}`);
  return { id: item, project, ...row };
}

/**
 * Locks the item and the slot of one of the agent's own assignments, for a decision on it.
 * @throws AppError not_found for anybody else's, or where the work is of another kind
 */
export async function lockAssignment(
  tx: Change,
  key: Pick<AssignmentKey, "project" | "assignment">,
  work: AssignmentRow["work"],
): Promise<{ item: LockedItem; row: AssignmentRow }> {
  type Locked = AssignmentRow & { item_state: LockedItem["state"]; accepted: number; priority: number };
  const values = [key.assignment, tx.agent, key.project, tx.org];
  const [row] = await run<Locked>(tx.client, LOCK_ASSIGNMENT, values);
  if (row?.work !== work) throw new AppError("not_found");
  const { item_id: id, project_id: project, item_state: state, accepted, priority } = row;
  return { item: { id, project, state, accepted, priority }, row };
}

/** Locks a slot, so that its lease cannot end, nor somebody else take it, while a decision is made. */
export async function lockSlot(tx: Change, slot: number): Promise<void> {
  await tx.client.query({
    name: "lock-slot",
    text: "select from slot where id = $1 and org_id = $2 for update",
    values: [slot, tx.org],
  });
}

const COUNT: Statement = {
  name: "count-slots",
  text: `select count(*) filter (where s.state not in (4, 6)) as needed, count(*) as slots
         from slot s where s.item_id = $1 and s.org_id = $2 and s.subject_id is null and s.round = $3`,
};
const SET_SLOT: Statement = {
  name: "set-slot",
  text: `update slot set state = $2::smallint, lease_until = null, parked = false,
           reserved_for = case when $2::smallint = 5 then holder end where id = $1 and org_id = $3`,
};
/** What a transition makes of the slot of the answer in question. */
const STATE_AFTER: { [what in Transition["do"]]?: number } = {
  wait: SLOT.submitted,
  accept: SLOT.done,
  return: SLOT.returned,
  reject: SLOT.rejected,
};
const WITHDRAW: Statement = {
  name: "withdraw-reviews",
  text: "update slot set state = 4 where subject_id = $1 and state = 0 and org_id = $2",
};
const SET_ITEM: Statement = {
  name: "set-item",
  text: `update item_state set accepted = $2, changed_at = clock(), state = case when $3 then 'done'
           when exists (select from slot where item_id = $1 and state = 2) then 'review' else 'working' end
         where item_id = $1 and org_id = $4 and project_id = $5`,
};
const ADD_SLOT: Statement = {
  name: "add-slot",
  text: `insert into slot (org_id, item_id, queue_id, n, round, position, subject_id, p_selected, ahead)
         values ($1, $2, $3, $4, $5, $6, $7, $8, true)`,
};

/** What an event is about: the slot whose answer is decided on, and that answer. */
export interface Subject {
  slot: number;
  round: number;
  answer: string;
  workflow: Workflow;
}

/**
 * Lets the workflow say what follows from an event and does it, in the open transaction.
 * @returns whether the answer counts now
 */
export async function applyEvent(
  tx: Change,
  item: LockedItem,
  subject: Subject,
  event: WorkflowEvent,
): Promise<boolean> {
  const [count] = await run<{ needed: number; slots: number }>(tx.client, COUNT, [
    item.id,
    tx.org,
    subject.round,
  ]);
  const next = transitions(subject.workflow, { accepted: item.accepted, ...count! }, event);
  const does = (what: Transition["do"]) => next.some((transition) => transition.do === what);
  for (const transition of next) {
    const state = STATE_AFTER[transition.do];
    if (state !== undefined) await run(tx.client, SET_SLOT, [subject.slot, state, tx.org]);
    if (transition.do === "withdraw") await run(tx.client, WITHDRAW, [subject.answer, tx.org]);
    if (transition.do === "open") await openSlot(tx, item, subject, transition);
  }
  const accepted = item.accepted + (does("accept") ? 1 : 0);
  await run(tx.client, SET_ITEM, [item.id, accepted, does("finish"), tx.org, item.project]);
  item.accepted = accepted;
  return does("accept");
}

async function openSlot(
  tx: Change,
  item: LockedItem,
  subject: Subject,
  opening: Extract<Transition, { do: "open" }>,
): Promise<void> {
  const project = await projectOf(tx, item.project);
  const { rows } = await tx.client.query<{ attributes: Record<string, unknown>; position: number }>(
    "select attributes, position from item where id = $1 and org_id = $2 and project_id = $3",
    [item.id, tx.org, item.project],
  );
  const { attributes, position } = rows[0]!;
  const stage = subject.workflow.stages.find((candidate: Stage) => candidate.name === opening.stage)!;
  const queue = await queueOf(tx, item.project, project, stage, attributes);
  const about = opening.about === "answer" ? subject.answer : null;
  const place = slotPosition(item.priority, position, opening.n % 32);
  const values = [tx.org, item.id, queue, opening.n, subject.round, place, about, opening.selected];
  await run(tx.client, ADD_SLOT, values);
}
