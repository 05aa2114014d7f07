import { peek, textBytes } from "./bytes.ts";
import { readCsv } from "./csv.ts";
import { readJsonLines } from "./json-lines.ts";
import { readJsonValues } from "./json-values.ts";
import { type RecordBatch, UnreadableFile } from "./record.ts";

export {
  excerpt,
  type RecordBatch,
  type SourceRecord,
  type Unread,
  UnreadableFile,
} from "./record.ts";

/** How a file holds its records. */
export type Container = "json-lines" | "json" | "csv";

/** Where a file was left: what lies up to here is not given again. */
export interface Position {
  line: number;
  byte: number;
}

/**
 * The records of a file as it streams by: JSONL, JSON or CSV, plain or gzip, told apart by the first bytes and, where
 * those fit several, by the name. Memory does not grow with the file.
 *
 * A piece that cannot be read is reported in its batch and reading goes on behind it; damage that ends reading (a
 * cut-off gzip) is the last report.
 *
 * @param name the file's name, for its ending
 * @param from go on behind this position; the bytes before it are read again but not taken apart further than needed
 * @throws UnreadableFile when nothing can be read at all: another kind of file, or an empty one
 */
export async function* readRecords(
  source: AsyncIterable<Uint8Array>,
  name: string,
  from: Position = { line: 0, byte: 0 },
): AsyncGenerator<RecordBatch> {
  let failure: UnreadableFile | null = null;
  const bytes = (async function* () {
    try {
      yield* textBytes(source);
    } catch (error) {
      if (!(error instanceof UnreadableFile)) throw error;
      failure = error;
    }
  })();
  const [head, all] = await peek(bytes, 4096);
  if (head.length === 0) throw failure ?? new UnreadableFile("The file is empty.");
  const reader = READERS[containerOf(head, name)];
  let last: RecordBatch = { records: [], unread: [], line: 0, byte: 0 };
  for await (const batch of reader(all, from)) {
    last = batch;
    yield batch;
  }
  const damage = failure as UnreadableFile | null;
  if (damage) {
    const unread = [{ line: last.line + 1, reason: damage.message, text: "" }];
    yield { records: [], unread, line: last.line + 1, byte: last.byte };
  }
}

const READERS = {
  "json-lines": (chunks: AsyncIterable<Buffer>, from: Position) => readJsonLines(behind(chunks, from), from),
  json: readJsonValues,
  csv: readCsv,
} satisfies Record<Container, (chunks: AsyncIterable<Buffer>, from: Position) => AsyncIterable<RecordBatch>>;

/** How a file holds its records, by how it begins and how it is called. */
export function containerOf(head: Buffer, name: string): Container {
  const ending = /\.(\w+?)(?:\.gz)?$/i.exec(name)?.[1]?.toLowerCase() ?? "";
  const text = head.toString("utf8").trimStart();
  if (["csv", "tsv"].includes(ending)) return "csv";
  if (["jsonl", "ndjson"].includes(ending)) return "json-lines";
  if (text.startsWith("[")) return "json";
  if (!text.startsWith("{")) return "csv";
  // An object that is spread over lines is not a line.
  return /^\{\s*\n/.test(text) ? "json" : "json-lines";
}

async function* behind(chunks: AsyncIterable<Buffer>, from: Position): AsyncGenerator<Buffer> {
  let skip = from.byte;
  for await (const chunk of chunks) {
    if (skip < chunk.length) yield chunk.subarray(skip);
    skip = Math.max(0, skip - chunk.length);
  }
}
