import { z } from "zod";
import { endpoint } from "./endpoint.ts";
import { AgentRef, Estimate, Id } from "./entities.ts";
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
};
