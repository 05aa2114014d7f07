import { z } from "zod";
import { SubjectKind } from "./discussions.ts";
import { endpoint } from "./endpoint.ts";
import { Id, PersonRef, Time } from "./entities.ts";

export const Notice = z.object({
  id: Id,
  kind: z.enum([
    "returned",
    "rejected",
    "edited",
    "mentioned",
    "replied",
    "flagged",
    "assigned",
    "guide-missed",
    "asked",
    "ruled",
    "declined",
    "author-asked",
    "guide-newer",
    "announced",
    "calibration",
    "calibration-revealed",
    "commented",
  ]),
  /** Null for what was said in a guide, which is named in its place. */
  projectId: Id.nullable(),
  guideId: Id.nullable(),
  project: z.string(),
  /** Who did or said it; null where the reader works blind and must not learn it. */
  by: PersonRef.nullable(),
  /** What it is about. Who works blind gets no id of an item, but their own hand-over of it. */
  subject: SubjectKind,
  subjectId: Id.nullable(),
  assignmentId: Id.nullable(),
  /** The thread in which it was said. */
  threadId: Id.nullable(),
  /** The reader holds the item's work now. */
  held: z.boolean(),
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
