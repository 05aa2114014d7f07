import { ByteReader } from "./byte-reader.ts";

/**
 * The ustar format (POSIX.1-1988, 4.4BSD's layout of it), as much as a backup needs: plain files with short names
 * and sizes that fit in memory. Any tar program opens what is written here.
 */
const BLOCK = 512;
const MOST_BYTES = 64 * 2 ** 20;

export interface TarMember {
  name: string;
  body: Buffer;
}

/** What stands before a member's bytes. */
export function tarHeader(name: string, size: number): Buffer {
  const block = Buffer.alloc(BLOCK);
  const [prefix, rest] = splitName(name);
  block.write(rest, 0, 100, "latin1");
  block.write("0000600\0", 100, "latin1"); // mode: its owner alone
  block.write("0000000\0", 108, "latin1");
  block.write("0000000\0", 116, "latin1");
  block.write(`${size.toString(8).padStart(11, "0")}\0`, 124, "latin1");
  block.write("00000000000\0", 136, "latin1");
  block.write("        ", 148, "latin1"); // the sum counts itself as blanks
  block.write("0", 156, "latin1");
  block.write("ustar\u000000", 257, "latin1");
  block.write(prefix, 345, 155, "latin1");
  block.write(`${sumOf(block).toString(8).padStart(6, "0")}\0 `, 148, "latin1");
  return block;
}

/** What stands behind a member's bytes. */
export function tarPadding(size: number): Buffer {
  return Buffer.alloc((BLOCK - (size % BLOCK)) % BLOCK);
}

/** What stands at the end. */
export const TAR_END = Buffer.alloc(2 * BLOCK);

/**
 * Reads an archive member by member.
 * @throws Error where it is not one of ours, is damaged, or ends too early
 */
export async function* readTar(bytes: AsyncIterable<Buffer>): AsyncGenerator<TarMember> {
  const reader = new ByteReader(bytes);
  for (;;) {
    const header = await reader.take(BLOCK);
    if (isBlank(header)) {
      if (!isBlank(await reader.rest(4 * BLOCK))) throw new Error("something stands behind its end");
      return;
    }
    const sum = Number.parseInt(header.toString("latin1", 148, 154), 8);
    header.write("        ", 148, "latin1");
    if (sumOf(header) !== sum || header.toString("latin1", 257, 262) !== "ustar")
      throw new Error("damaged header");
    const size = Number.parseInt(header.toString("latin1", 124, 135), 8);
    if (!(size >= 0 && size <= MOST_BYTES)) throw new Error("a member of a size that no backup has");
    const prefix = textAt(header, 345, 155);
    const name = textAt(header, 0, 100);
    const body = await reader.take(size);
    if (!isBlank(await reader.take(tarPadding(size).length))) throw new Error("damaged padding");
    yield { name: prefix ? `${prefix}/${name}` : name, body };
  }
}

function splitName(name: string): [prefix: string, rest: string] {
  if (name.length <= 100) return ["", name];
  const at = name.indexOf("/", name.length - 101);
  if (at < 0 || at > 155) throw new Error(`the name is too long for the archive: ${name}`);
  return [name.slice(0, at), name.slice(at + 1)];
}

function textAt(block: Buffer, from: number, length: number): string {
  const text = block.toString("latin1", from, from + length);
  const end = text.indexOf("\0");
  return end < 0 ? text : text.slice(0, end);
}

function isBlank(bytes: Buffer): boolean {
  return bytes.every((byte) => byte === 0);
}

function sumOf(block: Buffer): number {
  return block.reduce((sum, byte) => sum + byte, 0);
}
