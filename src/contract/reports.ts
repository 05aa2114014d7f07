import { z } from "zod";
import { endpoint } from "./endpoint.ts";
import { AgentRef, Estimate, Id, PageQuery, page } from "./entities.ts";
import { Finding } from "./findings.ts";
import { Progress } from "./projects.ts";

const Count = z.number().int();

/**
 * The answers that items need, withdrawn items aside, by where each stands; `open` was not given yet, or was undone.
 * `given` is what was submitted or accepted.
 */
export const AnswerProgress = z.object({
  needed: Count,
  given: Count,
  submitted: Count,
  accepted: Count,
  acceptedWithoutReview: Count,
  returned: Count,
  open: Count,
});
export type AnswerProgress = z.infer<typeof AnswerProgress>;

/** How far a project is, as a whole and for each value of an attribute (null: items without one). */
export const ProjectProgress = z.object({
  items: Progress,
  answers: AnswerProgress,
  values: z
    .array(z.object({ value: z.string().nullable(), items: Progress, answers: AnswerProgress }))
    .nullable(),
});
export type ProjectProgress = z.infer<typeof ProjectProgress>;

/** Work by day and by person, and the pace with an interval (null bounds below five days with work). */
export const ProjectReport = z.object({
  progress: Progress,
  days: z.array(
    z.object({ day: z.string(), submitted: z.number(), accepted: z.number(), returned: z.number() }),
  ),
  people: z.array(
    z.object({
      person: AgentRef,
      submitted: z.number(),
      accepted: z.number(),
      returned: z.number(),
      rejected: z.number(),
      skipped: z.number(),
      reviewed: z.number(),
      activeMinutes: z.number(),
      acceptance: Estimate,
    }),
  ),
  pace: Estimate.extend({ daysLeft: z.number().nullable() }),
});
export type ProjectReport = z.infer<typeof ProjectReport>;

/** How often a rule was found broken in the answers that were judged under it, or under a rule that it came from. */
export const RuleReport = z.object({
  rule: Id,
  number: z.string(),
  title: z.string(),
  /** The rule and those that it came from by splits and merges. */
  family: z.array(Id),
  /** Answers found to break it; those written under another text of it do not count. */
  broken: Count,
  /** The same, where the rule is newer than the answer. */
  newer: Count,
  /** Answers judged under a guide that has the rule or one that it came from. */
  judged: Count,
  share: Estimate,
  byVersion: z.array(z.object({ version: Count, broken: Count, judged: Count, share: Estimate })),
});
export type RuleReport = z.infer<typeof RuleReport>;

/** Answers under the versions of a guide that say the same of a rule, and how many of them break it. */
export const RulePeriod = z.object({ from: Count, to: Count, broken: Count, judged: Count, share: Estimate });
export type RulePeriod = z.infer<typeof RulePeriod>;

/** What a rule was broken by before and after its text changed, and the difference. */
const RuleChange = z.object({ version: Count, before: Estimate, after: Estimate, difference: Estimate });

const RuleGroup = z.object({ value: z.string().nullable(), broken: Count, judged: Count, share: Estimate });

/** Everything that is known of one rule in a project, ancestors included. */
export const RulePage = RuleReport.omit({ byVersion: true }).extend({
  /** Rules that it came from, and rules that came from it. */
  relatives: z.array(z.object({ id: Id, title: z.string(), relation: z.enum(["ancestor", "descendant"]) })),
  periods: z.array(RulePeriod),
  changes: z.array(RuleChange),
  byVersion: z.array(RuleGroup),
  byLanguage: z.array(RuleGroup),
  bySkill: z.array(RuleGroup),
  byStage: z.array(RuleGroup),
  /** Null for those who don't manage the project. */
  byPerson: z.array(RuleGroup.extend({ person: AgentRef })).nullable(),
  /** Working time on answers that were returned for it. */
  minutesLost: z.number(),
  /** How often two reviews of one answer said the same of it; `n` counts the pairs. */
  agreement: Estimate,
});
export type RulePage = z.infer<typeof RulePage>;

/** A rule that answers of mine were returned for; `judged` counts the answers that I handed in. */
export const MyRule = z.object({
  rule: Id,
  number: z.string(),
  title: z.string(),
  broken: Count,
  /** How many examples it has to practise with. */
  examples: Count,
  periods: z.array(RulePeriod),
  changes: z.array(RuleChange),
});
export type MyRule = z.infer<typeof MyRule>;

export const reports = {
  project: endpoint({
    method: "GET",
    path: "/api/projects/:project/report",
    summary: "Progress by state, person and day, and the pace with an interval",
    scope: "read",
    lane: "lists",
    query: z.object({ timeZone: z.string().max(60).default("UTC") }),
    result: ProjectReport,
  }),
  progress: endpoint({
    method: "GET",
    path: "/api/projects/:project/progress",
    summary: "Answers given of answers needed and items by state, also by the values of an attribute",
    scope: "read",
    lane: "lists",
    query: z.object({ attribute: z.string().max(100).optional() }),
    result: ProjectProgress,
  }),
  rules: endpoint({
    method: "GET",
    path: "/api/projects/:project/report/rules",
    summary: "How often each rule of the guide is broken, with intervals, the most broken first",
    scope: "read",
    lane: "lists",
    result: z.object({ rows: z.array(RuleReport) }),
  }),
  rule: endpoint({
    method: "GET",
    path: "/api/projects/:project/report/rules/:rule",
    summary:
      "One rule: by version, language, skill, stage and person, and before and after each change of its text",
    scope: "read",
    lane: "lists",
    result: RulePage,
  }),
  findings: endpoint({
    method: "GET",
    path: "/api/projects/:project/findings",
    summary: "What reviews found of the guide's rules in answers, oldest first, a page at a time",
    scope: "read",
    lane: "lists",
    query: z.object(PageQuery.shape),
    result: page(Finding),
  }),
  myRules: endpoint({
    method: "GET",
    path: "/api/projects/:project/report/my-rules",
    summary: "The rules that my answers were returned for, before and after each change of their text",
    scope: "work",
    lane: "lists",
    result: z.object({ rows: z.array(MyRule) }),
  }),
};
