import type { Readable, Writable } from "node:stream";
import { awaitRoom } from "../../../await-room.ts";

/** In place of a length: the file is at its end; it broke off. */
const [END, BROKEN] = [0, 0xffff_ffff];
const HEAD_BYTES = 4;

/**
 * Sends a file down a pipe on which further ones may follow: each piece behind its length.
 * @throws what the source threw, after the reader was told that the file broke off
 */
export async function sendFile(pipe: Writable, source: Readable): Promise<void> {
  let end = BROKEN;
  try {
    for await (const chunk of source as AsyncIterable<Buffer>) {
      if (pipe.destroyed) return; // nobody reads any more
      if (chunk.length === 0) continue;
      pipe.cork();
      pipe.write(head(chunk.length));
      pipe.write(chunk);
      pipe.uncork();
      await awaitRoom(pipe);
    }
    end = END;
  } finally {
    if (!pipe.destroyed) pipe.write(head(end));
  }
}

function head(length: number): Buffer {
  const bytes = Buffer.allocUnsafe(HEAD_BYTES);
  bytes.writeUInt32BE(length);
  return bytes;
}

/** Reads files from such a pipe, one after the other. */
export class FrameReader {
  readonly #pieces: AsyncIterator<Buffer>;
  #held: Buffer = Buffer.alloc(0);
  #left = 0;
  #isAtEnd = true;

  constructor(pipe: Readable) {
    this.#pieces = pipe[Symbol.asyncIterator]();
  }

  /** The bytes of the next file. Who leaves before the end has to `skip` what is left. */
  async *file(): AsyncGenerator<Buffer> {
    this.#isAtEnd = false;
    for (let piece = await this.#next(); piece; piece = await this.#next()) yield piece;
  }

  async skip(): Promise<void> {
    while (!this.#isAtEnd) await this.#next().catch(() => {});
  }

  async #next(): Promise<Buffer | null> {
    if (this.#left === 0) {
      const length = (await this.#take(HEAD_BYTES)).readUInt32BE();
      this.#isAtEnd = length === END || length === BROKEN;
      if (length === BROKEN) throw new Error("the file broke off");
      if (length === END) return null;
      this.#left = length;
    }
    if (this.#held.length === 0) await this.#hold();
    const piece = this.#held.subarray(0, this.#left);
    this.#held = this.#held.subarray(piece.length);
    this.#left -= piece.length;
    return piece;
  }

  async #take(count: number): Promise<Buffer> {
    while (this.#held.length < count) await this.#hold();
    const taken = this.#held.subarray(0, count);
    this.#held = this.#held.subarray(count);
    return taken;
  }

  async #hold(): Promise<void> {
    const next = await this.#pieces.next();
    if (next.done) {
      this.#isAtEnd = true;
      throw new Error("the pipe ended");
    }
    this.#held = this.#held.length === 0 ? next.value : Buffer.concat([this.#held, next.value]);
  }
}
