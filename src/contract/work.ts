import { z } from "zod";
import { Attributes, Material } from "#content/index.ts";
import { AnswerBody } from "#kinds/answer.ts";
import { stageKindNames } from "#workflow/stages/index.ts";
import { endpoint, KB } from "./endpoint.ts";
import { AgentRef, Id, PersonRef, Problem, Revision, Time, TimeSpan } from "./entities.ts";
import { Citation, CitedRule } from "./findings.ts";
import { Offline } from "./projects.ts";

const Confidence = z.number().int().min(1).max(5).nullable();

/** A text that is not sent yet. `rev` counts its versions: a save names the newest that it knows, 0 for none. */
export const Draft = z.object({ rev: z.number().int(), body: AnswerBody, savedAt: Time });
export type Draft = z.infer<typeof Draft>;

/** A rule that is judged with a piece of work: whether the answer keeps it, by the text that everybody judges by. */
export const JudgedRule = z.object({
  rule: Id,
  number: z.string(),
  title: z.string(),
  statement: z.string(),
});
export type JudgedRule = z.infer<typeof JudgedRule>;

/** Why work came back: shown to its author with the diff between then and now. */
export const Returned = z.object({
  reason: z.string(),
  at: Time,
  previous: AnswerBody,
  fixed: AnswerBody.nullable(),
  /** The rules that the review cites. */
  rules: z.array(CitedRule).default([]),
});
export type Returned = z.infer<typeof Returned>;

/**
 * A piece of work in one person's hands. It carries nothing that could unblind: candidates come in the order in
 * which they are shown and answers refer to them by place; the id is random and made for this hand-over.
 */
export const Assignment = z.object({
  id: Id,
  projectId: Id,
  stage: z.string(),
  work: z.enum(stageKindNames),
  /** Null once the lease has ended. */
  leaseUntil: Time.nullable(),
  parked: z.boolean(),
  /** What the browser may keep of it. */
  offline: Offline,
  formVersionId: Id,
  /** The guide that the work was handed over under; null where there was none. */
  guideVersionId: Id.nullable(),
  /** Of each of these, the draft and what is submitted say under its `ruleKey` whether it is broken, kept or does not apply. */
  rules: z.array(JudgedRule).optional(),
  material: Material,
  attributes: Attributes,
  draft: Draft.nullable(),
  returned: Returned.nullable(),
  /** Review only: the answer in question, and the version before a rework. */
  subject: z
    .object({
      body: AnswerBody,
      confidence: Confidence,
      n: z.number().int(),
      at: Time,
      earlier: z.array(z.object({ body: AnswerBody, reason: z.string().nullable() })),
      /** Rules whose text is newer than the one that the answer was written under. */
      newerRules: z.array(Id).default([]),
    })
    .nullable(),
  /** Top-up only: the questions that are asked of the answer in question; the rest of it stays as it is. */
  topUp: z
    .object({ questions: z.array(z.string()) })
    .nullable()
    .optional(),
});
export type Assignment = z.infer<typeof Assignment>;

export const ObjectionReason = z.enum([
  "outside-expertise",
  "unclear",
  "broken",
  "harmful",
  "duplicate",
  "other",
]);
export type ObjectionReason = z.infer<typeof ObjectionReason>;

/** How long the server's lease still runs; the client renews well before. */
export const Lease = z.object({ leaseUntil: Time, parked: z.boolean() });
export type Lease = z.infer<typeof Lease>;

/**
 * What became of a submitted answer. handed-back: nothing of the item is needed any more; the text stays in the draft.
 */
export const Submitted = z.object({
  outcome: z.enum(["submitted", "accepted", "handed-back"]),
  late: z.boolean(),
  /** May be taken back until somebody else has the item. */
  canTakeBack: z.boolean(),
});
export type Submitted = z.infer<typeof Submitted>;

/** What waits for a person at one stage of a project: what they may take, and what came back to them. */
export const Waiting = z.object({
  projectId: Id,
  project: z.string(),
  stage: z.string(),
  work: z.enum(stageKindNames),
  open: z.number().int(),
  /** False: `open` is an estimate of two digits. */
  openIsExact: z.boolean(),
  returned: z.number().int(),
  /** Kept for me alone by a manager. */
  assigned: z.number().int(),
});
export type Waiting = z.infer<typeof Waiting>;

