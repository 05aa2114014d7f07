import { z } from "zod";
import { Attributes, Hidden, Json, Material } from "#content/index.ts";
import { AnswerBody } from "#kinds/answer.ts";
import { endpoint, KB } from "./endpoint.ts";
import { AgentRef, Id, KeptSpan, PersonRef, Time } from "./entities.ts";
import { AnswerState, ItemState } from "./states.ts";

export const Review = z.object({
  id: Id,
  by: AgentRef,
  decision: z.enum(["accept", "fix", "return", "reject"]),
  reason: z.string(),
  score: z.number().nullable(),
  at: Time,
});
export type Review = z.infer<typeof Review>;

/** One version of an answer; candidates are numbered as in the item, whatever order was shown. */
export const AnswerVersion = z.object({
  id: Id,
  slotId: z.number().int(),
  n: z.number().int(),
  stage: z.string(),
  /** Which task the item was when the work was handed over; null where items name none. */
  task: z.string().nullable(),
  by: AgentRef,
  body: AnswerBody,
  confidence: z.number().nullable(),
  formVersionId: Id,
  guideVersion: z.number().nullable(),
  shownOrder: z.array(z.number().int()),
  spans: z.array(KeptSpan),
  state: AnswerState,
  late: z.boolean(),
  at: Time,
  reviews: z.array(Review),
});
export type AnswerVersion = z.infer<typeof AnswerVersion>;

/** One line of an item's history. */
export const TimelineEntry = z.object({
  at: Time,
  /** `item.imported`, or a kind of event; one that an older release wrote is shown as it is. */
  kind: z.string(),
  by: AgentRef.nullable(),
  detail: z.record(z.string(), Json),
});
export type TimelineEntry = z.infer<typeof TimelineEntry>;

export const Item = z.object({
  id: Id,
  /** For a reviewer until the item is done: no source, external id, names, answers or history. */
  blind: z.boolean(),
  position: z.number().int(),
  externalId: z.string().nullable(),
  state: ItemState,
  priority: z.number().int(),
  attributes: Attributes,
  family: z.string().nullable(),
  split: z.string().nullable(),
  material: Material,
  /** For managers and viewers alone. */
  hidden: Hidden.nullable(),
  import: z.object({ id: Id, name: z.string(), line: z.number().int() }).nullable(),
  answers: z.array(AnswerVersion),
  timeline: z.array(TimelineEntry),
  /** What is kept for one person and not yet taken. */
  assigned: z.array(z.object({ slotId: z.number().int(), person: PersonRef })),
  leases: z.array(z.object({ slotId: z.number().int(), holder: AgentRef, until: Time, parked: z.boolean() })),
});
export type Item = z.infer<typeof Item>;

export const items = {
  get: endpoint({
    method: "GET",
    path: "/api/projects/:project/items/:item",
    summary: "An item with its answers, reviews and whole timeline",
    scope: "read",
    result: Item,
  }),
  cancel: endpoint({
    method: "POST",
    path: "/api/projects/:project/items/cancel",
    summary: "Withdraw items: their open work ends, what was accepted stays; can be undone with restore",
    scope: "write",
    limit: 64 * KB,
    body: z.object({ items: z.array(Id).min(1).max(1000), restore: z.boolean().default(false) }),
    result: z.object({ changed: z.number().int() }),
  }),
  prioritise: endpoint({
    method: "POST",
    path: "/api/projects/:project/items/prioritise",
    summary: "Offer items sooner or later: 0 urgent, 1 normal, 2 low",
    scope: "write",
    limit: 64 * KB,
    body: z.object({ items: z.array(Id).min(1).max(1000), priority: z.number().int().min(0).max(2) }),
    result: z.object({ changed: z.number().int() }),
  }),
};
