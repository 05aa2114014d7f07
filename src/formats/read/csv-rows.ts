import { excerpt, LIMITS, type Unread } from "./record.ts";

export interface CsvRow {
  line: number;
  cells: string[];
}

/** How many unclosed quotes are gone back over before the rest of a file is given up. */
const MAX_REWINDS = 100;

/**
 * Cells out of CSV text that arrives in pieces (RFC 4180, and what spreadsheets make of it): quoted line ends,
 * doubled quotes, any mixture of line ends. A quote that never closes costs its own line, not the rest of the
 * file; a row beyond the limit is skipped without being held.
 */
export class CsvSplitter {
  rows: CsvRow[] = [];
  unread: Unread[] = [];
  /** The line on which the next row begins. */
  line: number;
  readonly #delimiter: string;
  #pending = "";
  #skipping: "quoted" | "plain" | null = null;

  constructor(delimiter: string, line = 1) {
    this.#delimiter = delimiter;
    this.line = line;
  }

  push(text: string): void {
    this.#pending = this.#scan(this.#pending + text, false);
    if (this.#pending.length <= LIMITS.row) return;
    const reason = `longer than ${LIMITS.row / 2 ** 20} MB, or a quote is not closed`;
    this.unread.push({ line: this.line, reason, text: excerpt(this.#pending) });
    this.#skipping = scanRow(this.#pending, 0, this.#delimiter, false) === "unclosed" ? "quoted" : "plain";
    this.line += countLines(this.#pending);
    this.#pending = "";
  }

  end(): void {
    let rest = this.#scan(this.#pending, true);
    for (let rewinds = 0; rest !== ""; rewinds++) {
      this.unread.push({ line: this.line, reason: "a quote is not closed", text: excerpt(rest) });
      const next = /\r\n|\n|\r/.exec(rest);
      if (!next || rewinds === MAX_REWINDS) break;
      this.line++;
      rest = this.#scan(rest.slice(next.index + next[0].length), true);
    }
    this.#pending = "";
  }

  /** Reads all whole rows; gives what is left. */
  #scan(text: string, final: boolean): string {
    let at = this.#skipping ? this.#skip(text) : 0;
    while (at < text.length) {
      const row = scanRow(text, at, this.#delimiter, final);
      if (typeof row === "string") break;
      if (row.cells.some((cell) => cell !== "")) this.rows.push({ line: this.line, cells: row.cells });
      this.line += row.lines;
      at = row.next;
    }
    return text.slice(at);
  }

  /** Passes over the rest of a row that is too long; gives where the next one begins. */
  #skip(text: string): number {
    let at = 0;
    if (this.#skipping === "quoted") {
      for (at = text.indexOf('"'); at !== -1 && text[at + 1] === '"'; at = text.indexOf('"', at + 2));
      if (at !== -1) this.#skipping = "plain";
    }
    const end = at === -1 ? -1 : text.slice(at).search(/[\r\n]/);
    if (end === -1) {
      this.line += countLines(text);
      return text.length;
    }
    this.#skipping = null;
    const next = at + end + (text.startsWith("\r\n", at + end) ? 2 : 1);
    this.line += countLines(text.slice(0, next));
    return next;
  }
}

/**
 * One row of CSV from `from` on.
 * @param final whether the text ends where the file ends
 * @returns the row, or why it is not whole yet
 */
export function scanRow(
  text: string,
  from: number,
  delimiter: string,
  final: boolean,
): { cells: string[]; next: number; lines: number } | "incomplete" | "unclosed" {
  const cells: string[] = [];
  let quoted = false;
  for (let at = from; ; at++) {
    let value = "";
    if (text.charCodeAt(at) === 34) {
      quoted = true;
      let open = at + 1;
      let close = text.indexOf('"', open);
      for (; close !== -1 && text.charCodeAt(close + 1) === 34; close = text.indexOf('"', open)) {
        value += text.slice(open, close + 1);
        open = close + 2;
      }
      if (close === -1) return "unclosed";
      value += text.slice(open, close);
      at = close + 1; // what follows up to the next delimiter is taken as it stands
    }
    const end = cellEnd(text, at, delimiter);
    if (end >= text.length - 1 && !final && text[end] !== "\n") return "incomplete";
    cells.push(value + text.slice(at, end));
    if (text[end] === delimiter) {
      at = end;
      continue;
    }
    const next = Math.min(text.length, end + (text.startsWith("\r\n", end) ? 2 : 1));
    return { cells, next, lines: quoted ? countLines(text.slice(from, next)) : 1 };
  }
}

function cellEnd(text: string, from: number, delimiter: string): number {
  const stop = delimiter.charCodeAt(0);
  for (let at = from; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === stop || code === 10 || code === 13) return at;
  }
  return text.length;
}

function countLines(text: string): number {
  return text.match(/\r\n|\n|\r/g)?.length ?? 0;
}
