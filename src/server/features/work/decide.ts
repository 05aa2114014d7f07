import type { ReadValue } from "#content/index.ts";
import { itemStateOf } from "#contract/states.ts";
import type { AnswerBody } from "#kinds/answer.ts";
import { stageOf, type Transition, transitions, type WorkflowEvent } from "#workflow/index.ts";
import type { Change } from "../../db/change.ts";
import type { Statement } from "../../db/pool.ts";
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

/** Opens slots in queues that exist; where the queue of a stage does not, none. */
const OPEN = (columns: { org: string; item: string; openings: string; project: string }) => `
  insert into slot (org_id, item_id, queue_id, n, round, counts, position, subject_id, p_selected, ahead)
  select ${columns.org}, ${columns.item}, q.id, o.n, o.round, o.counts, o.position, o.subject, o.selected, true
  from jsonb_to_recordset(${columns.openings}) as o(stage text, kind text, attributes jsonb, needs text[], n smallint,
    round smallint, counts boolean, position bigint, subject uuid, selected real)
  join queue q on q.project_id = ${columns.project} and q.org_id = ${columns.org} and q.stage = o.stage and q.kind = o.kind
    and q.attributes = o.attributes and q.needs = o.needs
  returning true`;

/**
 * Everything that follows from a decision, in one statement. $1 organization, $2 item, $3 place, $4 its state or null,
 * $5 the answer's newest version, $6 whether the open work on it ends, $7 accepted answers, $8 the item's state (null:
 * both stay), $9 new slots, $10 the slot that ends, $11 the draft that ends, $12 project
 */
const DECIDE: Statement = {
  name: "decide",
  text: `
with placed as (
  update slot set state = $4::smallint, lease_until = null, parked = false,
    reserved_for = case when $4::smallint = 5 then holder end where id = $3 and org_id = $1 and $4::smallint is not null),
withdrawn as (
  update slot set state = 4, reserved_for = null where subject_id = $5 and state = 0 and org_id = $1 and $6),
ended as (
  update slot set state = 3, lease_until = null, parked = false where id = $10 and org_id = $1),
dropped as (
  delete from draft where assignment_id = $11 and org_id = $1),
moved as (
  update item_state set accepted = $7, state = $8, changed_at = clock()
  where item_id = $2 and org_id = $1 and project_id = $12 and $8::text is not null),
opened as (${OPEN({ org: "$1", item: "$2", openings: "$9", project: "$12" })})
select count(*)::int as n from opened`,
};

/** Opens slots once their queue was made. $1 organization, $2 item, $3 new slots, $4 project */
const OPEN_AGAIN: Statement = {
  name: "open-again",
  text: OPEN({ org: "$1", item: "$2", openings: "$3", project: "$4" }),
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
  const next = transitions(
    graph,
    {
      accepted: item.accepted,
      needed: standing.needed,
      places: standing.places,
      visits: { ...standing.itemVisits, ...(isNew ? {} : standing.answerVisits) },
      read: valuesOf(item, standing, answer.body),
    },
    event,
  );
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
  const values = [
    ...[tx.org, item.id, place.id, state ?? null, answer.id, does("withdraw")],
    ...[item.accepted, place.counts ? item.state : null, JSON.stringify(openings)],
    ...[ended.slot ?? null, ended.assignment ?? null, item.project],
  ];
  const decided = tx.send<{ n: number }>(DECIDE, values);
  if (openings.length > 0 && (await decided)[0]!.n < openings.length) {
    await queueOf(tx, item.project, stageOf(graph, openings[0]!.stage), standing);
    tx.send(OPEN_AGAIN, [tx.org, item.id, JSON.stringify(openings), item.project]);
  }
  return does("accept");
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
