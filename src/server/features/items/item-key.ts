import { hash } from "node:crypto";

export const KEY_BYTES = 16;

/** The key of an external id in its project. */
export function externalKey(externalId: string): Buffer {
  return Buffer.from(hashOfId(externalId).slice(0, KEY_BYTES), "binary");
}

/** A text with a character for each byte. */
export function hashOfId(externalId: string): string {
  return hash("sha256", `id:${externalId}`, "binary");
}

/** The key of content that its file has had before, on an earlier line; `key` is that of the content, in hex. */
export function repeatedKey(key: string, line: number): Buffer {
  return hash("sha256", `again:${key}:${line}`, "buffer").subarray(0, KEY_BYTES);
}
