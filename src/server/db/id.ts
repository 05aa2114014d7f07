import { randomBytes } from "node:crypto";

/** New UUIDs of version 7 as bytes, sixteen each, in ascending order up to 4,096 of them. */
export function newIdBytes(count: number): Buffer {
  const bytes = randomBytes(16 * count);
  const now = Date.now();
  for (let n = 0; n < count; n++) {
    const at = 16 * n;
    bytes.writeUIntBE(now, at, 6);
    // The twelve bits behind the version count up, so that a batch is in order of its rows (RFC 9562, 6.2).
    bytes.writeUInt16BE(0x7000 | (n & 0x0fff), at + 6);
    bytes[at + 8] = (bytes[at + 8]! & 0x3f) | 0x80;
  }
  return bytes;
}

/** A new UUID of version 7 (RFC 9562): unique, roughly ordered by time, meaning nothing. */
export function newId(): string {
  const bytes = randomBytes(16);
  bytes.writeUIntBE(Date.now(), 0, 6);
  bytes[6] = (bytes[6]! & 0x0f) | 0x70;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  return idText(bytes);
}

/** The sixteen bytes of a UUID as it is written. */
export function idText(bytes: Buffer): string {
  const hex = bytes.toString("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
