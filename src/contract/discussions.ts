import { z } from "zod";
import { Anchor } from "#content/index.ts";
import { endpoint, KB } from "./endpoint.ts";
import { Id, PersonRef, Time } from "./entities.ts";

export const Comment = z.object({
  id: Id,
  by: PersonRef,
  text: z.string(),
  mentions: z.array(PersonRef),
  at: Time,
});
export type Comment = z.infer<typeof Comment>;

export const Thread = z.object({
  id: Id,
  /** Which item of a calibration it is about, by its number there; other threads have none. */
  part: z.number().int().nullable().default(null),
  /** The passage that it is about. On the work that one holds, responses are numbered as the reader sees them. */
  anchor: Anchor.nullable(),
  resolved: z.boolean(),
  createdAt: Time,
  comments: z.array(Comment),
});
export type Thread = z.infer<typeof Thread>;

/** What a thread is about. `item` has endpoints of its own, and so has `entry`, one of a guide. */
export const SubjectKind = z.enum([
  "item",
  "project",
  "guide",
  "import",
  "release",
  "question",
  "judging",
  "entry",
]);
export type SubjectKind = z.infer<typeof SubjectKind>;
export const Subject = z.object({ subject: SubjectKind.exclude(["item", "entry"]), id: Id });
export type Subject = z.infer<typeof Subject>;
/** Which item of a calibration, by its number there. */
const part = z.int32().min(1);

const text = z.string().trim().min(1, "write something").max(10_000);
/** What a comment says, and whom it mentions. */
export const NewComment = z.object({ text, mentions: z.array(Id).max(20).default([]) });

const anchor = Anchor.nullable().default(null);

/**
 * Threads hang on an item, or on a version of the guide, an import, a release, a calibration or the project. A person with an
 * assignment reaches those on its item through it, without learning the item's id.
 */
export const discussions = {
  list: endpoint({
    method: "GET",
    path: "/api/projects/:project/items/:item/threads",
    summary: "The threads of an item",
    scope: "read",
    result: z.object({ rows: z.array(Thread) }),
  }),
  start: endpoint({
    method: "POST",
    path: "/api/projects/:project/items/:item/threads",
    summary: "Start a thread on an item or a passage of it",
    scope: "work",
    limit: 64 * KB,
    body: NewComment.extend({ anchor }),
    result: Thread,
  }),
  listOn: endpoint({
    method: "GET",
    path: "/api/projects/:project/threads",
    summary: "The threads on a guide version, an import, a release, a revealed calibration or the project",
    scope: "read",
    query: z.object({ ...Subject.shape, part: z.coerce.number().pipe(part).optional() }),
    result: z.object({ rows: z.array(Thread) }),
  }),
  startOn: endpoint({
    method: "POST",
    path: "/api/projects/:project/threads",
    summary:
      "Start a thread on a guide version, an import, a release, an item of a calibration or the project",
    scope: "work",
    limit: 64 * KB,
    body: NewComment.extend({ ...Subject.shape, part: part.nullable().default(null) }),
    result: Thread,
  }),
  listHere: endpoint({
    method: "GET",
    path: "/api/projects/:project/work/:assignment/threads",
    summary: "The threads that a person may see on their open work: those they take part in",
    scope: "work",
    result: z.object({ rows: z.array(Thread) }),
  }),
  startHere: endpoint({
    method: "POST",
    path: "/api/projects/:project/work/:assignment/threads",
    summary: "Start a thread on the work one holds, or on a passage of it",
    scope: "work",
    limit: 64 * KB,
    body: NewComment.extend({ anchor }),
    result: Thread,
  }),
  askAuthor: endpoint({
    method: "POST",
    path: "/api/projects/:project/work/:assignment/author",
    summary: "Ask the author of the answer that one judges or judged; neither learns who the other is",
    scope: "work",
    limit: 64 * KB,
    body: z.object({ text }),
    result: Thread,
  }),
  askAuthorOf: endpoint({
    method: "POST",
    path: "/api/projects/:project/items/:item/answers/:answer/author",
    summary: "Ask the author of an answer, wherever they work by now; neither learns who the other is",
    scope: "work",
    limit: 64 * KB,
    body: z.object({ text }),
    result: Thread,
  }),
  reply: endpoint({
    method: "POST",
    path: "/api/projects/:project/threads/:thread/comments",
    summary: "Add a comment; people who are mentioned are told",
    scope: "work",
    limit: 64 * KB,
    body: NewComment,
    result: Thread,
  }),
  resolve: endpoint({
    method: "PUT",
    path: "/api/projects/:project/threads/:thread",
    summary: "Resolve or reopen a thread",
    scope: "work",
    body: z.object({ resolved: z.boolean() }),
    result: Thread,
  }),
  mentionable: endpoint({
    method: "GET",
    path: "/api/projects/:project/mentionable",
    summary: "Who can be mentioned: reviewers and managers, and for those everybody",
    scope: "work",
    result: z.object({ rows: z.array(PersonRef) }),
  }),
};
