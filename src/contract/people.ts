import { z } from "zod";
import { endpoint } from "./endpoint.ts";
import { Id, OrganizationRole, ProjectRole, Time } from "./entities.ts";

export const Person = z.object({
  id: Id,
  name: z.string(),
  email: z.string().nullable(),
  role: OrganizationRole,
  createdAt: Time,
  seenAt: Time.nullable(),
  blocked: z.boolean(),
  erased: z.boolean(),
  /** An invitation that nobody has followed yet. */
  invited: z.boolean(),
  projects: z.array(z.object({ id: Id, name: z.string(), role: ProjectRole })),
});
export type Person = z.infer<typeof Person>;

/** A link that signs one person in once. Shown when made, stored only as a hash. */
export const Link = z.object({ url: z.string(), expiresAt: Time });
export type Link = z.infer<typeof Link>;

export const people = {
  list: endpoint({
    method: "GET",
    path: "/api/people",
    summary: "Everybody in the organization",
    scope: "read",
    result: z.object({ rows: z.array(Person) }),
  }),
  invite: endpoint({
    method: "POST",
    path: "/api/people",
    summary: "Add a person and make an invitation link",
    scope: "admin",
    body: z.object({
      name: z.string().trim().min(1).max(120),
      email: z.email().max(320).nullable().default(null),
      role: OrganizationRole.default("member"),
      projects: z
        .array(z.object({ id: Id, role: ProjectRole }))
        .max(50)
        .default([]),
    }),
    result: z.object({ person: Person, link: Link }),
  }),
  newLink: endpoint({
    method: "POST",
    path: "/api/people/:person/link",
    summary: "Make a new sign-in link; older ones stop working",
    scope: "admin",
    result: Link,
  }),
  update: endpoint({
    method: "PATCH",
    path: "/api/people/:person",
    summary: "Change a person's role, or block them: their sessions and keys end",
    scope: "admin",
    body: z.object({ role: OrganizationRole.optional(), blocked: z.boolean().optional() }),
    result: Person,
  }),
  erase: endpoint({
    method: "POST",
    path: "/api/people/:person/erase",
    summary: "Erase a person's name, address and comments; their work stays, under a pseudonym",
    scope: "admin",
    result: Person,
  }),
};
