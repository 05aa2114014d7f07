import type { TimeSpan } from "#contract/entities.ts";
import type { Submitted } from "#contract/work.ts";
import type { AnswerBody } from "#kinds/answer.ts";
import type { Workflow } from "#workflow/index.ts";
import type { Change } from "../../db/change.ts";
import { newId } from "../../db/id.ts";
import { AppError } from "../../http/errors.ts";
import { addAnswer, readBody } from "./add-answer.ts";
import { applyEvent, lockAssignment } from "./apply-transitions.ts";
import { type AssignmentRow, formOf, orderOf } from "./assignment.ts";
import { dropDraft } from "./save-draft.ts";
import { SLOT } from "./statements.ts";

export interface Decision {
  project: string;
  assignment: string;
  decision: "accept" | "fix" | "return" | "reject";
  reason: string;
  score: number | null;
  body: AnswerBody | null;
  spans: TimeSpan[];
}

interface SubjectRow {
  slot: number;
  author: string;
  form: string;
  guide: string | null;
  workflow: string;
  graph: Workflow;
  round: number;
  current: boolean;
  p_selected: number | null;
}

/**
 * Decides on one answer. A fix adds a version by the reviewer, so that the difference is kept; a return goes back to
 * the author, who is told; a rejection opens the place for somebody else.
 * @throws AppError reason_needed for return and reject; already_decided; not_held when the review is in other hands
 */
export async function reviewAnswer(tx: Change, decision: Decision): Promise<Submitted> {
  if ((decision.decision === "return" || decision.decision === "reject") && decision.reason.trim() === "") {
    throw new AppError("reason_needed", {
      fields: { reason: "Say what is wrong, so that the author can learn from it." },
    });
  }
  const { item, row } = await lockAssignment(tx, decision, "review");
  const late = !row.held;
  if (late) await takeAgain(tx, row);
  const subject = await subjectOf(tx, row);
  if (!subject.current || subject.author === tx.agent) throw new AppError("already_decided");
  const fixed = decision.decision === "fix" ? (await addFix(tx, row, subject, decision)).id : null;
  await addReview(tx, row, subject, { ...decision, fixed });
  const about = {
    slot: subject.slot,
    round: subject.round,
    answer: row.subject_id!,
    workflow: subject.graph,
  };
  const event = { kind: "reviewed", stage: row.stage, decision: decision.decision } as const;
  const accepted = await applyEvent(tx, item, about, event);
  await dropDraft(tx, row.id);
  return { outcome: accepted ? "accepted" : "submitted", late, canTakeBack: false };
}

/** Writes the review down and ends the reviewer's lease. */
async function addReview(
  tx: Change,
  row: AssignmentRow,
  subject: SubjectRow,
  { decision, reason, score, spans, fixed }: Decision & { fixed: string | null },
): Promise<void> {
  const id = newId();
  const sampling = subject.p_selected === null ? null : { rule: "random", p: subject.p_selected };
  await tx.client.query(
    `insert into review (id, org_id, project_id, item_id, slot_id, answer_id, agent_id, decision, reason, score, fixed_answer_id,
       form_version_id, guide_version_id, workflow_version_id, sampling, spans)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)`,
    [
      ...[id, tx.org, row.project_id, row.item_id, row.slot_id, row.subject_id, tx.agent],
      ...[decision, reason.trim(), score, fixed, subject.form, subject.guide, subject.workflow],
      ...[sampling && JSON.stringify(sampling), JSON.stringify(spans)],
    ],
  );
  await tx.client.query(
    "update slot set state = 3, lease_until = null, parked = false where id = $1 and org_id = $2",
    [row.slot_id, tx.org],
  );
  tx.event({
    kind: "answer.reviewed",
    project: row.project_id,
    item: row.item_id,
    body: { review: id, answer: row.subject_id!, decision, score, fixed },
  });
}

async function subjectOf(tx: Change, row: AssignmentRow): Promise<SubjectRow> {
  const { rows } = await tx.client.query<SubjectRow>(
    `select a.slot_id as slot, a.agent_id as author, a.form_version_id as form, p.guide_version_id as guide,
       a.workflow_version_id as workflow, w.graph, s.round, r.p_selected,
       s.state = 2 and a.n = (select max(n) from answer where slot_id = a.slot_id) as current
     from answer a join slot s on s.id = a.slot_id join slot r on r.id = $3
     join project p on p.id = a.project_id join workflow_version w on w.id = a.workflow_version_id
     where a.id = $1 and a.org_id = $2 and a.project_id = $4`,
    [row.subject_id, tx.org, row.slot_id, row.project_id],
  );
  return rows[0]!;
}

/** A review whose lease was lost goes on where nobody else has taken it. */
async function takeAgain(tx: Change, row: AssignmentRow): Promise<void> {
  const { rowCount } = await tx.client.query(
    `update slot set state = 1, holder = $2, assignment_id = $3, lease_until = clock(), ahead = false
     where id = $1 and state = 0 and org_id = $4`,
    [row.slot_id, tx.agent, row.id, tx.org],
  );
  if (rowCount === 0) throw new AppError(row.state === SLOT.leased ? "not_held" : "already_decided");
}

async function addFix(tx: Change, row: AssignmentRow, subject: SubjectRow, decision: Decision) {
  const order = await orderOf(tx.client, tx.org, row);
  const form = await formOf(tx.client, tx.org, subject.form);
  return addAnswer(tx, {
    project: row.project_id,
    item: row.item_id,
    slot: subject.slot,
    stage: row.stage,
    formVersion: subject.form,
    order,
    body: readBody(form, decision.body ?? {}, order),
    confidence: null,
    spans: decision.spans,
    late: false,
  });
}
