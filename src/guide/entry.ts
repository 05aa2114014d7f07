import { z } from "zod";
import { Language, Predicate } from "#content/index.ts";
import { Severity } from "./severity.ts";

export { Severity } from "./severity.ts";

const Markdown = z.string().max(50_000);
const Line = z.string().trim().max(300);
const EntryId = z.uuid();

/** What a rule is about; it groups rules and says nothing about their weight. */
export const RuleKind = z.enum([
  "wording",
  "formatting",
  "reading-level",
  "persona",
  "outline",
  "accuracy",
  "behavior",
  "safety",
  "other",
]);
export type RuleKind = z.infer<typeof RuleKind>;

/** What the model does where a sensitive topic meets a use case. */
export const Stance = z.enum(["answer", "with-care", "partly", "decline"]);
export type Stance = z.infer<typeof Stance>;

export const Verdict = z.enum(["good", "bad", "borderline"]);
export type Verdict = z.infer<typeof Verdict>;

/** An example of a rule kept or broken. It names no author and no model. */
export const Example = z.strictObject({
  /** Stays when the text changes, so that a quiz or a citation finds it again. */
  id: z.uuid(),
  verdict: Verdict,
  prompt: Markdown.default(""),
  response: Markdown,
  why: Markdown.default(""),
  language: Language.nullable().default(null),
  skill: Line.default(""),
  /** The item it was taken from, which is then shown to nobody who may still work on it. */
  item: z.uuid().nullable().default(null),
});
export type Example = z.infer<typeof Example>;

/** Where a rule applies: items that the condition holds for, at these stages; empty means everywhere. */
export const RuleScope = z.strictObject({
  where: Predicate.nullable().default(null),
  stages: z.array(z.string().max(40)).max(50).default([]),
});
export type RuleScope = z.infer<typeof RuleScope>;

export const SectionContent = z.strictObject({
  kind: z.literal("section"),
  title: Line.min(1),
  /** What the section is about, in a paragraph or more. */
  definition: Markdown.default(""),
});
export type SectionContent = z.infer<typeof SectionContent>;

export const RuleContent = z.strictObject({
  kind: z.literal("rule"),
  title: Line.min(1),
  statement: Markdown,
  /** What the rule does not mean. */
  isNot: Markdown.default(""),
  why: Markdown.default(""),
  whenInDoubt: Markdown.default(""),
  type: RuleKind.default("other"),
  severity: Severity.default("major"),
  /** Rules that give way to this one where both apply. */
  over: z.array(EntryId).max(50).default([]),
  scope: RuleScope.default({ where: null, stages: [] }),
  /** The person who answers for the rule. */
  owner: z.uuid().nullable().default(null),
  examples: z.array(Example).max(100).default([]),
  /** One box of the grid of sensitive topics and use cases. */
  policy: z
    .strictObject({ topic: Line.min(1), useCase: Line.min(1), stance: Stance })
    .nullable()
    .default(null),
});
export type RuleContent = z.infer<typeof RuleContent>;

export const TermContent = z.strictObject({
  kind: z.literal("term"),
  title: Line.min(1),
  definition: Markdown,
  /** Words that are not to be used for it. */
  avoid: z.array(Line.min(1)).max(50).default([]),
});
export type TermContent = z.infer<typeof TermContent>;

/** What a guide is made of: sections, rules and terms. An entry's id is for good; its content has revisions. */
export const EntryContent = z.discriminatedUnion("kind", [SectionContent, RuleContent, TermContent]);
export type EntryContent = z.infer<typeof EntryContent>;
