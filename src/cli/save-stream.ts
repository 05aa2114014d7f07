import { createHash } from "node:crypto";
import { open, rename, rm } from "node:fs/promises";
import { basename } from "node:path";
import { Readable, Transform, type Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import { CommandError, EXIT } from "./errors.ts";

export interface Saved {
  size: number;
  sha256: string;
}

/** Lets bytes through and counts and hashes them. */
function createMeter(onBytes: (done: number) => void): { stream: Transform; result: () => Saved } {
  const hash = createHash("sha256");
  let size = 0;
  const stream = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      size += chunk.length;
      onBytes(size);
      done(null, chunk);
    },
  });
  return { stream, result: () => ({ size, sha256: hash.digest("hex") }) };
}

/**
 * Writes a body to a file, which has its name only when it is whole; a name that ends in .gz is packed on the way.
 * @param isRight a last look at what came, before the file gets its name
 * @throws CommandError where the server breaks off or the file is not right
 */
export async function saveStream(
  body: ReadableStream<Uint8Array>,
  path: string,
  options: { onBytes: (done: number) => void; isRight?: (saved: Saved) => boolean; isPacked?: boolean },
): Promise<Saved> {
  const meter = createMeter(options.onBytes);
  const unfinished = `${path}.part`;
  try {
    // Opened before anything is read: a file that opens later would appear after its removal.
    const file = await open(unfinished, "w");
    const out = file.createWriteStream({ flush: true });
    if (options.isPacked) await pipeline(fromServer(body), meter.stream, createGzip(), out);
    else await pipeline(fromServer(body), meter.stream, out);
    const saved = meter.result();
    if (options.isRight && !options.isRight(saved)) {
      throw new CommandError(`${basename(path)} did not arrive as it was sent: try again.`);
    }
    await rename(unfinished, path);
    return saved;
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  }
}

/** Writes a body to a stream that stays open, such as standard output. */
export async function passStream(
  body: ReadableStream<Uint8Array>,
  out: Writable,
  onBytes: (done: number) => void,
): Promise<Saved> {
  const meter = createMeter(onBytes);
  await pipeline(fromServer(body), meter.stream, out, { end: false });
  return meter.result();
}

/** A name from a server may only ever be a name. */
export function checkedName(name: string): string {
  if (name === "" || name.startsWith(".") || /[/\\:]/.test(name) || name.includes("\0")) {
    throw new CommandError(`The server sent a file name that cannot be one: ${JSON.stringify(name)}`);
  }
  return name;
}

async function* fromServer(body: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* body;
  } catch {
    throw new CommandError("The server broke off in the middle: try again.", EXIT.unreachable);
  }
}

/** A file as the body of a request, read while it is sent. */
export function toWeb(stream: Readable): ReadableStream<Uint8Array> {
  return Readable.toWeb(stream) as ReadableStream<Uint8Array>;
}
