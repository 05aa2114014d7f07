import { z } from "zod";
import { EntryContent } from "../entry.ts";
import { numberEntries } from "../outline.ts";
import type { Marked } from "./mark.ts";

/** An entry as the JSON of a guide has it: with the number of its revision, so that hashes come out the same. */
export const JsonEntry = z.object({
  id: z.uuid(),
  number: z.string(),
  parent: z.uuid().nullable(),
  n: z.number().int().min(1),
  content: EntryContent,
});

/** A guide as JSON: what it takes to make the same guide elsewhere. */
export const JsonGuide = z.object({
  format: z.literal("plumbline-guide/1"),
  title: z.string(),
  /** The number and hash of the version; null for a draft. */
  version: z.number().int().nullable(),
  hash: z.string().nullable(),
  entries: z.array(JsonEntry),
});
export type JsonGuide = z.infer<typeof JsonGuide>;

/** A guide before it is JSON: numbers follow from the order. */
export type GuideToWrite = Omit<JsonGuide, "format" | "entries"> & {
  entries: Omit<JsonGuide["entries"][0], "number">[];
};

/** A guide as JSON. The same guide makes the same bytes; `reading`: who reads what is confidential in it. */
export function writeJson(guide: GuideToWrite, reading: Marked | null = null): string {
  const numbers = numberEntries(guide.entries);
  const { title, version, hash } = guide;
  const entries = guide.entries.map(({ id, parent, n, content }) => ({
    id,
    number: numbers.get(id)!,
    parent,
    n,
    content,
  }));
  const written = { format: "plumbline-guide/1", title, version, hash, entries } satisfies JsonGuide;
  return `${JSON.stringify(reading ? { reading, ...written } : written, null, 2)}\n`;
}
