import { z } from "zod";
import { endpoint, KB } from "./endpoint.ts";
import { changesTo, Id, PersonRef, ProjectRole, Time } from "./entities.ts";

export const ProjectState = z.enum(["open", "paused", "closed", "archived"]);
export type ProjectState = z.infer<typeof ProjectState>;

/**
 * What browsers keep of a project, so that work goes on without a connection: work and the guide; work alone; nothing,
 * so that what was not sent is lost with the page.
 */
export const Offline = z.enum(["everything", "work", "nothing"]);
export type Offline = z.infer<typeof Offline>;

export const ProjectSettings = z.object({
  answersPerItem: z.number().int().min(1).max(20).default(1),
  review: z.boolean().default(true),
  /** Share of answers that are reviewed. */
  reviewSample: z.number().gt(0).max(1).default(1),
  /** Whether an editor improves each answer before it is finished. */
  edit: z.boolean().default(false),
  leaseMinutes: z.number().int().min(1).max(240).default(10),
  /** Item attributes that divide the work into queues. */
  queueBy: z.array(z.string().max(100)).max(5).default([]),
  /** The attribute that says in which language an item is: its work then goes to people who speak it. */
  demandLanguage: z.string().max(100).nullable().default(null),
  offline: Offline.default("work"),
  /** Whether work is handed out before a guide is published. Projects of before this setting do. */
  openWithoutGuide: z.boolean().default(true),
});
export type ProjectSettings = z.infer<typeof ProjectSettings>;

const Count = z.number().int();

/** A project's items by state. */
export const Progress = z.object({
  total: Count,
  new: Count,
  inProgress: Count,
  done: Count,
  withdrawn: Count,
});
export type Progress = z.infer<typeof Progress>;

const About = z.object({
  id: Id,
  name: z.string(),
  description: z.string(),
  state: ProjectState,
  formVersion: z.number().int().nullable(),
  formVersionId: Id.nullable(),
  guideVersion: z.number().int().nullable(),
});

/** A project as those see it who run it or watch all of it. */
export const LeadProject = About.extend({
  role: ProjectRole.extract(["manager", "viewer"]),
  settings: ProjectSettings,
  progress: Progress,
  createdAt: Time,
});
export type LeadProject = z.infer<typeof LeadProject>;

/** A project as those see it who work in it: how far it is, and nothing of how work is shared out or reviewed. */
export const WorkerProject = About.extend({
  role: ProjectRole.extract(["trainer", "reviewer"]),
  /** Items that are done, of those that are not withdrawn. */
  progress: Progress.pick({ total: true, done: true }),
});
export type WorkerProject = z.infer<typeof WorkerProject>;

export const Project = z.discriminatedUnion("role", [LeadProject, WorkerProject]);
export type Project = z.infer<typeof Project>;

export const Member = z.object({ person: PersonRef, role: ProjectRole, joinedAt: Time });
export type Member = z.infer<typeof Member>;

/** What a new project's guide starts from: our template, a copy of a guide, or a guide that it follows. */
export const FirstGuide = z.discriminatedUnion("from", [
  z.object({ from: z.literal("template") }),
  z.object({ from: z.literal("copy"), guide: Id }),
  z.object({ from: z.literal("follow"), guide: Id }),
]);
export type FirstGuide = z.infer<typeof FirstGuide>;

const name = z.string().trim().min(1, "needs a name").max(120);
const project = <T extends string>(rest: T) => `/api/projects/:project${rest}` as const;

export const projects = {
  list: endpoint({
    method: "GET",
    path: "/api/projects",
    summary: "The projects one takes part in, with their progress",
    scope: "read",
    query: z.object({ archived: z.stringbool().default(false) }),
    result: z.object({ rows: z.array(Project) }),
  }),
  create: endpoint({
    method: "POST",
    path: "/api/projects",
    summary:
      "Create a project; no work is handed out before its guide is published, unless its settings say so",
    scope: "write",
    limit: 2048 * KB,
    body: z.object({
      name,
      description: z.string().max(2000).default(""),
      settings: changesTo(ProjectSettings).default({}),
      instructions: z.string().max(500_000).default(""),
      template: z.string().max(60).optional(),
      /** Left out: none yet, unless there are instructions. */
      guide: FirstGuide.nullable().default(null),
    }),
    result: LeadProject,
  }),
  get: endpoint({ method: "GET", path: project(""), summary: "A project", scope: "read", result: Project }),
  update: endpoint({
    method: "PATCH",
    path: project(""),
    summary: "Change a project's name, description or settings",
    scope: "write",
    body: z.object({
      name: name.optional(),
      description: z.string().max(2000).optional(),
      settings: changesTo(ProjectSettings).optional(),
    }),
    result: LeadProject,
  }),
  setState: endpoint({
    method: "PUT",
    path: project("/state"),
    summary: "Pause, close, reopen or archive a project",
    scope: "write",
    body: z.object({ state: ProjectState }),
    result: LeadProject,
  }),
  members: endpoint({
    method: "GET",
    path: project("/members"),
    summary: "Who takes part",
    scope: "read",
    result: z.object({ rows: z.array(Member) }),
  }),
  setMember: endpoint({
    method: "PUT",
    path: project("/members/:person"),
    summary: "Add a person, or change their role",
    scope: "write",
    body: z.object({ role: ProjectRole }),
    result: Member,
  }),
  removeMember: endpoint({
    method: "DELETE",
    path: project("/members/:person"),
    summary: "Remove a person from the project; their leases end, their work stays",
    scope: "write",
  }),
};
