import type { Workflow } from "#workflow/index.ts";
import type { Change } from "../../db/change.ts";
import { applyEvent, lockItem } from "./apply-transitions.ts";

interface ReturnedRow {
  slot: number;
  item: string;
  round: number;
  answer: string;
  graph: Workflow;
}

const RETURNED = `
select s.id as slot, s.item_id as item, s.round, a.id as answer, w.graph
from slot s join queue q on q.id = s.queue_id and q.project_id = $1
join lateral (select id, workflow_version_id from answer where slot_id = s.id order by n desc limit 1) a on true
join workflow_version w on w.id = a.workflow_version_id
where s.reserved_for = $2 and s.state = 5 and s.org_id = $3 order by s.item_id, s.id`;

/**
 * What was returned to somebody who has left will not be reworked: it counts as rejected, and its place is open for
 * others, who start afresh and never see what was there. Leases of the person must be free already.
 */
export async function giveUpReturned(tx: Change, project: string, person: string): Promise<void> {
  const { rows } = await tx.client.query<ReturnedRow>(RETURNED, [project, person, tx.org]);
  for (const { slot, item, round, answer, graph } of rows) {
    const locked = await lockItem(tx, project, item);
    const stage = graph.stages.find((candidate) => candidate.work === "review");
    const { rowCount } = await tx.client.query(
      "select from slot where id = $1 and org_id = $2 and state = 5 and reserved_for = $3 for update",
      [slot, tx.org, person],
    );
    if (!stage || rowCount === 0) continue;
    const event = { kind: "reviewed", stage: stage.name, decision: "reject" } as const;
    await applyEvent(tx, locked, { slot, round, answer, workflow: graph }, event);
    tx.event({ kind: "answer.given-up", project, item, body: { slot, answer, author: person } });
  }
}
