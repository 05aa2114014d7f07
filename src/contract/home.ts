import { z } from "zod";
import { endpoint } from "./endpoint.ts";
import { Id, Time } from "./entities.ts";

/** A person's own week: what they did and what became of it. */
export const Week = z.object({
  submitted: z.number().int(),
  reviewed: z.number().int(),
  accepted: z.number().int(),
  returned: z.number().int(),
  activeMinutes: z.number(),
  days: z.array(z.object({ day: z.string(), done: z.number().int() })),
});
export type Week = z.infer<typeof Week>;

/** One piece of unfinished work. */
export const Unfinished = z.object({
  assignmentId: Id,
  projectId: Id,
  project: z.string(),
  stage: z.string(),
  excerpt: z.string(),
  savedAt: Time.nullable(),
  held: z.boolean(),
  parked: z.boolean(),
});
export type Unfinished = z.infer<typeof Unfinished>;

export const home = {
  week: endpoint({
    method: "GET",
    path: "/api/home/week",
    summary: "What I did in the last seven days",
    scope: "work",
    query: z.object({ timeZone: z.string().max(60).default("UTC") }),
    result: Week,
  }),
  unfinished: endpoint({
    method: "GET",
    path: "/api/home/unfinished",
    summary: "My drafts whose lease has ended, and work I hold or parked",
    scope: "work",
    result: z.object({
      rows: z.array(Unfinished),
    }),
  }),
};
