import { readAnswer, remapAnswer, type StoredAnswer } from "#kinds/answer.ts";
import type { Workflow } from "#workflow/index.ts";
import type { Change } from "../../db/change.ts";
import { AppError } from "../../http/errors.ts";
import { applyEvent, lockItem } from "./apply-transitions.ts";
import { findAssignment, formOf, orderOf, placeIn } from "./assignment.ts";
import { keepDraft } from "./save-draft.ts";
import { SLOT } from "./statements.ts";

/**
 * Takes a submit back: the work is in its author's hands again, the text in the draft; the submitted version stays
 * in the chain. Possible until somebody else has the item, and for unreviewed work as long as a lease lasts.
 * @throws AppError too_late
 */
export async function takeBack(tx: Change, project: string, assignment: string): Promise<void> {
  const key = { assignment, agent: tx.agent, project, org: tx.org };
  const found = await findAssignment(tx.client, key);
  const item = await lockItem(tx, project, found.item_id);
  const { rows } = await tx.client.query<
    StoredAnswer & {
      slot: number;
      state: number;
      answer: string;
      graph: Workflow;
      recent: boolean;
      touched: boolean;
    }
  >(
    `select s.id as slot, s.state, a.id as answer, a.body, a.kinds, w.graph, a.at > clock() - interval '1 s' * q.lease_seconds as recent,
       exists (select from slot r where r.subject_id = a.id and r.state not in (0, 4)) as touched
     from slot s join queue q on q.id = s.queue_id
     join lateral (select * from answer where slot_id = s.id order by n desc limit 1) a on true
     join workflow_version w on w.id = a.workflow_version_id
     where s.assignment_id = $1 and s.org_id = $2 and a.agent_id = $3 and s.state in (2, 3) for update of s`,
    [assignment, tx.org, tx.agent],
  );
  const row = rows[0];
  if (!row || row.touched || (row.state === SLOT.done && !row.recent)) throw new AppError("too_late");
  if (row.state === SLOT.done) item.accepted -= 1;
  const subject = { slot: row.slot, round: found.round, answer: row.answer, workflow: row.graph };
  await applyEvent(tx, item, subject, { kind: "taken-back", stage: found.stage });
  await tx.client.query(
    `update slot s set state = 1, lease_until = clock() + interval '1 s' * q.lease_seconds from queue q
     where s.id = $1 and q.id = s.queue_id and s.org_id = $2`,
    [row.slot, tx.org],
  );
  const form = await formOf(tx.client, tx.org, found.form_version_id);
  const body = remapAnswer(form, readAnswer(form, row), placeIn(await orderOf(tx.client, tx.org, found)));
  await keepDraft(tx, found, body);
  tx.event({
    kind: "answer.taken-back",
    project,
    item: found.item_id,
    body: { slot: row.slot, answer: row.answer },
  });
}
