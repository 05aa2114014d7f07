import type { Attributes } from "#content/index.ts";
import type { Submitted } from "#contract/work.ts";
import { ruleKey } from "#kinds/answer.ts";
import { stageKind } from "#workflow/index.ts";
import type { Change } from "../../db/change.ts";
import { AppError } from "../../errors.ts";
import { addRound } from "./add-round.ts";
import { endSlot } from "./decide.ts";
import { judgeRules } from "./judged-rules.ts";
import type { LockedWork } from "./lock-assignment.ts";
import { takeAgain } from "./open-subject.ts";
import { projectOf, queueFinder } from "./queues.ts";
import type { Decision } from "./review-answer.ts";
import { dropDraft } from "./save-draft.ts";
import { SLOT } from "./statements.ts";

/** An accepted answer that is to be reviewed once more. */
export interface AcceptedAnswer {
  answer: string;
  slot: number;
  item: string;
  attributes: Attributes;
}

/** $1 organization, $2 project, $3 round, $4 answers with their queues, $5 the chance of each. Nobody is offered their own. */
const OPEN = `
with asked as (
  insert into slot (org_id, item_id, queue_id, n, round, counts, position, subject_id, p_selected, ahead)
  select $1, o.item, o.queue, s.n, $3, false, s.position, o.answer, $5, true
  from jsonb_to_recordset($4) as o(item uuid, answer uuid, slot bigint, queue int) join slot s on s.id = o.slot and s.org_id = $1
  returning item_id, queue_id, position, subject_id),
offered as (
  update queue q set head = least(q.head, o.first) from (
    select queue_id, min(position) - 1 as first from asked group by queue_id) o where o.queue_id = q.id)
insert into participation (item_id, conflict_group, round, agent_id, org_id, stage)
select distinct k.item_id, q.conflict_group, $3::smallint, made.agent_id, $1::uuid, 'skipped'
from asked k join queue q on q.id = k.queue_id and q.project_id = $2
join answer given on given.id = k.subject_id join answer made on made.slot_id = given.slot_id`;

/**
 * Opens a round in which accepted answers are reviewed once more, by whoever reviews.
 * @param chance the probability with which each was drawn
 * @returns its number; null where the workflow has no reviews
 */
export async function openReReview(
  tx: Change,
  { project, answers, chance }: { project: string; answers: AcceptedAnswer[]; chance: number },
): Promise<number | null> {
  const { settings, graph } = await projectOf(tx, project);
  const stage = graph.stages.find(({ kind }) => stageKind(kind).makes === "verdict");
  if (!stage) return null;
  const find = queueFinder(tx, project, settings);
  const pieces = [];
  for (const { attributes, ...piece } of answers)
    pieces.push({ ...piece, queue: await find(stage, attributes) });
  const round = await addRound(tx, project, "re-review");
  await tx.client.query(OPEN, [tx.org, project, round, JSON.stringify(pieces), chance]);
  return round;
}

/**
 * Says of an accepted answer whether it keeps the rules of a re-review. The answer stays as it is.
 * @throws AppError incomplete; already_decided where the answer has changed since, or is the person's own; not_held
 */
export async function judgeAgain(
  tx: Change,
  { row, standing }: LockedWork,
  { rules }: Pick<Decision, "rules">,
): Promise<Submitted> {
  if (!row.held) await takeAgain(tx, row);
  const { place, head } = standing;
  if (place.state !== SLOT.done || head?.id !== row.subject_id || place.holder === tx.agent)
    throw new AppError("already_decided");
  const body = Object.fromEntries(rules.map(({ rule, judgement }) => [ruleKey(rule), judgement]));
  await judgeRules(tx, row, { answer: head.id, slot: row.slot_id, body });
  endSlot(tx, row.project_id, row.slot_id);
  await dropDraft(tx, row.id);
  return { outcome: "submitted", late: !row.held, canTakeBack: false };
}
