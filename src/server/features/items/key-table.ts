/** Which of a batch's keys have come before: a table of numbers over the keys' bytes, so that no text is made of them. */
export class KeyTable {
  readonly #keys: Buffer;
  readonly #size: number;
  readonly #places: Int32Array;

  /** @param keys of 16 bytes each, evenly spread, one behind the other */
  constructor(keys: Buffer, count: number) {
    this.#keys = keys;
    this.#size = 2 ** Math.ceil(Math.log2(Math.max(16, count * 2)));
    this.#places = new Int32Array(this.#size);
  }

  /** Remembers the key of this number; gives the first number with an equal one, null where this is the first. */
  add(at: number): number | null {
    const [start, mask] = [at * 16, this.#size - 1];
    for (let place = this.#keys.readInt32LE(start) & mask; ; place = (place + 1) & mask) {
      const other = this.#places[place]! - 1;
      if (other === -1) {
        this.#places[place] = at + 1;
        return null;
      }
      if (this.#keys.compare(this.#keys, start, start + 16, other * 16, other * 16 + 16) === 0) return other;
    }
  }
}
