import { z } from "zod";

/**
 * A backup is a tar archive:
 *
 *     backup.json                  which software, which schema, which tables and columns
 *     tables/<table>/000001.gz     the table's rows as PostgreSQL's COPY text, in pieces, in one view of the database
 *     files/<key>/000001.gz        a file of the store, in pieces
 *     manifest.json                size and SHA-256 of every part (its pieces unpacked and joined), sequences
 *     manifest.sha256              of manifest.json
 *
 * Nothing in it depends on the version of PostgreSQL, nor on whether it is the embedded one.
 */
export const Header = z.object({
  format: z.literal(1),
  software: z.string(),
  createdAt: z.string(),
  /** What the schema was made by, in order. */
  migrations: z.array(z.object({ name: z.string(), sha256: z.string() })).min(1),
  tables: z.array(z.object({ name: z.string(), columns: z.array(z.string()) })),
});
export type Header = z.infer<typeof Header>;

/** `tables/<table>` or `files/<key>`; size and hash are of its bytes unpacked. */
export const Part = z.object({
  name: z.string(),
  size: z.number().int(),
  sha256: z.string(),
  rows: z.number().int().nullable(),
});
export type Part = z.infer<typeof Part>;

export const Manifest = z.object({
  parts: z.array(Part),
  sequences: z.array(z.object({ name: z.string(), value: z.string(), isCalled: z.boolean() })),
  /** Files that the database knew and the store no longer had. */
  missing: z.array(z.string()),
});
export type Manifest = z.infer<typeof Manifest>;

export const HEADER = "backup.json";
export const MANIFEST = "manifest.json";
export const SEAL = "manifest.sha256";
/** Unpacked bytes in a piece: what is held in memory. */
export const PIECE = 4 * 2 ** 20;
