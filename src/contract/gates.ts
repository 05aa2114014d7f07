import { z } from "zod";
import { EntryChange } from "#guide/compare.ts";
import { Verdict } from "#guide/entry.ts";
import { endpoint } from "./endpoint.ts";
import { AgentRef, Id, Time } from "./entities.ts";

/** A change of the guide is to be read before the next item of the queues that it touches, from a time on or (null) now. */
export const NewGate = z.object({ from: z.iso.datetime().nullable().default(null) });
export type NewGate = z.infer<typeof NewGate>;

/** What happens to accepted work that a change of the guide touches: some answers (null: all) are reviewed once more. */
export const NewReReview = z.object({ draw: z.number().int().min(1).max(100_000).nullable().default(null) });
export type NewReReview = z.infer<typeof NewReReview>;

const Numbered = z.object({ id: Id, n: z.number().int() });

/** An example of a rule that changed, without its verdict. */
export const GateQuestion = z.object({
  example: Id,
  rule: Id,
  number: z.string(),
  title: z.string(),
  prompt: z.string(),
  response: z.string(),
});
export type GateQuestion = z.infer<typeof GateQuestion>;

/** What a person has to read: what changed between the version that they last read and the present one. */
export const GateReading = z.object({
  gate: z.number().int(),
  takesEffect: Time,
  /** Null: nothing was read before. */
  from: Numbered.nullable(),
  to: Numbered,
  note: z.string(),
  /** Without the examples that are asked about. */
  changes: z.array(EntryChange),
  /** What is still to be answered right. */
  questions: z.array(GateQuestion),
  /** How often questions were answered. */
  rounds: z.number().int(),
});
export type GateReading = z.infer<typeof GateReading>;

/** A question that was answered wrong, explained. */
export const GateExplanation = z.object({
  example: Id,
  rule: Id,
  number: z.string(),
  title: z.string(),
  given: Verdict,
  /** What is right; null as long as the question is asked again. */
  verdict: Verdict.nullable(),
  why: z.string(),
  statement: z.string(),
});
export type GateExplanation = z.infer<typeof GateExplanation>;

/** A gate as those see it who run the project. */
export const Gate = z.object({
  gate: z.number().int(),
  version: Numbered,
  takesEffect: Time,
  at: Time,
  by: AgentRef,
  /** Whether it stands before every queue. */
  everyQueue: z.boolean(),
  queues: z.number().int(),
  /** Who draws from the queues that it touches, and who of them has passed it. */
  readers: z.number().int(),
  passed: z.number().int(),
  /** The median; null: nobody has passed it. */
  seconds: z.number().nullable(),
});
export type Gate = z.infer<typeof Gate>;

export const GateReader = z.object({
  agent: AgentRef,
  /** Null: not read yet. */
  at: Time.nullable(),
  seconds: z.number().int().nullable(),
  rounds: z.number().int().nullable(),
});
export type GateReader = z.infer<typeof GateReader>;

const inProject = <T extends string>(rest: T) => `/api/projects/:project${rest}` as const;

/** What is read before work goes on, and who has read it. */
export const gates = {
  reading: endpoint({
    method: "GET",
    path: inProject("/gate"),
    summary: "What I have to read before the next item: what changed in the guide, with questions",
    scope: "work",
    result: z.object({ reading: GateReading.nullable() }),
  }),
  acknowledge: endpoint({
    method: "POST",
    path: inProject("/gate"),
    summary: "Say that I have read what changed, and answer its questions; wrong answers are explained",
    scope: "work",
    body: z.object({
      gate: z.number().int(),
      /** The version that was read up to. */
      version: Id,
      seconds: z.number().int().min(0).max(86_400).default(0),
      replies: z
        .array(z.object({ example: Id, verdict: Verdict }))
        .max(10)
        .default([]),
    }),
    result: z.object({ passed: z.boolean(), wrong: z.array(GateExplanation) }),
  }),
  list: endpoint({
    method: "GET",
    path: inProject("/gates"),
    summary: "The project's gates, newest first, with how many have passed them",
    scope: "read",
    result: z.object({ rows: z.array(Gate) }),
  }),
  readers: endpoint({
    method: "GET",
    path: inProject("/gates/:version"),
    summary: "Who has passed a gate, who has not, and how its questions were answered",
    scope: "read",
    result: z.object({
      rows: z.array(GateReader),
      questions: z.array(
        z.object({
          example: Id,
          asked: z.number().int(),
          missed: z.number().int(),
          suspended: z.boolean(),
        }),
      ),
    }),
  }),
};
