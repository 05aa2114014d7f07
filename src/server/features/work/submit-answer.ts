import type { TimeSpan } from "#contract/entities.ts";
import type { Submitted } from "#contract/work.ts";
import type { AnswerBody } from "#kinds/answer.ts";
import type { Change } from "../../db/change.ts";
import { AppError } from "../../http/errors.ts";
import { addAnswer, readBody } from "./add-answer.ts";
import { applyEvent, lockAssignment } from "./apply-transitions.ts";
import { type AssignmentRow, formOf, orderOf } from "./assignment.ts";
import { dropDraft, keepDraft } from "./save-draft.ts";
import { SLOT } from "./statements.ts";

export interface Submission {
  project: string;
  assignment: string;
  body: AnswerBody;
  confidence: number | null;
  spans: TimeSpan[];
}

/**
 * Submits an answer. A late one (its lease was lost) takes any open slot of the item; where nothing of the item is
 * needed any more it is handed back and stays in the draft. Nobody who holds a slot is evicted.
 * @throws AppError incomplete; already_decided when this assignment was submitted before under another key
 */
export async function submitAnswer(tx: Change, submission: Submission): Promise<Submitted> {
  const { item, row } = await lockAssignment(tx, submission, "answer");
  const isSubmitted = row.state === SLOT.submitted || row.state === SLOT.done;
  if (isSubmitted && (await isLatest(tx, row)))
    throw new AppError("already_decided", { message: "You submitted this already." });
  const order = await orderOf(tx.client, tx.org, row);
  const form = await formOf(tx.client, tx.org, row.form_version_id);
  const body = readBody(form, submission.body, order);
  const slot = row.held ? row.slot_id : item.state === "cancelled" ? null : await takeOpenSlot(tx, row);
  if (slot === null) {
    await keepDraft(tx, row, submission.body);
    tx.event({
      kind: "answer.handed-back",
      project: row.project_id,
      item: row.item_id,
      body: { assignment: row.id },
    });
    return { outcome: "handed-back", late: true, canTakeBack: false };
  }
  const answer = await addAnswer(tx, {
    project: row.project_id,
    item: row.item_id,
    slot,
    stage: row.stage,
    formVersion: row.form_version_id,
    order,
    body,
    confidence: submission.confidence,
    spans: submission.spans,
    late: !row.held,
  });
  const subject = { slot, round: row.round, answer: answer.id, workflow: answer.workflow };
  const accepted = await applyEvent(tx, item, subject, {
    kind: "submitted",
    stage: row.stage,
    chance: Math.random(),
  });
  await dropDraft(tx, row.id);
  tx.event({
    kind: "answer.submitted",
    project: row.project_id,
    item: row.item_id,
    body: { slot, answer: answer.id, n: answer.n, hash: answer.hash, late: !row.held },
  });
  return { outcome: accepted ? "accepted" : "submitted", late: !row.held, canTakeBack: true };
}

/** Whether the slot was not handed over to anybody since. */
async function isLatest(tx: Change, row: AssignmentRow): Promise<boolean> {
  const text = "select from slot where id = $1 and assignment_id = $2 and org_id = $3";
  return (await tx.client.query(text, [row.slot_id, row.id, tx.org])).rows.length > 0;
}

/**
 * Takes any open slot of the item for a late answer, its own first, or one that was kept for this person.
 * Null where none is open, or where the person has answered the item otherwise.
 */
async function takeOpenSlot(tx: Change, row: AssignmentRow): Promise<number | null> {
  const { rows: other } = await tx.client.query(
    `select from answer a join slot s on s.id = a.slot_id
     where a.item_id = $1 and a.agent_id = $2 and a.org_id = $3 and s.round = $4 and s.state in (1, 2, 3, 6)
       and a.stage = $5 limit 1`,
    [row.item_id, tx.agent, tx.org, row.round, row.stage],
  );
  if (other.length > 0) return null;
  const { rows } = await tx.client.query<{ id: number }>(
    `select s.id from slot s join queue q on q.id = s.queue_id
     where s.item_id = $1 and s.org_id = $2 and q.stage = $3 and s.round = $4 and s.subject_id is null
       and (s.state = 0 and s.reserved_for is null or s.state in (0, 5) and s.reserved_for = $6)
     order by s.id = $5 desc, s.id limit 1 for update of s`,
    [row.item_id, tx.org, row.stage, row.round, row.slot_id, tx.agent],
  );
  const slot = rows[0]?.id;
  if (slot === undefined) return null;
  const { rows: part } = await tx.client.query(
    `insert into participation as p (item_id, conflict_group, round, agent_id, org_id, stage) values ($1, $2, $3, $4, $5, $6)
     on conflict (item_id, conflict_group, round, agent_id) do update set stage = excluded.stage
       where p.stage in (excluded.stage, 'skipped') returning true`,
    [row.item_id, row.conflict_group, row.round, tx.agent, tx.org, row.stage],
  );
  if (part.length === 0) return null;
  await tx.client.query(
    `update slot set state = 1, holder = $2, assignment_id = $3, lease_until = clock(), reserved_for = null, ahead = false
     where id = $1 and org_id = $4`,
    [slot, tx.agent, row.id, tx.org],
  );
  return slot;
}
