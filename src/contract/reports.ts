import { z } from "zod";
import { endpoint } from "./endpoint.ts";
import { Estimate, PersonRef } from "./entities.ts";
import { Progress } from "./projects.ts";

/** Work by day and by person, and the pace with an interval (null bounds below five days with work). */
export const ProjectReport = z.object({
  progress: Progress,
  days: z.array(
    z.object({ day: z.string(), submitted: z.number(), accepted: z.number(), returned: z.number() }),
  ),
  people: z.array(
    z.object({
      person: PersonRef,
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

export const reports = {
  project: endpoint({
    method: "GET",
    path: "/api/projects/:project/report",
    summary: "Progress by state, person and day, and the pace with an interval",
    scope: "read",
    query: z.object({ timeZone: z.string().max(60).default("UTC") }),
    result: ProjectReport,
  }),
};