/** A piece of work in somebody's hands. */
export const Held = z.object({
  slotId: z.number().int(),
  itemId: Id,
  holder: AgentRef,
  stage: z.string(),
  until: Time,
  parked: z.boolean(),
});
export type Held = z.infer<typeof Held>;

/** The versions of a person's own answer, oldest first, as they were shown the candidates. */
export const AnswerChanges = z.object({
  formVersionId: Id,
  material: Material,
  versions: z.array(z.object({ n: z.number().int(), body: AnswerBody, mine: z.boolean(), at: Time })),
});
export type AnswerChanges = z.infer<typeof AnswerChanges>;

const workPath = <T extends string>(rest: T) => `/api/projects/:project/work${rest}` as const;
const assignmentPath = <T extends string>(rest: T) =>
  `/api/projects/:project/work/:assignment${rest}` as const;
const itemPath = <T extends string>(rest: T) => `/api/projects/:project/items/:item${rest}` as const;

export const work = {
  claim: endpoint({
    method: "POST",
    path: workPath("/claim"),
    summary: "Take the next piece of work: what came back first, then what is needed most",
    scope: "work",
    body: z.object({
      /** Assignments that the caller has in hand; anything else it holds is handed over again, so that a retry is safe. */
      holding: z.array(Id).max(5).default([]),
      /** Preload: a short lease on one more, refused where work is scarce. */
      ahead: z.boolean().default(false),
      stage: z.enum(stageKindNames).optional(),
    }),
    result: z.object({
      assignment: Assignment.nullable(),
      /** `gate`: the guide has changed where work waits, and the change is to be read first. */
      reason: z.enum(["none-left", "paused", "scarce", "gate", "no-guide"]).nullable(),
      /** The number of the gate that is to be passed. */
      gate: z.number().int().nullable(),
    }),
  }),
  get: endpoint({
    method: "GET",
    path: assignmentPath(""),
    summary: "A piece of work that one holds or held, with its draft",
    scope: "work",
    result: Assignment.extend({ held: z.boolean() }),
  }),
  changedRules: endpoint({
    method: "GET",
    path: assignmentPath("/changed-rules"),
    summary: "Rules that changed in the project's guide since a piece of work was handed over",
    scope: "work",
    result: z.object({ rows: z.array(z.object({ number: z.string(), title: z.string() })) }),
  }),
  renew: endpoint({
    method: "POST",
    path: assignmentPath("/renew"),
    summary: "Keep the lease while one is active; park holds it longer, for long work",
    scope: "work",
    unsigned: "hands-in",
    body: z.object({ park: z.boolean().default(false) }),
    result: Lease,
  }),
  saveDraft: endpoint({
    method: "PUT",
    path: assignmentPath("/draft"),
    summary: "Save the draft; refused with what is stored where another tab saved a newer one",
    scope: "work",
    unsigned: "hands-in",
    limit: 1024 * KB,
    body: z.object({ body: AnswerBody, rev: Revision }),
    result: Draft.extend({ leaseUntil: Time.nullable() }),
  }),
  draftHistory: endpoint({
    method: "GET",
    path: assignmentPath("/draft/history"),
    summary: "Where the draft was, newest first",
    scope: "work",
    result: z.object({ rows: z.array(Draft) }),
  }),
  submit: endpoint({
    method: "POST",
    path: assignmentPath("/submit"),
    summary:
      "Submit an answer, also after the lease was lost: accepted within the item's needs, else handed back",
    scope: "work",
    unsigned: "hands-in",
    limit: 1024 * KB,
    body: z.object({
      body: AnswerBody,
      confidence: Confidence.default(null),
      spans: z.array(TimeSpan).max(500).default([]),
    }),
    result: Submitted,
  }),
  takeBack: endpoint({
    method: "POST",
    path: assignmentPath("/take-back"),
    summary: "Take a submit back while nobody else has the item",
    scope: "work",
    result: Assignment,
  }),
  skip: endpoint({
    method: "POST",
    path: assignmentPath("/skip"),
    summary: "Give a piece of work up, with a reason; it is not offered to oneself again",
    scope: "work",
    unsigned: "hands-in",
    body: z.object({ reason: ObjectionReason, note: z.string().max(2000).default("") }),
  }),
  flag: endpoint({
    method: "POST",
    path: assignmentPath("/flag"),
    summary: "Tell the lead that something is wrong with an item, and keep working",
    scope: "work",
    unsigned: "hands-in",
    body: z.object({ reason: ObjectionReason, note: z.string().max(2000).default("") }),
  }),
  release: endpoint({
    method: "POST",
    path: assignmentPath("/release"),
    summary: "Put a piece of work back untouched, such as a preloaded one",
    scope: "work",
    unsigned: "hands-in",
  }),
  review: endpoint({
    method: "POST",
    path: assignmentPath("/review"),
    summary: "Decide on an answer: accept, fix and accept, return with a reason, or reject",
    scope: "work",
    unsigned: "hands-in",
    limit: 1024 * KB,
    body: z.object({
      decision: z.enum(["accept", "fix", "return", "reject"]),
      reason: z.string().max(5000).default(""),
      score: z.number().int().min(1).max(5).nullable().default(null),
      /** fix: the corrected answer. */
      body: AnswerBody.nullable().default(null),
      spans: z.array(TimeSpan).max(500).default([]),
      /** The rules that the answer breaks or keeps, by the guide that the review was handed over under. */
      rules: z.array(Citation).max(100).default([]),
    }),
    result: Submitted,
  }),
  changes: endpoint({
    method: "GET",
    path: assignmentPath("/changes"),
    summary: "The versions of one's own answer, with what reviewers and editors made of it",
    scope: "work",
    result: AnswerChanges,
  }),
  waiting: endpoint({
    method: "GET",
    path: "/api/work/waiting",
    summary: "What waits for me, by project and stage",
    scope: "work",
    result: z.object({ rows: z.array(Waiting) }),
  }),
  batch: endpoint({
    method: "POST",
    path: workPath("/batch"),
    summary: "Submit many answers and take many pieces of work at once; safe to repeat",
    scope: "work",
    unsigned: "hands-in",
    limit: 4096 * KB,
    body: z.object({
      submit: z
        .array(z.object({ assignment: Id, body: AnswerBody, confidence: Confidence.default(null) }))
        .max(100)
        .default([]),
      /** How many to hold afterwards; what is held already comes first. */
      take: z.number().int().min(0).max(100).default(0),
      stage: z.enum(stageKindNames).optional(),
    }),
    result: z.object({
      submitted: z.array(
        z.object({
          assignment: Id,
          outcome: Submitted.shape.outcome.nullable(),
          problem: Problem.nullable(),
        }),
      ),
      assignments: z.array(Assignment),
      /** The gate that is to be passed before more is handed out. */
      gate: z.number().int().nullable(),
    }),
  }),
  assignable: endpoint({
    method: "GET",
    path: itemPath("/assignable"),
    summary: "Who may be given an open piece of work on the item",
    scope: "read",
    result: z.object({ rows: z.array(PersonRef) }),
  }),
  assign: endpoint({
    method: "POST",
    path: itemPath("/assign"),
    summary: "Keep an open piece of work on the item for one person, who is offered it before anything new",
    scope: "write",
    body: z.object({ person: Id }),
  }),
  unassign: endpoint({
    method: "POST",
    path: itemPath("/unassign"),
    summary: "Offer everyone again what was kept for a person and not yet taken",
    scope: "write",
    body: z.object({ person: Id }),
  }),
  held: endpoint({
    method: "GET",
    path: workPath("/leases"),
    summary: "Who holds what, the longest lease first",
    scope: "read",
    result: z.object({
      rows: z.array(Held),
    }),
  }),
  free: endpoint({
    method: "POST",
    path: workPath("/leases/free"),
    summary: "Free leases of one person, or all; drafts stay",
    scope: "write",
    body: z.object({ person: Id.optional(), slots: z.array(z.number().int()).max(1000).optional() }),
    result: z.object({ freed: z.number().int() }),
  }),
};
