import { z } from "zod";
import { Attributes, Material } from "#content/index.ts";
import { AnswerBody } from "#kinds/answer.ts";
import { Form } from "#kinds/form.ts";
import { endpoint } from "./endpoint.ts";
import { AgentRef, Estimate, Id, PersonRef, ProjectRole, Time } from "./entities.ts";
import { Judgement } from "./findings.ts";
import { ItemState } from "./states.ts";
import { JudgedRule } from "./work.ts";

const Count = z.number().int();

/** A calibration: some people answer the same items by the same rules, unseen by each other until it is revealed. */
export const Calibration = z.object({
  id: Id,
  name: z.string(),
  /** The version whose text of the rules everybody judges by. */
  guideVersion: Count,
  by: AgentRef,
  at: Time,
  /** Null: blind, so that nobody can read an answer. */
  revealedAt: Time.nullable(),
  rules: Count,
  items: Count,
  people: Count,
  /** Answers that were given, and that were asked for. */
  done: Count,
  asked: Count,
});
export type Calibration = z.infer<typeof Calibration>;

/** An item that may be worth calibrating on: how many answers it has, and how many different ones. */
export const OfferedItem = z.object({
  item: Id,
  excerpt: z.string(),
  language: z.string().nullable(),
  /** Its people will not be offered it as ordinary work: what is not done by then needs others. */
  state: ItemState,
  answers: Count,
  different: Count,
  /** How often its answers came back or were rejected. */
  returned: Count,
});
export type OfferedItem = z.infer<typeof OfferedItem>;

/** How far two judgements of one answer agree beyond chance: Gwet's AC1. Null where nobody judged an item twice. */
export const RuleAgreement = JudgedRule.extend({
  agreement: Estimate,
  /** Krippendorff's alpha; null also where all judgements are the same. */
  alpha: Estimate,
  counts: z.record(Judgement, Count),
});
export type RuleAgreement = z.infer<typeof RuleAgreement>;

/** An answer without its author. */
export const SeenAnswer = z.object({
  mine: z.boolean(),
  body: AnswerBody,
  form: Id,
  judgements: z.record(Id, Judgement),
});
export type SeenAnswer = z.infer<typeof SeenAnswer>;

/** An item with the answers of everyone, and what was made of it. */
export const SeenItem = z.object({
  /** Which of the calibration's items it is, from 1. */
  n: Count,
  material: Material,
  attributes: Attributes,
  answers: z.array(SeenAnswer),
  votes: z.array(z.object({ rule: Id, counts: z.record(Judgement, Count), mine: Judgement.nullable() })),
  /** Rules that it is an example of by now. */
  examples: z.array(Id),
  /** What was ruled of it. */
  rulings: z.array(z.object({ rule: Id, text: z.string() })),
});
export type SeenItem = z.infer<typeof SeenItem>;

/** What everyone can read once a calibration is revealed. */
export const Revealed = z.object({
  rules: z.array(RuleAgreement.extend({ split: z.boolean() })),
  items: z.array(SeenItem),
  /** The forms that answers were given under, by their version. */
  forms: z.record(Id, Form),
});
export type Revealed = z.infer<typeof Revealed>;

/** Accepted answers that are reviewed once more, by the rules that say something else in a version of the guide. */
export const ReReview = z.object({
  id: Id,
  guideVersion: Count,
  at: Time,
  /** How many answers the change touched, and the chance with which each was drawn. */
  of: Count,
  chance: z.number(),
  asked: Count,
  done: Count,
  /** The share of answers that break the rule, of those to which it applies. */
  rules: z.array(
    z.object({ rule: Id, number: z.string(), title: z.string(), broken: Count, share: Estimate }),
  ),
});
export type ReReview = z.infer<typeof ReReview>;

const path = <T extends string>(rest: T) => `/api/projects/:project/calibrations${rest}` as const;
const about = { item: z.int32().min(1), rule: Id };

/** Calibrations: rounds that show where people understand a rule differently. */
export const judgings = {
  list: endpoint({
    method: "GET",
    path: path(""),
    summary: "Calibrations, newest first: all of them for managers, else those that one takes part in",
    scope: "read",
    result: z.object({ rows: z.array(Calibration) }),
  }),
  offer: endpoint({
    method: "GET",
    path: path("/offer"),
    summary:
      "Items to calibrate on, those with most disagreement first and across languages; and who can take part",
    scope: "read",
    result: z.object({
      items: z.array(OfferedItem),
      people: z.array(PersonRef.extend({ role: ProjectRole })),
    }),
  }),
  start: endpoint({
    method: "POST",
    path: path(""),
    summary: "Start a calibration: its people are offered its items before anything new",
    scope: "write",
    body: z.object({
      name: z.string().trim().min(1).max(200),
      rules: z.array(Id).min(1).max(10),
      people: z.array(Id).min(2).max(100),
      items: z.array(Id).min(5).max(30),
    }),
    result: Calibration,
  }),
  get: endpoint({
    method: "GET",
    path: path("/:judging"),
    summary: "A calibration: how far it is, and once it is revealed its answers without names",
    scope: "read",
    result: z.object({
      calibration: Calibration,
      rules: z.array(JudgedRule),
      /** How far each person is; null for who does not manage the project. */
      people: z.array(z.object({ person: AgentRef, done: Count, asked: Count })).nullable(),
      revealed: Revealed.nullable(),
    }),
  }),
  reveal: endpoint({
    method: "POST",
    path: path("/:judging/reveal"),
    summary: "End the blind phase: everyone who took part sees all answers, without names",
    scope: "write",
  }),
  vote: endpoint({
    method: "POST",
    path: path("/:judging/votes"),
    summary: "Say what a rule is in an item, having seen all answers; a later vote replaces an earlier one",
    scope: "work",
    body: z.object({ ...about, judgement: Judgement }),
  }),
  makeExample: endpoint({
    method: "POST",
    path: path("/:judging/examples"),
    summary:
      "Make an item an example of a rule in the guide's draft, with the verdict that most people voted for",
    scope: "write",
    body: z.object(about),
  }),
  reReviews: endpoint({
    method: "GET",
    path: "/api/projects/:project/re-reviews",
    summary: "Re-reviews of accepted work, newest first, each with the share that breaks a changed rule",
    scope: "read",
    result: z.object({ rows: z.array(ReReview) }),
  }),
  sendBack: endpoint({
    method: "POST",
    path: "/api/projects/:project/re-reviews/:judging/send-back",
    summary: "Send the answers back to their authors that break a rule of a re-review; each is reopened once",
    scope: "write",
    result: z.object({ sent: Count }),
  }),
  split: endpoint({
    method: "POST",
    path: path("/:judging/splits"),
    summary: "Split a rule in two in the guide's draft, to be worded there",
    scope: "write",
    body: z.object({ rule: Id }),
  }),
  rule: endpoint({
    method: "POST",
    path: path("/:judging/rulings"),
    summary: "Rule on what an item shows of a rule: the ruling holds at once and appears at the rule",
    scope: "write",
    body: z.object({ ...about, text: z.string().trim().min(1, "write the ruling").max(4_000) }),
  }),
};
