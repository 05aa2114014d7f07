import { once } from "node:events";
import type pg from "pg";
import { from } from "pg-copy-streams";

const SIGNATURE = Buffer.from("PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0", "latin1");
const END = Buffer.from([0xff, 0xff]);
const EPOCH_2000 = 946_684_800_000;

/**
 * Rows in PostgreSQL's binary COPY format, in a buffer that grows and can be used again: no value is ever text that
 * must be escaped, and what was written may be looked over and changed before it is sent.
 */
export class BinaryRows {
  bytes: Buffer;
  length = 0;

  constructor(capacity: number) {
    this.bytes = Buffer.allocUnsafeSlow(capacity);
  }

  clear(): void {
    this.length = 0;
  }

  /** Begins a row of so many values. Returns where it begins. */
  row(columns: number): number {
    this.#reserve(2);
    const start = this.length;
    this.length = this.bytes.writeInt16BE(columns, start);
    return start;
  }

  null(): void {
    this.#int32(-1);
  }

  int2(value: number): void {
    this.#int32(2);
    this.#reserve(2);
    this.length = this.bytes.writeInt16BE(value, this.length);
  }

  int4(value: number): void {
    this.#int32(4);
    this.#int32(value);
  }

  /** A whole number below 2^53. Returns where the value begins. */
  int8(value: number): number {
    this.#int32(8);
    this.#reserve(8);
    this.length += 8;
    this.putInt8(this.length - 8, value);
    return this.length - 8;
  }

  /** Writes over an int8. */
  putInt8(at: number, value: number): void {
    this.bytes.writeInt32BE(Math.floor(value / 2 ** 32), at);
    this.bytes.writeUInt32BE(value % 2 ** 32, at + 4);
  }

  /** Bytes as they are: a uuid's sixteen, a bytea. Returns where the value begins. */
  raw(value: Buffer): number {
    this.#int32(value.length);
    this.#reserve(value.length);
    value.copy(this.bytes, this.length);
    this.length += value.length;
    return this.length - value.length;
  }

  /** Bytes given as a text with a character for each: how hashes come out quickest. */
  bytesOf(latin1: string): void {
    this.#int32(latin1.length);
    this.#reserve(latin1.length);
    this.length += this.bytes.write(latin1, this.length, "latin1");
  }

  text(value: string | null): void {
    if (value === null) this.null();
    else this.#text(value, 0);
  }

  /** A jsonb value, as JSON text. */
  json(value: string | null): void {
    if (value === null) this.null();
    else this.#text(value, 1);
  }

  /** A jsonb value, as the UTF-8 bytes of JSON text. */
  jsonBytes(value: Buffer): void {
    this.#int32(value.length + 1);
    this.#reserve(value.length + 1);
    this.bytes[this.length] = 1;
    value.copy(this.bytes, this.length + 1);
    this.length += value.length + 1;
  }

  /** Sends whole rows, given as stretches of the buffer, into a table. */
  async copyInto(
    client: pg.ClientBase,
    table: string,
    columns: readonly string[],
    stretches: Iterable<[start: number, end: number]> = [[0, this.length]],
  ): Promise<void> {
    const stream = client.query(from(`copy ${table} (${columns.join(", ")}) from stdin (format binary)`));
    const finished = once(stream, "finish");
    stream.write(SIGNATURE);
    for (const [start, end] of stretches) stream.write(this.bytes.subarray(start, end));
    stream.end(END);
    await finished;
  }

  #text(value: string, version: 0 | 1): void {
    this.#reserve(5 + value.length * 3);
    const at = this.length + 4 + version;
    if (version === 1) this.bytes[at - 1] = 1;
    const size = this.bytes.write(value, at, "utf8");
    this.bytes.writeInt32BE(size + version, this.length);
    this.length = at + size;
  }

  #int32(value: number): void {
    this.#reserve(4);
    this.length = this.bytes.writeInt32BE(value, this.length);
  }

  #reserve(more: number): void {
    if (this.length + more <= this.bytes.length) return;
    const larger = Buffer.allocUnsafeSlow(Math.max(this.bytes.length * 2, this.length + more));
    this.bytes.copy(larger, 0, 0, this.length);
    this.bytes = larger;
  }
}

/** The sixteen bytes of a uuid. */
export function uuidBytes(id: string): Buffer {
  return Buffer.from(id.replaceAll("-", ""), "hex");
}

/** A time as PostgreSQL counts it: microseconds since 2000. */
export function timestampOf(iso: string): number {
  return (Date.parse(iso) - EPOCH_2000) * 1000;
}
