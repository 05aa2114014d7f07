import type { Change } from "../../db/change.ts";
import { run, type Statement } from "../../db/pool.ts";
import { AppError } from "../../errors.ts";
import type { WorkRow } from "./assignment.ts";
import type { LockedWork } from "./lock-assignment.ts";
import type { Head } from "./standing.ts";
import { SLOT } from "./statements.ts";

/**
 * The answer that a stage's work is about, while it still waits for that stage.
 * @throws AppError already_decided when it does not, or is the person's own; not_held when another person has the work
 */
export async function openSubject(tx: Change, { row, standing }: LockedWork): Promise<Head> {
  if (!row.held) await takeAgain(tx, row);
  const { place, head } = standing;
  const isCurrent = place.state === SLOT.submitted && head?.id === row.subject_id;
  if (!isCurrent || place.holder === tx.agent) throw new AppError("already_decided");
  return head;
}

const TAKE_AGAIN: Statement = {
  name: "take-again",
  text: `update slot set state = 1, holder = $2, assignment_id = $3, lease_until = clock(), ahead = false
         where id = $1 and state = 0 and org_id = $4 returning true`,
};

/** Work whose lease was lost goes on where nobody else has taken it. */
export async function takeAgain(tx: Change, row: WorkRow): Promise<void> {
  const taken = await run(tx.client, TAKE_AGAIN, [row.slot_id, tx.agent, row.id, tx.org]);
  if (taken.length === 0) throw new AppError(row.state === SLOT.leased ? "not_held" : "already_decided");
}
