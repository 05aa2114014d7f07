import { excerpt, LIMITS, type Unread } from "./record.ts";

export interface CsvRow {
  line: number;
  cells: string[];
}

/** How many unclosed quotes are gone back over before the rest of a file is given up. */
const MAX_REWINDS = 100;
const [LINE_FEED, RETURN, QUOTE] = [10, 13, 34];

/**
 * Cells out of CSV text that arrives in pieces (RFC 4180, and what spreadsheets make of it): quoted line ends,
 * doubled quotes, any mixture of line ends. Each character is looked at once, however small the pieces are. A quote
 * that never closes costs its own line, not the rest of the file; a row beyond the limit is skipped without being
 * held.
 */
export class CsvSplitter {
  rows: CsvRow[] = [];
  unread: Unread[] = [];
  /** The line on which the next row begins. */
  line: number;
  readonly #delimiter: string;
  /** The row that is being read: its whole cells, the beginning of the next one, and its text in pieces. */
  #cells: string[] = [];
  #cell = "";
  #state: "begin" | "plain" | "quoted" | "quote" = "begin";
  #hasQuotes = false;
  #pieces: string[] = [];
  #length = 0;
  #isSkipping = false;
  /** The last row ended with a carriage return at the end of a piece: a line feed that follows is part of it. */
  #isAfterReturn = false;

  constructor(delimiter: string, line = 1) {
    this.#delimiter = delimiter;
    this.line = line;
  }

  /** Whether the row that is being read has an open quote. */
  get isQuoted(): boolean {
    return this.#state === "quoted";
  }

  push(text: string): void {
    if (text === "") return;
    let start = this.#isAfterReturn && text.charCodeAt(0) === LINE_FEED ? 1 : 0;
    this.#isAfterReturn = false;
    for (let at = start; at < text.length; ) {
      const end = this.#readCell(text, at);
      at = end + 1;
      if (end >= text.length || text[end] === this.#delimiter) continue;
      if (text.charCodeAt(end) === RETURN) {
        if (text.charCodeAt(at) === LINE_FEED) at++;
        else this.#isAfterReturn = at === text.length;
      }
      this.#endRow(text.slice(start, at));
      start = at;
    }
    if (start < text.length) this.#hold(text.slice(start));
  }

  end(): void {
    for (let rewinds = 0; this.#length > 0; rewinds++) {
      if (!this.isQuoted) {
        this.#endCell();
        this.#endRow("");
        return;
      }
      const rest = this.#pieces.join("");
      this.unread.push({ line: this.line, reason: "a quote is not closed", text: excerpt(rest) });
      this.#begin();
      const next = /\r\n|\n|\r/.exec(rest);
      if (!next || rewinds === MAX_REWINDS) return;
      this.line++;
      this.push(rest.slice(next.index + next[0].length));
    }
  }

  /** Reads on in a cell; gives where the delimiter or line end behind it is, or the end of the text. */
  #readCell(text: string, from: number): number {
    let at = from;
    if (this.#state === "begin") {
      this.#state = text.charCodeAt(at) === QUOTE ? "quoted" : "plain";
      if (this.isQuoted) {
        this.#hasQuotes = true;
        at++;
      }
    }
    while (this.#state !== "plain" && at < text.length) {
      if (this.#state === "quoted") {
        const close = text.indexOf('"', at);
        this.#take(text.slice(at, close === -1 ? text.length : close));
        at = close === -1 ? text.length : close + 1;
        if (close !== -1) this.#state = "quote";
      } else if (text.charCodeAt(at) === QUOTE) {
        this.#take('"');
        this.#state = "quoted";
        at++;
      } else this.#state = "plain"; // what follows up to the next delimiter is taken as it stands
    }
    if (at === text.length) return at;
    const end = cellEnd(text, at, this.#delimiter);
    this.#take(text.slice(at, end));
    if (end < text.length) this.#endCell();
    return end;
  }

  #take(text: string): void {
    if (!this.#isSkipping) this.#cell += text;
  }

  #endCell(): void {
    if (!this.#isSkipping) this.#cells.push(this.#cell);
    this.#cell = "";
    this.#state = "begin";
  }

  #endRow(rest: string): void {
    if (this.#isSkipping) this.line += countLines(rest);
    else {
      if (this.#cells.some((cell) => cell !== "")) this.rows.push({ line: this.line, cells: this.#cells });
      this.line += this.#hasQuotes ? countLines(this.#pieces.join("") + rest) : 1;
    }
    this.#isSkipping = false;
    this.#begin();
  }

  /** Keeps the text of a row that goes on in the next piece; of one that is too long, no more. */
  #hold(piece: string): void {
    if (this.#isSkipping) {
      this.line += countLines(piece);
      return;
    }
    this.#pieces.push(piece);
    this.#length += piece.length;
    if (this.#length <= LIMITS.row) return;
    const text = this.#pieces.join("");
    const reason = `longer than ${LIMITS.row / 2 ** 20} MB, or a quote is not closed`;
    this.unread.push({ line: this.line, reason, text: excerpt(text) });
    this.line += countLines(text);
    this.#isSkipping = true;
    this.#forget();
  }

  #begin(): void {
    this.#state = "begin";
    this.#hasQuotes = false;
    this.#forget();
  }

  #forget(): void {
    this.#cells = [];
    this.#cell = "";
    this.#pieces = [];
    this.#length = 0;
  }
}

function cellEnd(text: string, from: number, delimiter: string): number {
  const stop = delimiter.charCodeAt(0);
  for (let at = from; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === stop || code === LINE_FEED || code === RETURN) return at;
  }
  return text.length;
}

function countLines(text: string): number {
  return text.match(/\r\n|\n|\r/g)?.length ?? 0;
}
