import { Indigestible, parseRecord } from "./clean.ts";
import { excerpt, LIMITS, type RecordBatch } from "./record.ts";

const [QUOTE, COMMA, BACKSLASH] = [34, 44, 92];
const [OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT] = [91, 93, 123, 125];
const SPACES = [9, 10, 13, 32];

/**
 * The elements of a JSON array, or JSON objects one after another over any number of lines, without holding more
 * than one of them. `line` is the number of the element. A broken element is reported and the next one is read.
 * @param from elements up to this number are passed over
 */
export async function* readJsonValues(
  chunks: AsyncIterable<Buffer>,
  from: { line: number } = { line: 0 },
): AsyncGenerator<RecordBatch> {
  const scanner = new Scanner(from.line);
  for await (const chunk of chunks) {
    scanner.push(chunk);
    yield scanner.flush();
  }
  scanner.end();
  yield scanner.flush();
}

class Scanner {
  #parts: Buffer[] = [];
  #held = 0;
  #depth = 0;
  #inString = false;
  #escaped = false;
  #inArray = false;
  #started = false;
  #ended = false;
  #skip: number;
  #line = 0;
  #byte = 0;
  #batch: RecordBatch = { records: [], unread: [], line: 0, byte: 0 };

  constructor(skip: number) {
    this.#skip = skip;
  }

  push(chunk: Buffer): void {
    let start = this.#started ? 0 : this.#begin(chunk);
    let at = start;
    while (at < chunk.length) {
      const byte = chunk[at]!;
      if (this.#inString) {
        at = this.#throughString(chunk, at);
        continue;
      }
      if (byte === QUOTE) this.#inString = true;
      else if (byte === OPEN_OBJECT || byte === OPEN_LIST) this.#depth++;
      else if (byte === CLOSE_OBJECT || byte === CLOSE_LIST) {
        if (this.#depth === 0) {
          this.#element(chunk.subarray(start, at));
          this.#ended = this.#inArray;
          start = at + 1;
        } else if (--this.#depth === 0 && !this.#inArray) {
          this.#element(chunk.subarray(start, at + 1));
          start = at + 1;
        }
      } else if (byte === COMMA && this.#depth === 0) {
        this.#element(chunk.subarray(start, at));
        start = at + 1;
      }
      at++;
    }
    this.#hold(chunk.subarray(start));
    this.#byte += chunk.length;
  }

  end(): void {
    const cut = this.#depth > 0 || this.#inString;
    if (cut) {
      const text = Buffer.concat(this.#parts).toString("utf8", 0, 4 * LIMITS.excerpt);
      this.#refuse(++this.#line, "the file ends in the middle of it", text);
    } else {
      this.#element(Buffer.alloc(0));
      if (this.#inArray && !this.#ended)
        this.#refuse(this.#line + 1, "the list is not closed: the file may be cut short", "");
    }
  }

  flush(): RecordBatch {
    const batch = { ...this.#batch, line: this.#line, byte: this.#byte };
    this.#batch = { records: [], unread: [], line: 0, byte: 0 };
    return batch;
  }

  /** Finds out whether the values stand in an array; gives where the first begins. */
  #begin(chunk: Buffer): number {
    let at = 0;
    while (at < chunk.length && SPACES.includes(chunk[at]!)) at++;
    if (at === chunk.length) return at;
    this.#started = true;
    this.#inArray = chunk[at] === OPEN_LIST;
    return this.#inArray ? at + 1 : at;
  }

  /** Moves on to behind the string's end, or to the chunk's end. */
  #throughString(chunk: Buffer, from: number): number {
    let at = from;
    if (this.#escaped) {
      this.#escaped = false;
      at++;
    }
    for (; at < chunk.length; at++) {
      const byte = chunk[at]!;
      if (byte === BACKSLASH) {
        if (at + 1 === chunk.length) this.#escaped = true;
        at++;
      } else if (byte === QUOTE) {
        this.#inString = false;
        return at + 1;
      }
    }
    return chunk.length;
  }

  #hold(part: Buffer): void {
    if (part.length === 0) return;
    if (this.#held <= LIMITS.record) this.#parts.push(part);
    else this.#parts.length = 1;
    this.#held += part.length;
  }

  #element(last: Buffer): void {
    this.#hold(last);
    const length = this.#held;
    const bytes = this.#parts.length === 1 ? this.#parts[0]! : Buffer.concat(this.#parts);
    this.#parts = [];
    this.#held = 0;
    const tooLong = length > LIMITS.record;
    const text = bytes.toString("utf8", 0, tooLong ? 4 * LIMITS.excerpt : length).trim();
    if (text === "") return; // between a comma and the next element, or behind the last
    this.#line++;
    if (this.#line <= this.#skip) return;
    const wrong = tooLong
      ? `longer than ${LIMITS.record / 2 ** 20} MB`
      : this.#ended
        ? "stands behind the end of the list"
        : null;
    if (wrong !== null) {
      this.#refuse(this.#line, wrong, text);
      return;
    }
    try {
      this.#batch.records.push(parseRecord(text, this.#line));
    } catch (error) {
      if (!(error instanceof Indigestible || error instanceof RangeError)) throw error;
      this.#refuse(this.#line, error.message, text);
    }
  }

  #refuse(line: number, reason: string, text: string): void {
    this.#batch.unread.push({ line, reason, text: excerpt(text) });
  }
}
