import type { Submitted } from "#contract/work.ts";
import { type AnswerBody, remapAnswer } from "#kinds/answer.ts";
import { stageKind } from "#workflow/index.ts";
import type { Change } from "../../db/change.ts";
import { AppError } from "../../errors.ts";
import { addAnswer, readBody } from "./add-answer.ts";
import { orderOf, placeIn } from "./assignment.ts";
import { decide } from "./decide.ts";
import { formOf, readUnder } from "./forms-of-answers.ts";
import type { LockedWork } from "./lock-assignment.ts";
import { takeAgain } from "./open-subject.ts";
import { SLOT } from "./statements.ts";
import type { Submission } from "./submission.ts";
import { askedAnew } from "./top-up.ts";

/**
 * Submits what a top-up asks, as the next version of the answer that it is about: the old values, as they read under the
 * new version of the form, and the new ones. From there it takes the way of any answer that its author submits.
 * @throws AppError incomplete; already_decided where the answer has changed since; not_held when another person has the work
 */
export async function submitTopUp(
  tx: Change,
  { item, row, standing }: LockedWork,
  submission: Submission,
): Promise<Submitted> {
  const late = !row.held;
  if (late) await takeAgain(tx, row);
  const { place, head } = standing;
  if (place.state !== SLOT.done || head?.id !== row.subject_id) throw new AppError("already_decided");
  const order = await orderOf(tx.client, tx.org, row);
  const form = await formOf(tx.client, tx.org, row.form_version_id);
  const under = { org: tx.org, project: row.project_id, form: row.form_version_id };
  const { body: read, steps } = await readUnder(tx.client, under, head, { candidates: order.length });
  const asked = new Set(askedAnew(form, steps, read));
  const only = (values: AnswerBody, isAsked: boolean): AnswerBody =>
    Object.fromEntries(Object.entries(values).filter(([name]) => asked.has(name) === isAsked));
  const kept = only(remapAnswer(form, read, placeIn(order)), false);
  const body = readBody(form, only(submission.body, true), order, row.given, kept);
  const { confidence, spans } = submission;
  const version = { madeIn: row.slot_id, form: row.form_version_id, order, body, confidence, spans, late };
  const answer = addAnswer(tx, row, standing, version);
  await takePart(tx, row, place.round);
  const outcome = stageKind(row.work).outcomeOf!(true);
  const event = {
    ...({ kind: "done", stage: place.stage, outcome } as const),
    ...{ made: place.stage, chance: Math.random },
  };
  // The version before was accepted and counted; whether this one is too, the workflow says anew.
  if (place.counts) item.accepted -= 1;
  const ended = { slot: row.slot_id, assignment: row.id };
  const accepted = await decide(tx, item, standing, event, { id: answer.id, body }, ended);
  tx.event({
    kind: "answer.topped-up",
    project: row.project_id,
    item: row.item_id,
    body: {
      ...{ slot: row.slot_id, item: row.item_id, answer: answer.id, n: answer.n, hash: answer.hash },
      author: place.holder!,
    },
  });
  return { outcome: accepted ? "accepted" : "submitted", late, canTakeBack: false };
}

/** Whoever adds to an answer takes part in its own round too, so that no review of it is offered to them. */
async function takePart(tx: Change, row: LockedWork["row"], round: number): Promise<void> {
  await tx.client.query(
    `insert into participation (item_id, conflict_group, round, agent_id, org_id, stage) values ($1, $2, $3, $4, $5, $6)
     on conflict do nothing`,
    [row.item_id, row.conflict_group, round, tx.agent, tx.org, row.stage],
  );
}
