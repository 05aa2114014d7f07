import type { Submitted } from "#contract/work.ts";
import { stageKind } from "#workflow/index.ts";
import type { Change } from "../../db/change.ts";
import { AppError } from "../../errors.ts";
import { addAnswer, readBody } from "./add-answer.ts";
import { orderOf, topsUp } from "./assignment.ts";
import { decide, itemHash } from "./decide.ts";
import { formOf } from "./forms-of-answers.ts";
import { judgeRules } from "./judged-rules.ts";
import { type LockedWork, lockAssignment } from "./lock-assignment.ts";
import { keepDraft } from "./save-draft.ts";
import { readStanding } from "./standing.ts";
import { SLOT } from "./statements.ts";
import type { Submission } from "./submission.ts";
import { submitTopUp } from "./submit-top-up.ts";
import { submitVersion } from "./submit-version.ts";
import { takeOpenSlot } from "./take-open-slot.ts";

/**
 * Submits what a stage's work makes: an answer to the item, or a version of an answer that exists.
 * @throws AppError incomplete; already_decided when this assignment was submitted before under another key
 */
export async function submitWork(tx: Change, submission: Submission): Promise<Submitted> {
  const work = await lockAssignment(tx, submission, "version");
  if (topsUp(work.row)) return submitTopUp(tx, work, submission);
  const submit = stageKind(work.row.work).subject === "item" ? submitAnswer : submitVersion;
  return submit(tx, work, submission);
}

/**
 * Submits an answer. A late one (its lease was lost) takes any open slot of the item; where nothing of the item is
 * needed any more it is handed back and stays in the draft. Nobody who holds a slot is evicted.
 */
async function submitAnswer(tx: Change, work: LockedWork, submission: Submission): Promise<Submitted> {
  const { item, row } = work;
  if (row.latest && (row.state === SLOT.submitted || row.state === SLOT.done))
    throw new AppError("already_decided", { message: "You already submitted this." });
  const order = await orderOf(tx.client, tx.org, row);
  const form = await formOf(tx.client, tx.org, row.form_version_id);
  const body = readBody(form, submission.body, order, row.given);
  const late = !row.held;
  const about = { project: row.project_id, item: row.item_id };
  const slot = row.held ? row.slot_id : item.state === "cancelled" ? null : await takeOpenSlot(tx, row);
  if (slot === null) {
    await keepDraft(tx, row, submission.body);
    tx.event({ kind: "answer.handed-back", ...about, body: { assignment: row.id } });
    return { outcome: "handed-back", late: true, canTakeBack: false };
  }
  const standing = row.held ? work.standing : await readStanding(tx, item, slot);
  const { confidence, spans } = submission;
  const version = { madeIn: slot, form: row.form_version_id, order, body, confidence, spans, late };
  const answer = addAnswer(tx, row, standing, version);
  await judgeRules(tx, row, { answer: answer.id, slot, body: submission.body });
  const outcome = stageKind(row.work).outcomeOf!(true);
  const event = { kind: "done", stage: row.stage, outcome, made: row.stage, chance: Math.random } as const;
  const accepted = await decide(tx, item, standing, event, { id: answer.id, body }, { assignment: row.id });
  const { id, n, hash } = answer;
  const made = { [`answer/${id}`]: answer.proof, [`item_state/${item.id}`]: itemHash(tx, item, standing) };
  tx.event({ kind: "answer.submitted", ...about, body: { slot, answer: id, n, hash, late } }, made);
  return { outcome: accepted ? "accepted" : "submitted", late, canTakeBack: true };
}
