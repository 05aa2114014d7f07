import { readAnswer, remapAnswer } from "#kinds/answer.ts";
import type { Change } from "../../db/change.ts";
import { run, type Statement } from "../../db/pool.ts";
import { AppError } from "../../errors.ts";
import { type AssignmentRow, findAssignment, orderOf, placeIn } from "./assignment.ts";
import { decide } from "./decide.ts";
import { formOf } from "./forms-of-answers.ts";
import { lockItem } from "./lock-assignment.ts";
import { keepDraft } from "./save-draft.ts";
import { readStanding } from "./standing.ts";
import { SLOT } from "./statements.ts";

/** The place that a person's answer is in, whichever of their item's it is, and what keeps it from being taken back. */
const SUBMITTED: Statement = {
  name: "submitted-place",
  text: `
select s.id as slot, s.state, a.at > clock() - interval '1 s' * q.lease_seconds as recent,
  exists (select from slot r where r.subject_id = a.id and r.state not in (0, 4)) as touched
from slot s join queue q on q.id = s.queue_id
join lateral (select * from answer where slot_id = s.id order by n desc limit 1) a on true
where s.assignment_id = $1 and s.org_id = $2 and a.agent_id = $3 and a.made_slot_id = s.id and s.state in (2, 3)
for update of s`,
};
const HOLD: Statement = {
  name: "hold-again",
  text: `update slot s set state = 1, lease_until = clock() + interval '1 s' * q.lease_seconds from queue q
         where s.id = $1 and q.id = s.queue_id and s.org_id = $2`,
};

const REVEALED = "The round is over: everyone can see its answers now.";

/** Whether nobody can read yet what is answered in a round of judging. */
async function isHidden(tx: Change, { project_id: project, round }: AssignmentRow): Promise<boolean> {
  const text = "select from hidden_round where project_id = $1 and round = $2 and org_id = $3";
  return (await tx.client.query(text, [project, round, tx.org])).rows.length > 0;
}

/**
 * Takes a submit back: the work is with its author again, the text in the draft; the submitted version stays in the
 * chain. Possible until another person has the item, and for work that nobody looks at as long as a lease lasts.
 * @throws AppError too_late, also where others can read it by now
 */
export async function takeBack(tx: Change, project: string, assignment: string): Promise<void> {
  const key = { assignment, agent: tx.agent, project, org: tx.org };
  const found = await findAssignment(tx.client, key);
  const item = await lockItem(tx, project, found.item_id);
  type Row = { slot: number; state: number; recent: boolean; touched: boolean };
  const [row] = await run<Row>(tx.client, SUBMITTED, [assignment, tx.org, tx.agent]);
  if (!row || row.touched || (row.state === SLOT.done && !row.recent)) throw new AppError("too_late");
  if (found.round > 0 && !(await isHidden(tx, found))) throw new AppError("too_late", { message: REVEALED });
  const standing = await readStanding(tx, item, row.slot);
  const head = standing.head!;
  if (row.state === SLOT.done && standing.place.counts) item.accepted -= 1;
  await decide(tx, item, standing, { kind: "taken-back" }, head);
  await run(tx.client, HOLD, [row.slot, tx.org]);
  const form = await formOf(tx.client, tx.org, found.form_version_id);
  const order = await orderOf(tx.client, tx.org, found);
  await keepDraft(tx, found, remapAnswer(form, readAnswer(form, head), placeIn(order)));
  tx.event({
    kind: "answer.taken-back",
    project,
    item: found.item_id,
    body: { slot: row.slot, answer: head.id },
  });
}
