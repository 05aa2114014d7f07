import { z } from "zod";
import { endpoint, KB } from "./endpoint.ts";
import { Id, PersonRef, Time } from "./entities.ts";

export const GuideVersion = z.object({
  id: Id,
  n: z.number().int(),
  body: z.string(),
  by: PersonRef,
  at: Time,
});
export type GuideVersion = z.infer<typeof GuideVersion>;

export const guides = {
  list: endpoint({
    method: "GET",
    path: "/api/projects/:project/guides",
    summary: "All versions of the instructions, newest first",
    scope: "read",
    result: z.object({ rows: z.array(GuideVersion) }),
  }),
  publish: endpoint({
    method: "POST",
    path: "/api/projects/:project/guides",
    summary: "Publish the instructions as the next version",
    scope: "write",
    limit: 2048 * KB,
    body: z.object({ body: z.string().max(500_000) }),
    result: GuideVersion,
  }),
};
