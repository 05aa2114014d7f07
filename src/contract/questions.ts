import { z } from "zod";
import { endpoint } from "./endpoint.ts";
import { Estimate, Id, PersonRef, Time } from "./entities.ts";

/** What is asked: about a rule or the guide; by the author of a judged answer; or about a question of a gate. */
export const QuestionKind = z.enum(["question", "wrong-rule", "unclear", "contradiction", "wrong-question"]);
export type QuestionKind = z.infer<typeof QuestionKind>;

export const QuestionState = z.enum(["open", "answered", "merged", "declined"]);
export type QuestionState = z.infer<typeof QuestionState>;

/** What a ruling became in the guide's draft. */
export const RulingUse = z.enum(["example", "rewording", "split"]);
export type RulingUse = z.infer<typeof RulingUse>;

/** An answer to a question that holds at once. */
export const Ruling = z.object({
  id: Id,
  /** The rule that it is about; null: the guide as a whole. */
  rule: Id.nullable(),
  text: z.string(),
  /** The guide's version when it was made; null: none was published yet. */
  since: z.number().int().nullable(),
  at: Time,
});
export type Ruling = z.infer<typeof Ruling>;

const NumberedRule = z.object({ id: Id, number: z.string(), title: z.string() });

/** A review that an author objects to, without who made it. */
const Objected = z.object({ id: Id, decision: z.string(), reason: z.string(), at: Time });

export const Question = z.object({
  id: Id,
  projectId: Id,
  project: z.string(),
  /** Numbered within the project. */
  n: z.number().int(),
  kind: QuestionKind,
  text: z.string(),
  rule: NumberedRule.nullable(),
  at: Time,
  state: QuestionState,
  due: Time,
  overdue: z.boolean(),
  /** Why it was declined. */
  reason: z.string(),
  /** The newest first; the first is in force. Those of the question that it was merged into, where it was. */
  rulings: z.array(Ruling.extend({ uses: z.array(RulingUse) })),
  /** The question that it was merged into. */
  mergedInto: z.object({ id: Id, n: z.number().int() }).nullable(),
});
export type Question = z.infer<typeof Question>;

/** A question as those see it who answer for the guide. Names, items and reviews are for managers of its project. */
export const DeskQuestion = Question.extend({
  by: PersonRef.nullable(),
  owner: PersonRef.nullable(),
  /** How many people asked it, those included whose questions were merged into it. */
  askers: z.number().int(),
  itemId: Id.nullable(),
  reviews: z.array(Objected),
  /** The example that a gate asks about wrongly, as its reader saw it. */
  example: z.string().nullable(),
});
export type DeskQuestion = z.infer<typeof DeskQuestion>;

/** A likely answer to what is being typed. */
export const LikelyAnswer = z.object({
  kind: z.enum(["rule", "question"]),
  /** The rule, or the question. */
  id: Id,
  rule: NumberedRule.nullable(),
  /** The rule's statement, or what was asked. */
  text: z.string(),
  ruling: z.string().nullable(),
});
export type LikelyAnswer = z.infer<typeof LikelyAnswer>;

const ofProject = <T extends string>(rest: T) => `/api/projects/:project${rest}` as const;
const ofGuide = <T extends string>(rest: T) => `/api/guides/:guide/questions${rest}` as const;

/** Questions about the guide, and the rulings that answer them. */
export const questions = {
  likely: endpoint({
    method: "GET",
    path: ofProject("/questions/likely"),
    summary: "Rules, and earlier questions with their rulings, that may answer what is being typed",
    scope: "read",
    query: z.object({
      text: z.string().max(500),
      /** In which it is typed, such as "de"; its words are then found in other forms too. */
      language: z.string().max(40).default("en"),
    }),
    result: z.object({ rows: z.array(LikelyAnswer) }),
  }),
  ask: endpoint({
    method: "POST",
    path: ofProject("/questions"),
    summary:
      "Ask about a rule or the guide, object to a judgement, or say that a question of a gate is wrong",
    scope: "work",
    body: z.object({
      kind: QuestionKind.default("question"),
      text: z.string().trim().max(4_000),
      rule: Id.nullable().default(null),
      /** The work that it is asked from. */
      assignment: Id.nullable().default(null),
      /** The example that a gate asks about. */
      example: Id.nullable().default(null),
      /** An earlier question that asks the same. */
      sameAs: Id.nullable().default(null),
    }),
    result: Question,
  }),
  mine: endpoint({
    method: "GET",
    path: ofProject("/questions"),
    summary: "What I have asked, newest first, and the guide that it is about",
    scope: "read",
    result: z.object({
      guide: Id.nullable(),
      /** Whether the caller sees the desk: the questions of others too. */
      answers: z.boolean(),
      rows: z.array(Question),
    }),
  }),
  rulings: endpoint({
    method: "GET",
    path: ofProject("/rulings"),
    summary: "Rulings that hold beside the project's guide and are not written into it yet, newest first",
    scope: "read",
    result: z.object({ rows: z.array(Ruling.extend({ question: z.string().nullable() })) }),
  }),
  list: endpoint({
    method: "GET",
    path: ofGuide(""),
    summary: "The desk of a guide: overdue questions first, and the median time to a ruling",
    scope: "read",
    query: z.object({ project: Id.optional(), state: QuestionState.optional() }),
    result: z.object({
      rows: z.array(DeskQuestion),
      /** How many there are by state; overdue ones are open too. */
      counts: z.object({
        open: z.number().int(),
        overdue: z.number().int(),
        answered: z.number().int(),
        merged: z.number().int(),
        declined: z.number().int(),
      }),
      /** Hours from a question to its first ruling: the median, of those that have one. */
      hours: Estimate,
      /** Who may own a question; none for who may not rule. */
      owners: z.array(PersonRef),
      mayRule: z.boolean(),
    }),
  }),
  change: endpoint({
    method: "PATCH",
    path: ofGuide("/:question"),
    summary: "Give a question an owner or another due date",
    scope: "write",
    body: z
      .object({ owner: Id.nullable().optional(), due: z.iso.datetime().optional() })
      .refine(({ owner, due }) => owner !== undefined || due !== undefined, "give an owner or a due date"),
  }),
  rule: endpoint({
    method: "POST",
    path: ofGuide("/:question/rulings"),
    summary: "Rule on a question: the ruling holds at once, and everyone who asked gets a notice",
    scope: "write",
    body: z.object({
      text: z.string().trim().min(1, "write the ruling").max(4_000),
      /** The rule that it is about; left out: the question's. */
      rule: Id.nullable().optional(),
      /** The ruling that it takes the place of; null: the question has none yet. */
      after: Id.nullable().default(null),
    }),
    result: Ruling,
  }),
  merge: endpoint({
    method: "POST",
    path: ofGuide("/:question/merge"),
    summary: "Merge a question into another one of its project, whose ruling then answers both",
    scope: "write",
    body: z.object({ into: Id }),
  }),
  decline: endpoint({
    method: "POST",
    path: ofGuide("/:question/decline"),
    summary: "Decline an open question, with a reason that its askers read",
    scope: "write",
    body: z.object({ reason: z.string().trim().min(1, "give a reason").max(2_000) }),
  }),
  use: endpoint({
    method: "POST",
    path: ofGuide("/:question/uses"),
    summary: "Note that a ruling became an example, a rewording or a split in the guide's draft",
    scope: "write",
    body: z.object({ ruling: Id, kind: RulingUse }),
  }),
};
