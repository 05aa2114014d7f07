import { z } from "zod";
import { endpoint, KB } from "./endpoint.ts";
import { Id, PersonRef, ProjectRole, Time } from "./entities.ts";

/** What a lead tells the members of a project. */
export const Announcement = z.object({
  id: Id,
  projectId: Id,
  project: z.string(),
  title: z.string(),
  /** Markdown. */
  text: z.string(),
  /** Which members it is for; empty: all. */
  roles: z.array(ProjectRole),
  /** From then on it is offered to nobody any more; null: no such time. */
  until: Time.nullable(),
  by: PersonRef,
  at: Time,
  withdrawnAt: Time.nullable(),
  /** It is for the caller, who has not said yet that they have read it. */
  unread: z.boolean(),
  /** When the caller said that they have read it. */
  readAt: Time.nullable(),
  /** How many of those that it is for have read it; null for who does not manage the project. */
  readers: z.object({ read: z.number().int(), asked: z.number().int() }).nullable(),
});
export type Announcement = z.infer<typeof Announcement>;

/** Someone whom an announcement is for, or who read it while it was for them. */
export const AnnouncementReader = z.object({
  person: PersonRef,
  /** Null: not a member any more. */
  role: ProjectRole.nullable(),
  readAt: Time.nullable(),
});
export type AnnouncementReader = z.infer<typeof AnnouncementReader>;

const path = <T extends string>(rest: T) => `/api/projects/:project/announcements${rest}` as const;

/** Announcements, and who has read them. */
export const announcements = {
  mine: endpoint({
    method: "GET",
    path: "/api/announcements",
    summary: "Announcements in my projects that I have not read yet, newest first",
    scope: "read",
    result: z.object({ rows: z.array(Announcement) }),
  }),
  list: endpoint({
    method: "GET",
    path: path(""),
    summary: "A project's announcements, newest first: all of them for managers, else those for oneself",
    scope: "read",
    result: z.object({ rows: z.array(Announcement) }),
  }),
  announce: endpoint({
    method: "POST",
    path: path(""),
    summary: "Tell the members of a project something: all of them, or those with some roles",
    scope: "write",
    limit: 64 * KB,
    body: z.object({
      title: z.string().trim().min(1, "needs a title").max(200),
      text: z.string().trim().min(1, "needs a text").max(20_000),
      roles: z.array(ProjectRole).max(4).default([]),
      until: z.iso.datetime().nullable().default(null),
    }),
    result: Announcement,
  }),
  read: endpoint({
    method: "POST",
    path: path("/:announcement/read"),
    summary: "Say that one has read an announcement; saying it again changes nothing",
    scope: "work",
  }),
  readers: endpoint({
    method: "GET",
    path: path("/:announcement/readers"),
    summary: "Who has read an announcement, when, and who has not",
    scope: "read",
    result: z.object({ rows: z.array(AnnouncementReader) }),
  }),
  withdraw: endpoint({
    method: "POST",
    path: path("/:announcement/withdraw"),
    summary: "Withdraw an announcement: it disappears for everyone but managers, and who read it is kept",
    scope: "write",
  }),
};
