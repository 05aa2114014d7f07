import { z } from "zod";
import { Language } from "#content/index.ts";
import { EntryContent } from "#guide/entry.ts";
import { endpoint, KB } from "./endpoint.ts";
import { Id, PersonRef, Time } from "./entities.ts";
import { NewGate } from "./gates.ts";

/** A published version, without its text. */
export const GuideVersionHead = z.object({
  id: Id,
  guide: Id,
  n: z.number().int(),
  note: z.string(),
  /** SHA-256 of the text and the entries, in hexadecimal. */
  hash: z.string(),
  by: PersonRef,
  at: Time,
  /** Why it was published without signatures; null: none was missing. */
  unsigned: z.string().nullable(),
});
export type GuideVersionHead = z.infer<typeof GuideVersionHead>;

/** A published version: its entries are written out in `body`; older versions have that alone. */
export const GuideVersion = GuideVersionHead.extend({ body: z.string() });
export type GuideVersion = z.infer<typeof GuideVersion>;

/** A section, rule or term of a version, in reading order. */
export const VersionEntry = z.object({
  id: Id,
  /** As readers cite it: "4.2". */
  number: z.string(),
  parent: Id.nullable(),
  revision: Id,
  n: z.number().int(),
  content: EntryContent,
});
export type VersionEntry = z.infer<typeof VersionEntry>;

/** The guide that a project works under. */
export const ProjectGuide = z.object({
  id: Id,
  title: z.string(),
  /** Null until a version is published. */
  version: GuideVersion.nullable(),
  entries: z.array(VersionEntry),
  /** Keeps its version when a newer one is published. */
  pinned: z.boolean(),
  /** The number of the guide's newest version. */
  newest: z.number().int().nullable(),
  /** Whether something in it is confidential, and shown to the caller once they open it. */
  mayOpen: z.boolean(),
});
export type ProjectGuide = z.infer<typeof ProjectGuide>;

/** The guide as a project uses it. */
export const guides = {
  get: endpoint({
    method: "GET",
    path: "/api/projects/:project/guide",
    summary: "The guide of a project: the version that it works under, with its entries",
    scope: "read",
    /** The version of a piece of work, which may be an earlier one than the project's present one. */
    query: z.object({ version: Id.optional() }),
    result: z.object({ guide: ProjectGuide.nullable() }),
  }),
  search: endpoint({
    method: "GET",
    path: "/api/projects/:project/guide/search",
    summary:
      "Entries of the project's guide that words lead to, in their grammatical forms too, the best first",
    scope: "read",
    query: z.object({
      q: z.string().max(300),
      /** Of the words, and of the translation that is searched beside the guide's own text. */
      language: Language.default("en"),
      version: Id.optional(),
    }),
    result: z.object({ rows: z.array(z.object({ entry: Id })) }),
  }),
  adopt: endpoint({
    method: "POST",
    path: "/api/projects/:project/guide",
    summary: "Follow a guide, or pin one of its versions",
    scope: "write",
    body: z.object({
      guide: Id,
      /** The version to keep; null follows the guide, so that each new version comes into force here. */
      version: Id.nullable().default(null),
    }),
  }),
  list: endpoint({
    method: "GET",
    path: "/api/projects/:project/guides",
    summary: "Versions of the project's guide that it has worked under, newest first",
    scope: "read",
    result: z.object({ rows: z.array(GuideVersion) }),
  }),
  publish: endpoint({
    method: "POST",
    path: "/api/projects/:project/guides",
    summary: "Publish a text as the next version of the project's guide; for guides that have no entries",
    scope: "write",
    limit: 2048 * KB,
    body: z.object({ body: z.string().max(500_000), gate: NewGate.nullable().default(null) }),
    result: GuideVersion,
  }),
};
