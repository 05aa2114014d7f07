import type { ReadValue } from "#content/index.ts";
import { itemStateOf } from "#contract/states.ts";
import type { AnswerBody } from "#kinds/answer.ts";
import {
  stageOf,
  type Transition,
  transitions,
  transitionsAside,
  type WorkflowEvent,
} from "#workflow/index.ts";
import type { Change } from "../../db/change.ts";
import type { Statement } from "../../db/pool.ts";
import { rowHash } from "../../db/row-hash.ts";
import type { LockedItem } from "./lock-assignment.ts";
import { queueKey, queueOf, slotPosition } from "./queues.ts";
import type { Standing } from "./standing.ts";
import { SLOT } from "./statements.ts";

/** What a decision ends beside the answer in question. */
export interface Ended {
  /** The slot in which a verdict or an edit was made. */
  slot?: number;
  /** The assignment whose draft is over. */
  assignment?: string;
}

/**
 * What follows from every decision. $1 organization, $2 project, $3 item, $4 place, $5 its state or null, $6 accepted
 * answers, $7 the item's state (null: both stay), $8 the draft that ends
 */
const DECIDE: Statement = {
  name: "decide",
  text: `
with placed as (
  update slot set state = $5::smallint, lease_until = null, parked = false,
    reserved_for = case when $5::smallint = 5 then holder end where id = $4 and org_id = $1 and $5::smallint is not null),
moved as (
  update item_state set accepted = $6, state = $7, changed_at = clock()
  where item_id = $3 and org_id = $1 and project_id = $2 and $7::text is not null)
delete from draft where assignment_id = $8 and org_id = $1`,
};

/** Ends the open work on an answer. $1 organization, $2 project, $3 the answer's newest version */
const WITHDRAW: Statement = {
  name: "withdraw",
  text: `update slot s set state = 4, reserved_for = null from queue q
         where s.subject_id = $3 and s.state = 0 and s.org_id = $1 and q.id = s.queue_id and q.project_id = $2`,
};

/** Ends the slot in which a verdict or an edit was made. $1 organization, $2 project, $3 slot */
const END: Statement = {
  name: "end-slot",
  text: `update slot s set state = 3, lease_until = null, parked = false from queue q
         where s.id = $3 and s.org_id = $1 and q.id = s.queue_id and q.project_id = $2`,
};

export const endSlot = (tx: Change, project: string, slot: number) => tx.send(END, [tx.org, project, slot]);

/** Opens slots in queues that exist; where the queue of a stage does not, none. $1 organization, $2 project, $3 item, $4 new slots */
const OPEN: Statement = {
  name: "open-slots",
  text: `
  insert into slot (org_id, item_id, queue_id, n, round, counts, position, subject_id, p_selected, ahead)
  select $1, $3, q.id, o.n, o.round, o.counts, o.position, o.subject, o.selected, true
  from jsonb_to_recordset($4) as o(stage text, kind text, attributes jsonb, needs text[], n smallint,
    round smallint, counts boolean, position bigint, subject uuid, selected real)
  join queue q on q.project_id = $2 and q.org_id = $1 and q.stage = o.stage and q.kind = o.kind
    and q.attributes = o.attributes and q.needs = o.needs
  returning true`,
};

/** What a transition makes of the place of the answer in question. */
const STATE_AFTER: { [what in Transition["do"]]?: number } = {
  wait: SLOT.submitted,
  accept: SLOT.done,
  return: SLOT.returned,
  reject: SLOT.rejected,
};

/**
 * Lets the workflow say what follows from an event and does it, in the open transaction. In a round that does not count
 * the item's own state stays as it was.
 * @param answer the newest version of the answer in question, and its body
 * @returns whether the answer is finished and counts now
 */
export async function decide(
  tx: Change,
  item: LockedItem,
  standing: Standing,
  event: WorkflowEvent,
  answer: { id: string; body: AnswerBody },
  ended: Ended = {},
): Promise<boolean> {
  const { place, graph } = standing;
  const isNew = event.kind === "done" && place.stage === event.stage;
  const now = {
    accepted: item.accepted,
    needed: standing.needed,
    places: standing.places,
    visits: { ...standing.itemVisits, ...(isNew ? {} : standing.answerVisits) },
    read: valuesOf(item, standing, answer.body),
  };
  const next = place.counts ? transitions(graph, now, event) : transitionsAside(event);
  const does = (what: Transition["do"]) => next.some((transition) => transition.do === what);
  const state = next.map((transition) => STATE_AFTER[transition.do]).find((each) => each !== undefined);
  const openings = next.flatMap((step) =>
    step.do === "open" ? [openingOf(item, standing, step, answer.id)] : [],
  );
  if (place.counts) {
    item.accepted += does("accept") ? 1 : 0;
    const waits = standing.waiting > 0 || state === SLOT.submitted;
    item.state = does("finish") ? "done" : waits ? "review" : "working";
  }
  const at = [tx.org, item.project];
  tx.send(DECIDE, [
    ...[...at, item.id, place.id, state ?? null, item.accepted],
    ...[place.counts ? item.state : null, ended.assignment ?? null],
  ]);
  if (does("withdraw")) tx.send(WITHDRAW, [...at, answer.id]);
  if (ended.slot !== undefined) endSlot(tx, item.project, ended.slot);
  if (openings.length > 0) {
    const open = () => tx.send(OPEN, [...at, item.id, JSON.stringify(openings)]);
    if ((await open()).length < openings.length) {
      await queueOf(tx, item.project, stageOf(graph, openings[0]!.stage), standing);
      open();
    }
  }
  return does("accept");
}

/** What proves where an item stands after a decision. */
export function itemHash(tx: Change, item: LockedItem, { workflow, position }: Standing): string {
  const { id, project, state, accepted, priority } = item;
  return rowHash({
    ...{ item_id: id, org_id: tx.org, project_id: project, position, state, accepted, priority },
    workflow_version_id: workflow,
  });
}

function openingOf(
  item: LockedItem,
  { graph, settings, attributes, position, place }: Standing,
  opening: Extract<Transition, { do: "open" }>,
  answer: string,
) {
  return {
    ...queueKey(settings, stageOf(graph, opening.stage), attributes),
    n: opening.n,
    round: place.round,
    counts: place.counts,
    position: slotPosition(item.priority, position, opening.n % 32),
    subject: opening.about === "answer" ? answer : null,
    selected: opening.selected,
  };
}

/** What the conditions of edges can look at. */
function valuesOf(item: LockedItem, { attributes, head }: Standing, body: AnswerBody): ReadValue {
  return (of, name = "") => {
    if (of === "attribute") return attributes[name];
    if (of === "answer") return body[name];
    if (of === "state") return itemStateOf(item.state);
    return of === "author" ? head?.agent : undefined;
  };
}
