import type { Change } from "../../db/change.ts";
import { AppError } from "../../errors.ts";
import { reopenAnswer } from "../work/index.ts";
import { lockJudging } from "./lock-judging.ts";

/** $1 round, $2 project, $3 organization. In the order of items, in which everybody locks them. */
const BROKEN = `
select distinct f.item_id as item, f.answer_id as answer, h.slot_id as slot
from judging_finding f join answer_head h on h.id = f.answer_id and h.state = 'accepted'
where f.round = $1 and f.project_id = $2 and f.org_id = $3 and f.judgement = 'broken' order by f.item_id, h.slot_id`;

/**
 * Sends the answers back to their authors that a re-review found to break one of its rules, once each.
 * @returns how many; those stay accepted whose author has left, or that have changed since
 * @throws AppError not_found, also for a calibration, whose answers count for nothing
 */
export async function sendBack(tx: Change, project: string, judging: string): Promise<number> {
  const { round, isDrawn } = await lockJudging(tx, project, judging);
  if (!isDrawn) throw new AppError("not_found");
  type Row = { item: string; answer: string; slot: number };
  const { rows } = await tx.client.query<Row>(BROKEN, [round, project, tx.org]);
  let sent = 0;
  for (const row of rows) if (await reopenAnswer(tx, { project, ...row })) sent++;
  return sent;
}
