import { z } from "zod";
import { Anchor } from "#content/index.ts";
import { NewComment, Thread } from "./discussions.ts";
import { endpoint, KB } from "./endpoint.ts";
import { Id, PersonRef } from "./entities.ts";

/** A thread on an entry of a guide's draft. */
export const GuideThread = Thread.extend({
  entry: Id,
  /** The caller's notices of what they have not read in it. */
  unread: z.array(Id),
});
export type GuideThread = z.infer<typeof GuideThread>;

/** What people say about a guide while they write it. Everyone who reads the guide takes part. */
export const guideComments = {
  list: endpoint({
    method: "GET",
    path: "/api/guides/:guide/threads",
    summary: "The threads on the entries of a guide, oldest first, and who can be mentioned in them",
    scope: "read",
    result: z.object({ rows: z.array(GuideThread), people: z.array(PersonRef) }),
  }),
  start: endpoint({
    method: "POST",
    path: "/api/guides/:guide/entries/:entry/threads",
    summary: "Start a thread on an entry, or on a passage of its text",
    scope: "write",
    limit: 64 * KB,
    body: NewComment.extend({ anchor: Anchor.nullable().default(null) }),
    result: GuideThread,
  }),
  reply: endpoint({
    method: "POST",
    path: "/api/guides/:guide/threads/:thread/comments",
    summary: "Add a comment; people who are mentioned, who take part, and the rule's owner get a notice",
    scope: "write",
    limit: 64 * KB,
    body: NewComment,
    result: GuideThread,
  }),
  resolve: endpoint({
    method: "PUT",
    path: "/api/guides/:guide/threads/:thread",
    summary: "Resolve or reopen a thread",
    scope: "write",
    body: z.object({ resolved: z.boolean() }),
    result: GuideThread,
  }),
};
