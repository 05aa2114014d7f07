import { z } from "zod";
import { endpoint } from "./endpoint.ts";
import { Id, PersonRef, Time } from "./entities.ts";
import { ProjectGuide } from "./guides.ts";

/** Who reads a guide or a section, beside those who write the guide. */
export const Audience = z.enum(["all", "reviewers", "managers", "people"]);
export type Audience = z.infer<typeof Audience>;

/** Who reads a guide or one of its sections. What is in a section is read by nobody who doesn't read the section. */
export const AudienceSetting = z.object({
  /** Null: the whole guide. */
  section: Id.nullable(),
  audience: Audience,
  /** Who reads it, where the audience is `people`. */
  people: z.array(PersonRef),
  /** Whether each reading is written down. */
  confidential: z.boolean(),
});
export type AudienceSetting = z.infer<typeof AudienceSetting>;

/** What stands on confidential text: who reads it, since when, and the code that leads back to both. */
export const Reading = z.object({ name: z.string(), at: Time, code: z.string() });
export type Reading = z.infer<typeof Reading>;

/** Who read what, and when. */
export const FoundReading = z.object({
  code: z.string(),
  at: Time,
  by: PersonRef,
  guide: z.object({ id: Id, title: z.string() }),
  /** The number of the version; null: the draft. */
  version: z.number().int().nullable(),
});
export type FoundReading = z.infer<typeof FoundReading>;

/** Who reads what of a guide, and who read what is confidential. */
export const guideAudience = {
  list: endpoint({
    method: "GET",
    path: "/api/guides/:guide/audience",
    summary:
      "Who reads the guide and its sections, where that is not everyone; for those who write the guide",
    scope: "read",
    result: z.object({ rows: z.array(AudienceSetting) }),
  }),
  set: endpoint({
    method: "PUT",
    path: "/api/guides/:guide/audience",
    summary: "Set who reads the guide or one of its sections, from now on and in every version",
    scope: "write",
    body: z.object({
      section: Id.nullable(),
      audience: Audience,
      people: z.array(Id).max(200).default([]),
      confidential: z.boolean().default(false),
    }),
  }),
  open: endpoint({
    method: "POST",
    path: "/api/projects/:project/guide/readings",
    summary: "Open a project's guide with what is confidential in it; who opened it is written down",
    scope: "read",
    body: z.object({ version: Id.nullable().default(null) }),
    /** The reading is null where the caller may not open anything more. */
    result: z.object({ guide: ProjectGuide.nullable(), reading: Reading.nullable() }),
  }),
  reading: endpoint({
    method: "GET",
    path: "/api/guides/:guide/reading",
    summary:
      "What stands on the guide's draft for the caller; null where they read nothing confidential in it",
    scope: "read",
    result: z.object({ reading: Reading.nullable() }),
  }),
  find: endpoint({
    method: "GET",
    path: "/api/guides/:guide/readings",
    summary: "Who read which version of the guide, and when, by the code on what they read",
    scope: "read",
    query: z.object({ code: z.string().max(40) }),
    result: FoundReading,
  }),
};
