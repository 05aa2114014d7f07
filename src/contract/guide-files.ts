import { z } from "zod";
import { Language } from "#content/index.ts";
import { EntryContent } from "#guide/entry.ts";
import { endpoint, KB } from "./endpoint.ts";
import { Id } from "./entities.ts";
import { GuideDraft } from "./guide-drafts.ts";

/** A section, rule or term that was found in a file, in reading order with the others. */
export const FoundEntry = z.object({
  id: Id,
  parent: Id.nullable(),
  /** Whether the file carried the id. */
  isKnown: z.boolean(),
  /** The number of the revision, where the file says it. */
  n: z.number().int().optional(),
  content: EntryContent,
  /** The number that the file gives it. */
  number: z.string().nullable(),
  /** What the file says there, before examples and labels were recognised in it. */
  source: z.string(),
});
export type FoundEntry = z.infer<typeof FoundEntry>;

/** What a file proposes about an entry of a guide. */
export const FileProposal = z.object({
  kind: z.enum(["same", "reworded", "moved", "split", "merged", "new", "gone"]),
  /** The entry in the file; null for what the file does not have any more. */
  found: Id.nullable(),
  /** The entry of the guide that it is, or was split from. */
  entry: Id.nullable(),
  /** Entries of the guide whose text is in it too. */
  others: z.array(Id),
  isMoved: z.boolean(),
  isRenamed: z.boolean(),
  /** What the entry says if the file's text is taken. */
  content: EntryContent.nullable(),
});
export type FileProposal = z.infer<typeof FileProposal>;

/** What a guide's file says. Nothing is kept of it until it is taken. */
export const ReadFile = z.object({
  title: z.string().nullable(),
  entries: z.array(FoundEntry),
  /** Words that refer to another entry, and the entry that is meant. */
  references: z.array(z.object({ from: Id, text: z.string(), to: Id.nullable() })),
  /** Words of the file that are in no entry, and why. */
  leftOut: z.array(z.object({ why: z.string(), text: z.string() })),
  /** How the file differs from the guide that it was compared with. */
  proposals: z.array(FileProposal).nullable(),
});
export type ReadFile = z.infer<typeof ReadFile>;

export const ExportFormat = z.enum(["markdown", "html", "docx", "json", "prompt"]);
export type ExportFormat = z.infer<typeof ExportFormat>;

/** Guides as files: read from documents, and written for readers, editors and models. */
export const guideFiles = {
  read: endpoint({
    method: "POST",
    path: "/api/guides/files",
    summary: "Read a guide's file (Word, PDF, HTML, Markdown or our JSON) into entries; nothing is kept",
    scope: "write",
    transfer: "upload",
    lane: "files",
    query: z.object({
      name: z.string().min(1).max(300),
      /** A guide to compare it with: the result then has proposals. */
      guide: Id.optional(),
    }),
    result: ReadFile,
  }),
  create: endpoint({
    method: "POST",
    path: "/api/guides/import",
    summary: "Start a guide with entries that were read from a file; ids are kept where they are free",
    scope: "write",
    limit: 8192 * KB,
    body: z.object({
      title: z.string().trim().min(1).max(300),
      entries: z
        .array(
          z.object({
            id: Id,
            parent: Id.nullable(),
            n: z.number().int().min(1).max(1_000_000).default(1),
            content: EntryContent,
          }),
        )
        .max(2_500),
    }),
    result: GuideDraft,
  }),
  export: endpoint({
    method: "GET",
    path: "/api/guides/:guide/export",
    summary: "A version of a guide, or its draft, as a file; the same version makes the same bytes",
    scope: "read",
    transfer: "download",
    lane: "files",
    query: z.object({
      format: ExportFormat.default("markdown"),
      /** The number of a version; the draft where it is left out. */
      version: z.coerce.number().int().min(1).optional(),
      /** The language of the words around the text; a prompt leaves out examples in others. */
      language: Language.optional(),
      /** How long a prompt may be, about: four bytes are counted as one token. */
      tokens: z.coerce.number().int().min(100).max(10_000_000).optional(),
      /** A prompt for one stage: rules of other stages are left out. */
      stage: z.string().max(40).optional(),
      /** A prompt for items with these attributes, as a JSON object: rules that do not apply are left out. */
      attributes: z.string().max(10_000).optional(),
    }),
  }),
};
