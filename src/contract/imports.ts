import { z } from "zod";
import { Attributes, Json, Material } from "#content/index.ts";
import { endpoint, KB } from "./endpoint.ts";
import { Id, PersonRef, Time } from "./entities.ts";

/** What a source column becomes. `metadata` keeps it out of sight, `ignore` drops it. */
export const Target = z.union([
  z.enum([
    "prompt",
    "system",
    "input",
    "messages",
    "response",
    "responses",
    "chosen",
    "rejected",
    "context",
    "external-id",
    "family",
    "split",
    "source",
    "licence",
    "model",
    "tools",
    "label",
    "metadata",
    "ignore",
  ]),
  z.string().regex(/^(attribute|field):.{1,60}$/, "attribute:<name> or field:<name>"),
]);
export type Target = z.infer<typeof Target>;

/** How a file is read: its shape (a format by name) and, where the shape has columns, what each becomes. */
export const Mapping = z.object({
  shape: z.string().max(60),
  columns: z.record(z.string().max(300), Target).default({}),
});
export type Mapping = z.infer<typeof Mapping>;

/** An item as an importer reads it, before it has an id. */
export const ParsedItem = z.object({
  line: z.number().int(),
  externalId: z.string().nullable(),
  material: Material,
  attributes: Attributes,
  /** What came with it and is kept apart: labels, models, unmapped columns. */
  kept: z.record(z.string(), Json),
  family: z.string().nullable(),
  split: z.string().nullable(),
  notes: z.array(z.string()),
});
export type ParsedItem = z.infer<typeof ParsedItem>;

export const ImportProblem = z.object({ line: z.number().int(), reason: z.string(), text: z.string() });
export type ImportProblem = z.infer<typeof ImportProblem>;

export const Preview = z.object({
  shape: z.string(),
  shapes: z.array(z.object({ name: z.string(), title: z.string() })),
  columns: z.array(z.object({ name: z.string(), target: Target, sample: z.string() })),
  items: z.array(ParsedItem),
  problems: z.array(ImportProblem),
});
export type Preview = z.infer<typeof Preview>;

export const Import = z.object({
  id: Id,
  name: z.string(),
  state: z.enum(["uploaded", "running", "done", "failed", "taken-back"]),
  size: z.number().int(),
  bytesRead: z.number().int(),
  linesRead: z.number().int(),
  added: z.number().int(),
  /** Lines whose item is there already. */
  duplicates: z.number().int(),
  /** Lines left out because their external id is there already with other content. */
  differing: z.number().int(),
  /** Lines that could not be read. */
  problems: z.number().int(),
  /** Remarks on items that were imported all the same. */
  notes: z.number().int(),
  failure: z.string().nullable(),
  mapping: Mapping.nullable(),
  by: PersonRef,
  createdAt: Time,
  finishedAt: Time.nullable(),
  /** Nobody has worked on any of its items, nor commented on one. */
  canTakeBack: z.boolean(),
});
export type Import = z.infer<typeof Import>;

export const imports = {
  list: endpoint({
    method: "GET",
    path: "/api/projects/:project/imports",
    summary: "Imports, newest first",
    scope: "read",
    result: z.object({ rows: z.array(Import) }),
  }),
  upload: endpoint({
    method: "POST",
    path: "/api/projects/:project/imports",
    summary:
      "Upload a file (JSONL, JSON or CSV, plain or gzip); with start=true it is imported while it arrives",
    scope: "write",
    transfer: "upload",
    query: z.object({ name: z.string().min(1).max(300), start: z.stringbool().default(false) }),
    result: Import,
  }),
  preview: endpoint({
    method: "POST",
    path: "/api/projects/:project/imports/:import/preview",
    summary: "The first 20 items under a mapping; without one, under the mapping that fits best",
    scope: "write",
    lane: "lists",
    limit: 1024 * KB,
    body: z.object({ mapping: Mapping.nullable().default(null) }),
    result: Preview,
  }),
  start: endpoint({
    method: "POST",
    path: "/api/projects/:project/imports/:import/start",
    summary: "Import the uploaded file; goes on when the page is closed and after a crash",
    scope: "write",
    limit: 1024 * KB,
    body: z.object({ mapping: Mapping.nullable().default(null) }),
    result: Import,
  }),
  get: endpoint({
    method: "GET",
    path: "/api/projects/:project/imports/:import",
    summary: "An import and how far it is",
    scope: "read",
    result: Import,
  }),
  problems: endpoint({
    method: "GET",
    path: "/api/projects/:project/imports/:import/problems",
    summary:
      "The lines that could not be read or differ from what is there, and remarks on others, as CSV: number, imported, reason, text",
    scope: "read",
    lane: "files",
    transfer: "download",
  }),
  takeBack: endpoint({
    method: "POST",
    path: "/api/projects/:project/imports/:import/take-back",
    summary: "Remove the items of an import while nobody has worked on them",
    scope: "write",
    result: Import,
  }),
  discard: endpoint({
    method: "DELETE",
    path: "/api/projects/:project/imports/:import",
    summary: "Throw an uploaded file away that was never imported",
    scope: "write",
  }),
};
