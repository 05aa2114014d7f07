import { canonical } from "#content/index.ts";
import type { Submitted } from "#contract/work.ts";
import { readAnswer } from "#kinds/answer.ts";
import { stageKind } from "#workflow/index.ts";
import type { Change } from "../../db/change.ts";
import { addAnswer, readBody } from "./add-answer.ts";
import { orderOf } from "./assignment.ts";
import { decide } from "./decide.ts";
import { formOf } from "./forms-of-answers.ts";
import type { LockedWork } from "./lock-assignment.ts";
import { openSubject } from "./open-subject.ts";
import type { Submission } from "./submission.ts";

/**
 * Submits the next version of another person's answer, which its author can compare with their own. What was left as
 * it is adds none.
 * @throws AppError incomplete; already_decided or not_held when the work was done or is held by another person
 */
export async function submitVersion(
  tx: Change,
  work: LockedWork,
  { body: sent, confidence, spans }: Submission,
): Promise<Submitted> {
  const { item, row, standing } = work;
  const head = await openSubject(tx, work);
  const order = await orderOf(tx.client, tx.org, row);
  const body = readBody(await formOf(tx.client, tx.org, row.form_version_id), sent, order, row.given);
  const isChanged =
    canonical(body) !== canonical(readAnswer(await formOf(tx.client, tx.org, head.form), head));
  const late = !row.held;
  const version = { madeIn: row.slot_id, form: row.form_version_id, order, body, confidence, spans, late };
  const made = isChanged ? addAnswer(tx, row, standing, version) : null;
  const outcome = stageKind(row.work).outcomeOf!(isChanged);
  const event = {
    kind: "done",
    stage: row.stage,
    outcome,
    made: standing.place.stage,
    chance: Math.random,
  } as const;
  const answer = { id: made?.id ?? head.id, body };
  const accepted = await decide(tx, item, standing, event, answer, { slot: row.slot_id, assignment: row.id });
  tx.event({
    kind: "answer.edited",
    project: row.project_id,
    item: row.item_id,
    body: {
      slot: row.slot_id,
      answer: answer.id,
      author: standing.place.holder!,
      outcome,
      hash: made?.hash ?? null,
    },
  });
  return { outcome: accepted ? "accepted" : "submitted", late, canTakeBack: false };
}
