import type { Change } from "../../db/change.ts";
import { decide } from "./decide.ts";
import { lockItem, lockSlot } from "./lock-assignment.ts";
import { readStanding } from "./standing.ts";
import { SLOT } from "./statements.ts";

const RETURNED = `
select s.id as slot, s.item_id as item from slot s join queue q on q.id = s.queue_id and q.project_id = $1
where s.reserved_for = $2 and s.state = 5 and s.org_id = $3 order by s.item_id, s.id`;

/**
 * What was returned to a person who has left will not be reworked: it counts as rejected, and its place is open for
 * others, who start afresh and never see what was there. Leases of the person must be free already.
 */
export async function giveUpReturned(tx: Change, project: string, person: string): Promise<void> {
  const { rows } = await tx.client.query<{ slot: number; item: string }>(RETURNED, [project, person, tx.org]);
  for (const { slot, item } of rows) {
    const locked = await lockItem(tx, project, item);
    await lockSlot(tx, slot);
    const standing = await readStanding(tx, locked, slot);
    const { place, head } = standing;
    if (place.state !== SLOT.returned || place.holder !== person || !head) continue;
    await decide(tx, locked, standing, { kind: "given-up", made: place.stage }, head);
    tx.event({
      kind: "answer.given-up",
      project,
      item,
      body: { slot, answer: head.id, author: person },
    });
  }
}
