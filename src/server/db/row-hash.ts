import { createHash } from "node:crypto";

/**
 * The hash of a row by which an event proves it, as the database's own `row_hash` makes it: over the row's columns in
 * the text form of `jsonb`, without those that are null. For the few rows that are made so often that to read them again
 * costs too much.
 * @param row every column but those that are not proven; times, `bytea` and numbers as `to_jsonb` says them, no fractions
 */
export function rowHash(row: Record<string, unknown>): string {
  const said = Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null));
  return createHash("sha256").update(jsonbText(said)).digest("hex");
}

/** What a value looks like as `jsonb::text`. */
function jsonbText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(jsonbText).join(", ")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const pairs = Object.entries(value).filter(([, inner]) => inner !== undefined);
  return `{${pairs
    .sort(([a], [b]) => inOrder(a, b))
    .map(([key, inner]) => `${JSON.stringify(key)}: ${jsonbText(inner)}`)
    .join(", ")}}`;
}

/** Keys stand by their length in bytes, then by their bytes. */
const inOrder = (a: string, b: string) =>
  Buffer.byteLength(a) - Buffer.byteLength(b) || Buffer.compare(Buffer.from(a), Buffer.from(b));
