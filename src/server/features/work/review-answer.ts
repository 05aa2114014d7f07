import type { TimeSpan } from "#contract/entities.ts";
import type { Citation } from "#contract/findings.ts";
import type { Submitted } from "#contract/work.ts";
import { type AnswerBody, readAnswer } from "#kinds/answer.ts";
import { stageKind } from "#workflow/index.ts";
import type { Change } from "../../db/change.ts";
import { newId } from "../../db/id.ts";
import type { Statement } from "../../db/pool.ts";
import { AppError } from "../../errors.ts";
import { citeRules } from "../findings/index.ts";
import { addAnswer, readBody } from "./add-answer.ts";
import { orderOf, type WorkRow } from "./assignment.ts";
import { cutSpans } from "./cut-spans.ts";
import { decide } from "./decide.ts";
import { formOf } from "./forms-of-answers.ts";
import { lockAssignment } from "./lock-assignment.ts";
import { openSubject } from "./open-subject.ts";
import { judgeAgain } from "./re-review-round.ts";
import type { Head, Standing } from "./standing.ts";

export interface Decision {
  project: string;
  assignment: string;
  decision: "accept" | "fix" | "return" | "reject";
  reason: string;
  score: number | null;
  body: AnswerBody | null;
  spans: TimeSpan[];
  rules: Citation[];
}

/**
 * Decides on one answer. A fix adds a version by the reviewer, so that the difference is kept; a return goes back to
 * the author, who is notified; a rejection opens the place for another person.
 * In a round of another kind than the answer's own, its rules are judged and the answer stays as it is.
 * @throws AppError reason_needed for return and reject; unknown_rule; already_decided; not_held when another person has the review
 */
export async function reviewAnswer(tx: Change, decision: Decision): Promise<Submitted> {
  const work = await lockAssignment(tx, decision, "verdict");
  const { item, row, standing } = work;
  if (row.round !== standing.place.round) return judgeAgain(tx, work, decision);
  const goesOn = stageKind(row.work).outcomes[decision.decision] === "forward";
  if (!goesOn && decision.reason.trim() === "") {
    throw new AppError("reason_needed", {
      fields: { reason: "Say what is wrong, so that the author can learn from it." },
    });
  }
  const head = await openSubject(tx, work);
  const fix = decision.decision === "fix" ? await addFix(tx, row, standing, head, decision) : null;
  await addReview(tx, row, standing, head, { ...decision, fixed: fix?.id ?? null });
  const event = {
    ...({ kind: "done", stage: row.stage, outcome: decision.decision } as const),
    ...{ made: standing.place.stage, chance: Math.random },
  };
  const form = await formOf(tx.client, tx.org, head.form);
  const answer = fix ?? { id: head.id, body: readAnswer(form, head) };
  const accepted = await decide(tx, item, standing, event, answer, { slot: row.slot_id, assignment: row.id });
  return { outcome: accepted ? "accepted" : "submitted", late: !row.held, canTakeBack: false };
}

async function addFix(tx: Change, row: WorkRow, standing: Standing, head: Head, decision: Decision) {
  const order = await orderOf(tx.client, tx.org, row);
  const body = readBody(await formOf(tx.client, tx.org, head.form), decision.body ?? {}, order, row.given);
  const { id } = addAnswer(tx, row, standing, {
    ...{ madeIn: row.slot_id, form: head.form, order, body },
    ...{ confidence: null, spans: decision.spans, late: false },
  });
  return { id, body };
}

const INSERT: Statement = {
  name: "review-insert",
  text: `insert into review (id, org_id, project_id, item_id, slot_id, answer_id, agent_id, decision, reason, score,
           fixed_answer_id, form_version_id, guide_version_id, workflow_version_id, spans, sampling)
         select $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15,
           case when s.p_selected is not null then jsonb_build_object('rule', 'random', 'p', s.p_selected) end
         from slot s where s.id = $5 and s.org_id = $2`,
};

/** Writes the review down. */
async function addReview(
  tx: Change,
  row: WorkRow,
  standing: Standing,
  head: Head,
  { decision, reason, score, spans, rules, fixed }: Decision & { fixed: string | null },
): Promise<void> {
  const id = newId();
  tx.send(INSERT, [
    ...[id, tx.org, row.project_id, row.item_id, row.slot_id, row.subject_id, tx.agent, decision],
    ...[
      reason.trim(),
      score,
      fixed,
      head.form,
      row.guide_version_id,
      standing.workflow,
      JSON.stringify(cutSpans(spans, row.passed_ms)),
    ],
  ]);
  const about = { project: row.project_id, item: row.item_id };
  const judged = { ...about, answer: head.id, review: id, under: row.guide_version_id };
  const findings = await citeRules(tx, judged, rules);
  tx.event({
    kind: "answer.reviewed",
    ...about,
    body: { review: id, answer: head.id, decision, score, fixed, ...(findings.length > 0 && { findings }) },
  });
}
