import { z } from "zod";
import { endpoint } from "./endpoint.ts";
import { Id, Time } from "./entities.ts";

export const Notice = z.object({
  id: Id,
  kind: z.enum(["returned", "rejected", "edited", "mentioned", "replied", "flagged", "assigned"]),
  projectId: Id,
  project: z.string(),
  /** Where it was said: the item for those who may see it, else one's own hand-over of it. */
  itemId: Id.nullable(),
  assignmentId: Id.nullable(),
  text: z.string(),
  at: Time,
  read: z.boolean(),
  /** returned: the answer is still with its author, to be submitted again. */
  waits: z.boolean(),
});
export type Notice = z.infer<typeof Notice>;

export const notices = {
  list: endpoint({
    method: "GET",
    path: "/api/notices",
    summary: "What was said to me, newest first",
    scope: "work",
    result: z.object({ rows: z.array(Notice), unread: z.number().int() }),
  }),
  read: endpoint({
    method: "POST",
    path: "/api/notices/read",
    summary: "Mark notices as read",
    scope: "work",
    body: z.object({ notices: z.array(Id).max(200) }),
  }),
};
