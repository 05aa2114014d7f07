import { z } from "zod";
import { Anchor } from "#content/index.ts";
import { Example } from "#guide/entry.ts";
import { Severity } from "#guide/severity.ts";
import { AgentRef, Id, Time } from "./entities.ts";

/** What a rule was found to be in an answer. */
export const Judgement = z.enum(["broken", "kept", "not-applicable"]);
export type Judgement = z.infer<typeof Judgement>;

/** A rule that a person cites, of the guide version under which they judge. */
export const Citation = z.object({
  rule: Id,
  judgement: Judgement.default("broken"),
  /** Null: as the rule says. */
  severity: Severity.nullable().default(null),
  anchor: Anchor.nullable().default(null),
  note: z.string().max(2000).default(""),
});
export type Citation = z.infer<typeof Citation>;

/** A rule as it was cited. It names no author: whoever reads it may be blind. */
export const CitedRule = z.object({
  id: Id,
  rule: Id,
  /** "4.2", in the version under which it was cited. */
  number: z.string(),
  guideVersion: z.number().int(),
  title: z.string(),
  statement: z.string(),
  /** As they were then, without the items that they were taken from. */
  examples: z.array(Example),
  severity: Severity,
  judgement: Judgement,
  /** The answer was written under another text of the rule, so this never counts against its author. */
  newer: z.boolean(),
  anchor: Anchor.nullable(),
  note: z.string(),
});
export type CitedRule = z.infer<typeof CitedRule>;

/** What a review found of one rule in one answer, without the words of the rule. */
export const Finding = z.object({
  id: Id,
  item: Id,
  answer: Id,
  review: Id.nullable(),
  rule: Id,
  /** What the rule said then: a revision of it, in this version of the guide. */
  revision: Id,
  guideVersion: z.number().int(),
  number: z.string(),
  severity: Severity,
  judgement: Judgement,
  /** The answer was written under another text of the rule, so this doesn't count against its author. */
  newer: z.boolean(),
  /** False where the review was taken out of every count. */
  counts: z.boolean(),
  anchor: Anchor.nullable(),
  /** Empty where the rule is hidden from the reader. */
  note: z.string(),
  by: AgentRef,
  at: Time,
});
export type Finding = z.infer<typeof Finding>;
