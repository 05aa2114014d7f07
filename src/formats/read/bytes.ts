import { Readable } from "node:stream";
import { createGunzip } from "node:zlib";
import { LIMITS, UnreadableFile } from "./record.ts";

/** Files that people upload by mistake, by their first bytes. */
const OTHERS: [magic: string, what: string][] = [
  ["504b0304", "a ZIP or Office file: unpack it, or save the sheet as CSV"],
  ["50415231", "a Parquet file: convert it to JSONL first"],
  ["28b52ffd", "packed with zstd: unpack it, or pack it with gzip"],
  ["425a68", "packed with bzip2: unpack it, or pack it with gzip"],
  ["fd377a58", "packed with xz: unpack it, or pack it with gzip"],
  ["25504446", "a PDF"],
];

/**
 * The text of a file as UTF-8 bytes: gzip is unpacked, UTF-16 is converted, a byte order mark is dropped.
 * @throws UnreadableFile for other kinds of file, damaged gzip, and gzip that unpacks beyond all proportion; what
 *   came before the damage has been given by then
 */
export async function* textBytes(source: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  const [head, all] = await peek(source, 4);
  if (head.subarray(0, 2).toString("hex") === "1f8b") {
    yield* withoutMark(gunzip(all));
    return;
  }
  yield* withoutMark(all);
}

async function* withoutMark(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const [head, all] = await peek(source, 4);
  const hex = head.toString("hex");
  const other = OTHERS.find(([magic]) => hex.startsWith(magic));
  if (other) throw new UnreadableFile(`This is ${other[1]}.`);
  if (hex.startsWith("fffe")) return yield* decoded(all, "utf-16le");
  if (hex.startsWith("feff")) return yield* decoded(all, "utf-16be");
  let first = true;
  for await (const chunk of all) {
    yield first && hex.startsWith("efbbbf") ? chunk.subarray(3) : chunk;
    first = false;
  }
}

async function* decoded(source: AsyncIterable<Buffer>, encoding: string): AsyncGenerator<Buffer> {
  const decoder = new TextDecoder(encoding); // drops the mark by itself
  for await (const chunk of source) yield Buffer.from(decoder.decode(chunk, { stream: true }));
  yield Buffer.from(decoder.decode());
}

async function* gunzip(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let packed = 0;
  let unpacked = 0;
  const input = Readable.from(
    (async function* () {
      for await (const chunk of source) {
        packed += chunk.length;
        yield chunk;
      }
    })(),
    { objectMode: false },
  );
  const unzip = createGunzip({ chunkSize: 256 * 1024 });
  input.on("error", (error) => unzip.destroy(error));
  input.pipe(unzip);
  try {
    for await (const chunk of unzip) {
      unpacked += chunk.length;
      if (unpacked > LIMITS.ratioFrom && unpacked > packed * LIMITS.ratio)
        throw new UnreadableFile("The compressed file unpacks to far more than its size; reading stopped.");
      yield chunk;
    }
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === "Z_BUF_ERROR") throw new UnreadableFile("The compressed file is cut short.");
    if (code?.startsWith("Z_")) throw new UnreadableFile("The compressed file is damaged.");
    throw error;
  } finally {
    input.destroy();
    unzip.destroy();
  }
}

/** The first bytes of a stream (fewer where it ends), and the stream from its beginning, in non-empty chunks. */
export async function peek(
  source: AsyncIterable<Uint8Array>,
  count: number,
): Promise<[head: Buffer, all: AsyncGenerator<Buffer>]> {
  const iterator = source[Symbol.asyncIterator]();
  let head: Buffer = Buffer.alloc(0);
  let ended = false;
  while (head.length < count && !ended) {
    const next = await iterator.next();
    if (next.done) ended = true;
    else head = head.length === 0 ? asBuffer(next.value) : Buffer.concat([head, next.value]);
  }
  async function* all(): AsyncGenerator<Buffer> {
    try {
      if (head.length > 0) yield head;
      while (!ended) {
        const next = await iterator.next();
        if (next.done) ended = true;
        else if (next.value.length > 0) yield asBuffer(next.value);
      }
    } finally {
      await iterator.return?.();
    }
  }
  return [head.subarray(0, count), all()];
}

function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
