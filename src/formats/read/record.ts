import type { Json } from "#content/index.ts";

/** One thing that a file holds: an object, with the number under which a person finds it again. */
export interface SourceRecord {
  /** The line on which it begins, from 1; in a JSON array, which element it is. */
  line: number;
  value: { [key: string]: Json };
  /** What had to be changed to keep it, in a person's words. */
  notes: string[];
}

/** A piece of a file that could not be read. */
export interface Unread {
  line: number;
  reason: string;
  /** The start of what stands there. */
  text: string;
}

/** What a stretch of a file gave. */
export interface RecordBatch {
  records: SourceRecord[];
  unread: Unread[];
  /** Number of the last line (or element) that this batch and those before it cover. */
  line: number;
  /** Bytes of the unpacked text up to here; JSON lines are read on from there without what comes before. */
  byte: number;
}

/** A file that cannot be read at all, or not beyond a point; the message is for people. */
export class UnreadableFile extends Error {}

/** Bounds that keep memory flat whatever a file holds. */
export const LIMITS = {
  /** Longest JSON record, in bytes; longer ones are reported and skipped. */
  record: 16 * 2 ** 20,
  /** Most columns of a table, or names in one record. */
  columns: 2_000,
  /** Longest CSV row, in characters. */
  row: 4 * 2 ** 20,
  /** How much of a bad record the report shows, in characters. */
  excerpt: 200,
  /** Deepest nesting of lists and objects. */
  depth: 200,
  /** A compressed file may unpack to this multiple of its size … */
  ratio: 250,
  /** … once it has given more bytes than this. */
  ratioFrom: 64 * 2 ** 20,
} as const;

/** The start of a text for a report: no control characters, no half of a character. */
export function excerpt(text: string): string {
  return text
    .slice(0, LIMITS.excerpt)
    .replace(/\p{Cc}+/gu, " ")
    .toWellFormed()
    .trim();
}
