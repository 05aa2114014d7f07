import { createHash } from "node:crypto";
import { PassThrough } from "node:stream";
import { awaitRoom } from "../../await-room.ts";
import type { WrittenFile } from "./manifest.ts";

/** Takes the bytes of a release's files: the store, a folder for a while, or nothing but the hash. */
export interface FileSink {
  write(name: string, bytes: AsyncIterable<Uint8Array>): Promise<void>;
}

const CHUNK = 256 * 1024;

/** A file of a release in the making: rows go in, its size and hash come out. */
export class ReleaseFileWriter {
  rows = 0;
  #size = 0;
  #text: string[] = [];
  #length = 0;
  readonly #hash = createHash("sha256");
  readonly #bytes = new PassThrough({ highWaterMark: 1 << 20 });
  readonly #stored: Promise<void>;
  #failure: Error | null = null;

  readonly #about: Pick<WrittenFile, "name" | "format" | "type">;

  constructor(about: Pick<WrittenFile, "name" | "format" | "type">, sink: FileSink) {
    const { name } = about;
    this.#about = about;
    this.#stored = sink.write(name, this.#bytes).catch((error: Error) => {
      this.#failure = error;
      this.#bytes.destroy();
    });
    this.#bytes.on("error", () => {});
  }

  /** Adds text; `rows` are counted by the caller's word. */
  async add(text: string, rows = 1): Promise<void> {
    this.rows += rows;
    this.#text.push(text);
    this.#length += text.length;
    if (this.#length >= CHUNK) await this.#flush();
  }

  async addBytes(chunk: Uint8Array): Promise<void> {
    if (this.#failure) throw this.#failure;
    this.#size += chunk.length;
    this.#hash.update(chunk);
    if (!this.#bytes.write(chunk)) await awaitRoom(this.#bytes);
  }

  async end(): Promise<WrittenFile> {
    await this.#flush();
    this.#bytes.end();
    await this.#stored;
    if (this.#failure) throw this.#failure;
    return { ...this.#about, rows: this.rows, size: this.#size, sha256: this.#hash.digest("hex") };
  }

  /** Gives the file up, so that the sink does not wait for its end. */
  abandon(): void {
    this.#bytes.destroy(new Error("the release was given up"));
  }

  async #flush(): Promise<void> {
    if (this.#length === 0) return;
    const chunk = Buffer.from(this.#text.join(""));
    this.#text = [];
    this.#length = 0;
    await this.addBytes(chunk);
  }
}
