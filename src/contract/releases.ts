import { z } from "zod";
import { Json, Predicate } from "#content/index.ts";
import { endpoint, KB } from "./endpoint.ts";
import { Id, PersonRef, Revision, Time } from "./entities.ts";
import { AnyItemState } from "./states.ts";

/** Which items go in: a query over state, attributes and form versions, frozen when the release is made. */
export const ReleaseFilter = z.object({
  /** As they were given: a release keeps its words. */
  states: z.array(AnyItemState).max(20).default(["done"]),
  attributes: z
    .array(z.object({ name: z.string().max(100), in: z.array(z.string().max(200)).min(1).max(5000) }))
    .max(100)
    .default([]),
  formVersions: z.array(Revision).max(10_000).default([]),
  /** What else must hold of an item. */
  where: Predicate.optional(),
  /** Only answers that were accepted; otherwise submitted ones too. */
  acceptedOnly: z.boolean().default(true),
});
export type ReleaseFilter = z.infer<typeof ReleaseFilter>;

/** What happens with ties, with several answers to an item, and how rows are split. */
export const ReleasePolicy = z.object({
  ties: z.enum(["drop", "keep"]).default("drop"),
  answers: z.enum(["majority", "each", "first"]).default("majority"),
  split: z
    .object({
      train: z.number().min(0).max(1),
      validation: z.number().min(0).max(1),
      test: z.number().min(0).max(1),
    })
    .nullable()
    .default(null),
  /** The number of a version of the form that answers to earlier ones are read as; without it, as they were given. */
  asOfForm: Revision.optional(),
});
export type ReleasePolicy = z.infer<typeof ReleasePolicy>;

export const ReleaseFile = z.object({
  name: z.string(),
  format: z.string(),
  type: z.string(),
  rows: z.number().int(),
  size: z.number().int(),
  sha256: z.string(),
});
export type ReleaseFile = z.infer<typeof ReleaseFile>;

export const Release = z.object({
  id: Id,
  n: z.number().int(),
  name: z.string(),
  notes: z.string(),
  state: z.enum(["frozen", "building", "ready", "failed"]),
  filter: ReleaseFilter,
  policy: ReleasePolicy,
  formats: z.array(z.string()),
  items: z.number().int(),
  answers: z.number().int(),
  failure: z.string().nullable(),
  manifest: Json.nullable(),
  files: z.array(ReleaseFile),
  by: PersonRef,
  createdAt: Time,
  finishedAt: Time.nullable(),
});
export type Release = z.infer<typeof Release>;

const options = z.object({
  filter: ReleaseFilter.default(ReleaseFilter.parse({})),
  policy: ReleasePolicy.default(ReleasePolicy.parse({})),
});

export const releases = {
  formats: endpoint({
    method: "GET",
    path: "/api/projects/:project/release-formats",
    summary: "The formats that a release can be written in, and whether the project's form can fill them",
    scope: "read",
    result: z.object({ rows: z.array(z.object({ name: z.string(), title: z.string(), fits: z.boolean() })) }),
  }),
  count: endpoint({
    method: "POST",
    path: "/api/projects/:project/releases/count",
    summary: "How many items and answers a release would hold",
    scope: "read",
    lane: "lists",
    limit: 64 * KB,
    body: options,
    result: z.object({ items: z.number().int(), answers: z.number().int() }),
  }),
  list: endpoint({
    method: "GET",
    path: "/api/projects/:project/releases",
    summary: "Releases, newest first",
    scope: "read",
    result: z.object({ rows: z.array(Release) }),
  }),
  create: endpoint({
    method: "POST",
    path: "/api/projects/:project/releases",
    summary: "Freeze the membership and write the files; refused where no item fits",
    scope: "write",
    limit: 128 * KB,
    body: options.extend({
      name: z.string().trim().min(1).max(120),
      notes: z.string().max(10_000).default(""),
      formats: z.array(z.string().max(60)).min(1).max(40),
    }),
    result: Release,
  }),
  get: endpoint({
    method: "GET",
    path: "/api/projects/:project/releases/:release",
    summary: "A release with its files",
    scope: "read",
    result: Release,
  }),
  download: endpoint({
    method: "GET",
    path: "/api/projects/:project/releases/:release/files/:name",
    summary: "A file of a release",
    scope: "read",
    transfer: "download",
  }),
  verify: endpoint({
    method: "POST",
    path: "/api/projects/:project/releases/:release/verify",
    summary: "Write the release again from its frozen membership and compare every byte",
    scope: "read",
    lane: "files",
    result: z.object({
      equal: z.boolean(),
      files: z.array(z.object({ name: z.string(), equal: z.boolean() })),
    }),
  }),
  export: endpoint({
    method: "GET",
    path: "/api/projects/:project/export",
    summary:
      "Everything in the project as raw JSONL, streamed: items, every answer version, reviews, provenance",
    scope: "read",
    lane: "files",
    transfer: "download",
    /**
     * The number of a version of a form that answers to earlier ones are read as. Each of its questions is in `body` then,
     * null where there is no value, and a last line, `as_of_form`, counts these; `given_form_version` is an answer's own.
     */
    query: z.object({ asOfForm: z.coerce.number().int().min(1).optional() }),
  }),
};
