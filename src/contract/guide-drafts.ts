import { z } from "zod";
import { EntryChange } from "#guide/compare.ts";
import { EntryContent } from "#guide/entry.ts";
import { endpoint, KB } from "./endpoint.ts";
import { Id, PersonRef, Revision, Time } from "./entities.ts";
import { NewGate, NewReReview } from "./gates.ts";
import { GuideVersion, GuideVersionHead, VersionEntry } from "./guides.ts";

/** What a person may do with a guide, without any access to items. */
export const Capacity = z.enum(["editor", "suggester", "linguist", "expert", "lawyer", "client", "reader"]);
export type Capacity = z.infer<typeof Capacity>;

/** A guide as lists show it. */
export const GuideSummary = z.object({
  id: Id,
  title: z.string(),
  /** Counts the changes of the draft. */
  rev: z.number().int(),
  archived: z.boolean(),
  /** The newest version. */
  version: z.object({ id: Id, n: z.number().int(), at: Time }).nullable(),
  /** How many projects work under it. */
  projects: z.number().int(),
  mayEdit: z.boolean(),
  maySuggest: z.boolean(),
  capacities: z.array(Capacity),
});
export type GuideSummary = z.infer<typeof GuideSummary>;

/** A section, rule or term of the draft: what it says now, and where it stands. */
export const DraftEntry = z.object({
  id: Id,
  parent: Id.nullable(),
  /** Orders the entries of one parent. */
  position: z.number(),
  revision: Id,
  /** The number of that revision: how often the entry was saved. */
  n: z.number().int(),
  content: EntryContent,
  by: PersonRef,
  at: Time,
  retired: Time.nullable(),
  /** The draft's revision in which it last changed, moves included. */
  rev: z.number().int(),
});
export type DraftEntry = z.infer<typeof DraftEntry>;

const Entries = z.object({
  /** The guide's revision of the draft in which these entries are as they are here. */
  rev: z.number().int(),
  entries: z.array(DraftEntry),
});

export const GuideDraft = GuideSummary.extend({ entries: z.array(DraftEntry) });
export type GuideDraft = z.infer<typeof GuideDraft>;

/** Where an entry goes: in a section or (null) at the top, behind a sibling or (null) first. */
export const Place = { parent: Id.nullable().default(null), after: Id.nullable().default(null) };
/** The revision that a change was made from. */
const Base = { base: Id };

/** What an entry said at each save, in which versions it is, and what it came from and became. */
export const EntryHistory = z.object({
  revisions: z.array(
    z.object({ id: Id, n: z.number().int(), content: EntryContent, by: PersonRef, at: Time }),
  ),
  versions: z.array(z.object({ id: Id, n: z.number().int(), number: z.string(), revision: Id, at: Time })),
  lineage: z.array(
    z.object({
      kind: z.enum(["split", "merged"]),
      from: Id,
      to: Id,
      /** The title of the other entry, as it is now. */
      title: z.string(),
      by: PersonRef,
      at: Time,
    }),
  ),
});
export type EntryHistory = z.infer<typeof EntryHistory>;

