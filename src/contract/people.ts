import { z } from "zod";
import { isDerivedTrait, SpokenLanguage, Trait } from "#content/index.ts";
import { endpoint } from "./endpoint.ts";
import { AgentRef, Id, OrganizationRole, ProjectRole, Time } from "./entities.ts";
import { ApiKey } from "./keys.ts";

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
  languages: z.array(SpokenLanguage),
  /** What was granted and has not ended, in one project or (null) in all. */
  traits: z.array(z.object({ trait: Trait, projectId: Id.nullable(), until: Time.nullable() })),
});
export type Person = z.infer<typeof Person>;

/** A link that signs one person in once. Shown when made, stored only as a hash. */
export const Link = z.object({ url: z.string(), expiresAt: Time });
export type Link = z.infer<typeof Link>;

const GrantedTrait = Trait.refine(
  (trait) => !isDerivedTrait(trait),
  "follows from membership, from the languages a person speaks, or from an agreement they signed",
);
/** An API key as those who run the organization see it. */
export const PersonKey = ApiKey.extend({ person: AgentRef, projectName: z.string().nullable() });
export type PersonKey = z.infer<typeof PersonKey>;

export const people = {
  list: endpoint({
    method: "GET",
    path: "/api/people",
    summary: "Everybody in the organization",
    scope: "read",
    result: z.object({ rows: z.array(Person) }),
  }),
  keys: endpoint({
    method: "GET",
    path: "/api/people/keys",
    summary: "The API keys of everyone in the organization",
    scope: "admin",
    result: z.object({ rows: z.array(PersonKey) }),
  }),
  invite: endpoint({
    method: "POST",
    path: "/api/people",
    summary: "Add a person and, when called from a session, make an invitation link",
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
    result: z.object({ person: Person, link: Link.nullable() }),
  }),
  addProgram: endpoint({
    method: "POST",
    path: "/api/programs",
    summary:
      "Add a program that works in a project under its own name, with a key of its own, shown this once",
    scope: "admin",
    body: z.object({
      name: z.string().trim().min(1).max(100),
      project: Id,
      role: z.enum(["trainer", "reviewer"]).default("trainer"),
      /** What else the project's work needs, such as `language:de`. */
      traits: z
        .array(Trait.refine((trait) => !trait.startsWith("agreed:"), "is signed for"))
        .max(50)
        .default([]),
      days: z.number().int().min(1).max(3650).nullable().default(null),
    }),
    result: z.object({ program: AgentRef, secret: z.string() }),
  }),
  newLink: endpoint({
    method: "POST",
    path: "/api/people/:person/link",
    summary: "Make a new sign-in link; older ones stop working. Not with an API key",
    scope: "admin",
    result: Link,
  }),
  update: endpoint({
    method: "PATCH",
    path: "/api/people/:person",
    summary: "Change a person's role or languages, or block them: their sessions and keys end",
    scope: "admin",
    body: z.object({
      role: OrganizationRole.optional(),
      blocked: z.boolean().optional(),
      languages: z.array(SpokenLanguage).max(30).optional(),
    }),
    result: Person,
  }),
  grantTrait: endpoint({
    method: "POST",
    path: "/api/people/:person/traits",
    summary: "Grant a person a skill or a qualification, in one project or in all",
    scope: "admin",
    body: z.object({
      trait: GrantedTrait,
      project: Id.nullable().default(null),
      until: z.iso.datetime().nullable().default(null),
    }),
    result: Person,
  }),
  revokeTrait: endpoint({
    method: "POST",
    path: "/api/people/:person/traits/revoke",
    summary: "Take a granted trait away: work that needs it is no longer offered",
    scope: "admin",
    body: z.object({ trait: GrantedTrait, project: Id.nullable().default(null) }),
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
