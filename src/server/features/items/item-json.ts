import { hash } from "node:crypto";

const [OPEN, MIDDLE, CLOSE] = ['{"hidden":', ',"shown":', "}"];

/**
 * What an item shows and hides in canonical JSON, encoded once: for its row and for its hash, which is SHA-256 of
 * `{"hidden":…,"shown":…}`.
 */
export class ItemJson {
  #bytes = Buffer.allocUnsafeSlow(1 << 16);

  /** The results stand in a buffer that the next call uses again; the hash is a text with a character for each byte. */
  write(shown: string, hidden: string | null): { shown: Buffer; hidden: Buffer | null; hash: string } {
    const most = (shown.length + (hidden?.length ?? 4)) * 3 + 32;
    if (this.#bytes.length < most) this.#bytes = Buffer.allocUnsafeSlow(most * 2);
    const bytes = this.#bytes;
    const hiddenAt = bytes.write(OPEN);
    const hiddenEnd = hiddenAt + bytes.write(hidden ?? "null", hiddenAt);
    const shownAt = hiddenEnd + bytes.write(MIDDLE, hiddenEnd);
    const shownEnd = shownAt + bytes.write(shown, shownAt);
    const end = shownEnd + bytes.write(CLOSE, shownEnd);
    return {
      shown: bytes.subarray(shownAt, shownEnd),
      hidden: hidden === null ? null : bytes.subarray(hiddenAt, hiddenEnd),
      hash: hash("sha256", bytes.subarray(0, end), "binary"),
    };
  }
}
