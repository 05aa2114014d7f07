import { type Json, mend } from "#content/index.ts";
import { type CsvRow, CsvSplitter } from "./csv-rows.ts";
import { excerpt, LIMITS, type RecordBatch, UnreadableFile } from "./record.ts";

const DELIMITERS = [",", ";", "\t", "|"];

/**
 * Rows of a CSV file as objects by the names in its first row; the delimiter (comma, semicolon, tab or bar) is found
 * from the beginning of the file. A row whose number of cells differs is reported.
 * @param from rows that begin on lines up to this are passed over
 * @throws UnreadableFile where the first row names too many columns
 */
export async function* readCsv(
  chunks: AsyncIterable<Buffer>,
  from: { line: number } = { line: 0 },
): AsyncGenerator<RecordBatch> {
  const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  let splitter: CsvSplitter | null = null;
  let header: string[] | null = null;
  let byte = 0;
  let head = "";
  const batch = (): RecordBatch => {
    const result: RecordBatch = { records: [], unread: splitter!.unread, line: splitter!.line - 1, byte };
    for (const row of splitter!.rows) {
      if (header === null) header = columnNames(row.cells);
      else if (row.line > from.line) take(result, row, header);
    }
    result.unread = result.unread.filter((unread) => unread.line > from.line);
    splitter!.rows = [];
    splitter!.unread = [];
    return result;
  };
  for await (const chunk of chunks) {
    byte += chunk.length;
    const text = decoder.decode(chunk, { stream: true });
    if (splitter) splitter.push(text);
    else {
      head += text;
      if (head.length < 64 * 1024 && (head.match(/\n/g)?.length ?? 0) < 20) continue;
      splitter = begin(head);
    }
    yield batch();
  }
  splitter ??= begin(head);
  splitter.push(decoder.decode());
  splitter.end();
  yield batch();
}

function begin(head: string): CsvSplitter {
  const stated = /^sep=(.)\r?\n/.exec(head); // written by a spreadsheet
  const splitter = new CsvSplitter(stated ? stated[1]! : findDelimiter(head), stated ? 2 : 1);
  splitter.push(stated ? head.slice(stated[0].length) : head);
  return splitter;
}

/** The delimiter that gives most rows as many cells as the first has, more than one; a comma where none does. */
export function findDelimiter(head: string): string {
  let best = { delimiter: ",", score: 0 };
  for (const delimiter of DELIMITERS) {
    const splitter = new CsvSplitter(delimiter);
    splitter.push(head);
    if (!splitter.isQuoted) splitter.end();
    const counts = splitter.rows.slice(0, 50).map((row) => row.cells.length);
    const first = counts[0] ?? 0;
    const even = counts.filter((count) => count === first).length / Math.max(1, counts.length);
    const score = first > 1 ? even * 100 + Math.min(first, 50) : 0;
    if (score > best.score) best = { delimiter, score };
  }
  return best.delimiter;
}

/** The names in a first row, each made unique. */
function columnNames(cells: string[]): string[] {
  if (cells.length > LIMITS.columns) {
    const [found, most] = [cells.length.toLocaleString("en"), LIMITS.columns.toLocaleString("en")];
    throw new UnreadableFile(
      `The first row names ${found} columns, and at most ${most} can be read: remove columns, or split the table by columns.`,
    );
  }
  const taken = new Set<string>();
  const last = new Map<string, number>();
  return cells.map((cell, at) => {
    const name = mend(cell).trim().slice(0, 300) || `column ${at + 1}`;
    let unique = name === "__proto__" ? `column ${at + 1}` : name;
    // Numbers go on where the name's last one was: counting from 2 each time takes hours for thousands of equal names.
    for (let n = last.get(name) ?? 2; taken.has(unique); n++) {
      unique = `${name} (${n})`;
      last.set(name, n + 1);
    }
    taken.add(unique);
    return unique;
  });
}

function take(batch: RecordBatch, { line, cells }: CsvRow, header: string[]): void {
  const beyond = cells.slice(header.length).some((cell) => cell.trim() !== "");
  if (beyond || cells.length < header.length) {
    const reason = `${cells.length} cells, but the first row names ${header.length}`;
    batch.unread.push({ line, reason, text: excerpt(cells.join(" | ")) });
    return;
  }
  const notes: string[] = [];
  const value: { [key: string]: Json } = {};
  header.forEach((name, at) => {
    const cell = cells[at]!;
    value[name] = mend(cell);
    if (value[name] !== cell) notes.push("characters that text cannot hold were replaced");
    else if (cell.includes("\ufffd")) notes.push("bytes that are not UTF-8 were replaced");
  });
  batch.records.push({ line, value, notes: [...new Set(notes)] });
}