/** The guides of an organization: their drafts, written together, and their versions. */
export const guideDrafts = {
  list: endpoint({
    method: "GET",
    path: "/api/guides",
    summary: "The guides that the caller may read",
    scope: "read",
    result: z.object({ rows: z.array(GuideSummary) }),
  }),
  create: endpoint({
    method: "POST",
    path: "/api/guides",
    summary: "Start a guide, empty, from a template, or from the entries of another one",
    scope: "write",
    body: z.object({
      title: z.string().trim().min(1).max(300),
      from: Id.nullable().default(null),
      /** Start with the sections and rules that most guides need. */
      template: z.boolean().default(false),
    }),
    result: GuideDraft,
  }),
  get: endpoint({
    method: "GET",
    path: "/api/guides/:guide",
    summary: "The draft of a guide: every entry as it stands, retired ones too",
    scope: "read",
    result: GuideDraft,
  }),
  update: endpoint({
    method: "PATCH",
    path: "/api/guides/:guide",
    summary: "Rename a guide, or put it in the archive",
    scope: "write",
    body: z.object({
      title: z.string().trim().min(1).max(300).optional(),
      archived: z.boolean().optional(),
    }),
    result: GuideDraft,
  }),
  changes: endpoint({
    method: "GET",
    path: "/api/guides/:guide/changes",
    summary: "Entries that changed since a revision of the draft, and who has which entry open",
    scope: "read",
    query: z.object({
      since: z.coerce.number().int().min(0),
      /** The entry that the caller has open. */
      at: Id.optional(),
    }),
    result: Entries.extend({
      title: z.string(),
      people: z.array(z.object({ person: PersonRef, entry: Id.nullable() })),
    }),
  }),
  addEntry: endpoint({
    method: "POST",
    path: "/api/guides/:guide/entries",
    summary: "Add a section, rule or term",
    scope: "write",
    limit: 1024 * KB,
    body: z.object({ content: EntryContent, ...Place }),
    result: Entries,
  }),
  entry: endpoint({
    method: "GET",
    path: "/api/guides/:guide/entries/:entry",
    summary: "The history of an entry: its revisions, the versions that it is in, and its lineage",
    scope: "read",
    result: EntryHistory,
  }),
  saveEntry: endpoint({
    method: "PUT",
    path: "/api/guides/:guide/entries/:entry",
    summary: "Save an entry; an edit of an older revision is merged, or refused with both texts",
    scope: "write",
    limit: 1024 * KB,
    body: z.object({ content: EntryContent, ...Base }),
    result: Entries,
  }),
  moveEntry: endpoint({
    method: "POST",
    path: "/api/guides/:guide/entries/:entry/move",
    summary: "Move an entry, with what is in it",
    scope: "write",
    body: z.object(Place),
    result: Entries,
  }),
  splitEntry: endpoint({
    method: "POST",
    path: "/api/guides/:guide/entries/:entry/split",
    summary: "Split an entry: it keeps its id for the first part, the others follow it",
    scope: "write",
    limit: 2048 * KB,
    body: z.object({ ...Base, parts: z.array(EntryContent).min(2).max(20) }),
    result: Entries,
  }),
  mergeEntries: endpoint({
    method: "POST",
    path: "/api/guides/:guide/entries/:entry/merge",
    summary: "Merge other entries into one; they retire, and what cites them counts for it",
    scope: "write",
    limit: 1024 * KB,
    body: z.object({
      ...Base,
      others: z
        .array(z.object({ id: Id, base: Id }))
        .min(1)
        .max(20),
      content: EntryContent,
    }),
    result: Entries,
  }),
  retireEntry: endpoint({
    method: "POST",
    path: "/api/guides/:guide/entries/:entry/retire",
    summary: "Retire an entry, with what is in it; earlier versions keep it",
    scope: "write",
    result: Entries,
  }),
  restoreEntry: endpoint({
    method: "POST",
    path: "/api/guides/:guide/entries/:entry/restore",
    summary: "Bring a retired entry back, with what retired together with it",
    scope: "write",
    result: Entries,
  }),
  publish: endpoint({
    method: "POST",
    path: "/api/guides/:guide/versions",
    summary: "Publish the draft as the next version; projects that follow the guide work under it at once",
    scope: "write",
    limit: 64 * KB,
    body: z.object({
      /** The revision of the draft that was looked at. */
      rev: Revision,
      note: z.string().trim().max(5_000).default(""),
      gate: NewGate.nullable().default(null),
      /** Null: accepted work is left as it is. */
      reReview: NewReReview.nullable().default(null),
      /** Why it is published though sections wait for signatures. For owners of the organization. */
      unsigned: z.string().trim().min(1).max(5_000).nullable().default(null),
    }),
    result: GuideVersionHead,
  }),
  touches: endpoint({
    method: "GET",
    path: "/api/guides/:guide/touches",
    summary:
      "Which queues the draft's changes touch in the projects that follow the guide and the caller manages",
    scope: "read",
    result: z.object({
      /** Titles of what changed and applies everywhere, or by something that does not divide the work. */
      everywhere: z.array(z.string()),
      rows: z.array(
        z.object({
          project: Id,
          name: z.string(),
          queues: z.number().int(),
          /** How many queues the project has. */
          all: z.number().int(),
          people: z.number().int(),
          open: z.number().int(),
        }),
      ),
    }),
  }),
  versions: endpoint({
    method: "GET",
    path: "/api/guides/:guide/versions",
    summary: "The versions of a guide, newest first",
    scope: "read",
    result: z.object({ rows: z.array(GuideVersionHead) }),
  }),
  version: endpoint({
    method: "GET",
    path: "/api/guides/:guide/versions/:version",
    summary: "A version with its entries",
    scope: "read",
    result: GuideVersion.extend({ entries: z.array(VersionEntry) }),
  }),
  compare: endpoint({
    method: "GET",
    path: "/api/guides/:guide/compare",
    summary: "What changed between two versions, or between a version and the draft",
    scope: "read",
    query: z.object({
      /** The number of the earlier version; the one before `to` where it is left out. */
      from: z.coerce.number().int().min(1).optional(),
      /** The number of the later version; the draft where it is left out. */
      to: z.coerce.number().int().min(1).optional(),
    }),
    result: z.object({
      /** Null: nothing was published before. */
      from: z.number().int().nullable(),
      /** Null: the draft. */
      to: z.number().int().nullable(),
      changes: z.array(EntryChange),
    }),
  }),
  people: endpoint({
    method: "GET",
    path: "/api/guides/:guide/people",
    summary: "Who has which capacities in a guide",
    scope: "read",
    result: z.object({ rows: z.array(z.object({ person: PersonRef, capacities: z.array(Capacity) })) }),
  }),
  setCapacities: endpoint({
    method: "PUT",
    path: "/api/guides/:guide/people/:person",
    summary: "Set the capacities of a person in a guide; an empty list takes them all away",
    scope: "write",
    body: z.object({ capacities: z.array(Capacity).max(7) }),
  }),
};
