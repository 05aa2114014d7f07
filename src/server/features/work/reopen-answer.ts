import type { Change } from "../../db/change.ts";
import { decide, itemHash } from "./decide.ts";
import { lockItem, lockSlot } from "./lock-assignment.ts";
import { readStanding } from "./standing.ts";
import { SLOT } from "./statements.ts";

interface Reopening {
  project: string;
  item: string;
  /** The version that was found to break a rule, and its place. */
  answer: string;
  slot: number;
}

/** Whether a person may draw from the queue of a slot. $1 agent, $2 slot, $3 project, $4 organization */
const DRAWS = `select from slot s join person_queue pq on pq.queue_id = s.queue_id and pq.project_id = $3
  where s.id = $2 and s.org_id = $4 and pq.agent_id = $1 and pq.until > (select clock())`;

/**
 * Takes an accepted answer back to its author.
 * @returns false where it stays: it is not accepted any more, has a newer version, or its author has left
 */
export async function reopenAnswer(
  tx: Change,
  { project, item: id, answer, slot }: Reopening,
): Promise<boolean> {
  const item = await lockItem(tx, project, id);
  await lockSlot(tx, slot);
  const standing = await readStanding(tx, item, slot);
  const { place, head } = standing;
  if (item.state === "cancelled" || place.state !== SLOT.done || head?.id !== answer) return false;
  if ((await tx.client.query(DRAWS, [place.holder, slot, project, tx.org])).rows.length === 0) return false;
  if (place.counts) item.accepted -= 1;
  await decide(tx, item, standing, { kind: "reopened" }, head);
  const made = { [`item_state/${id}`]: itemHash(tx, item, standing) };
  tx.event(
    { kind: "answer.reopened", project, item: id, body: { slot, answer, author: place.holder! } },
    made,
  );
  return true;
}
