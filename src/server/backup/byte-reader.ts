/** Takes exact amounts of bytes from a stream of chunks. */
export class ByteReader {
  readonly #chunks: AsyncIterator<Buffer>;
  #held: Buffer[] = [];
  #length = 0;

  constructor(bytes: AsyncIterable<Buffer>) {
    this.#chunks = bytes[Symbol.asyncIterator]();
  }

  /**
   * The next so many bytes.
   * @throws Error where the stream ends before
   */
  async take(size: number): Promise<Buffer> {
    if (!(await this.#fill(size))) throw new Error("it ends too early");
    return this.#cut(size);
  }

  /** All bytes that are left, of which there may be so many. */
  async rest(most: number): Promise<Buffer> {
    if (await this.#fill(most + 1)) throw new Error("it is longer than it should be");
    return this.#cut(this.#length);
  }

  async #fill(size: number): Promise<boolean> {
    while (this.#length < size) {
      const { value, done } = await this.#chunks.next();
      if (done) return false;
      this.#held.push(value);
      this.#length += value.length;
    }
    return true;
  }

  #cut(size: number): Buffer {
    const all = this.#held.length === 1 ? this.#held[0]! : Buffer.concat(this.#held);
    this.#held = all.length > size ? [all.subarray(size)] : [];
    this.#length = all.length - size;
    return all.subarray(0, size);
  }
}
