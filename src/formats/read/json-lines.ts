import { isUtf8 } from "node:buffer";
import { Indigestible, parseRecord } from "./clean.ts";
import { excerpt, LIMITS, type RecordBatch } from "./record.ts";

const NEWLINE = 10;

/**
 * One JSON object a line. A line that cannot be read is reported and the next one is read all the same; a line
 * beyond the limit is skipped without being held.
 * @param from where reading starts: lines and bytes that come before the first chunk
 */
export async function* readJsonLines(
  chunks: AsyncIterable<Buffer>,
  from: { line: number; byte: number },
): AsyncGenerator<RecordBatch> {
  let { line, byte } = from;
  let parts: Buffer[] = [];
  let held = 0;
  for await (const chunk of chunks) {
    const batch: RecordBatch = { records: [], unread: [], line, byte };
    let start = 0;
    for (let end = chunk.indexOf(NEWLINE); end !== -1; end = chunk.indexOf(NEWLINE, start)) {
      line += take(batch, line + 1, join(parts, chunk.subarray(start, end)), held + end - start);
      byte += held + end - start + 1;
      if (parts.length > 0) parts = [];
      held = 0;
      start = end + 1;
    }
    if (start < chunk.length) {
      // A line beyond the limit is counted on, but only its start is kept.
      if (held <= LIMITS.record) parts.push(chunk.subarray(start));
      else parts.length = 1;
      held += chunk.length - start;
    }
    if (line > batch.line) yield { ...batch, line, byte };
  }
  if (held > 0) {
    const batch: RecordBatch = { records: [], unread: [], line, byte: byte + held };
    batch.line += take(batch, line + 1, join(parts, Buffer.alloc(0)), held);
    yield batch;
  }
}

function join(parts: Buffer[], last: Buffer): Buffer {
  return parts.length === 0 ? last : Buffer.concat([...parts, last]);
}

/** Reads what stands between two line feeds; gives how many lines that is. */
function take(batch: RecordBatch, line: number, bytes: Buffer, length: number): number {
  if (length > LIMITS.record) {
    const reason = `longer than ${LIMITS.record / 2 ** 20} MB`;
    batch.unread.push({ line, reason, text: excerpt(bytes.toString("utf8", 0, 4 * LIMITS.excerpt)) });
    return 1;
  }
  const text = bytes.toString("utf8");
  // Where a file mixes its line ends, a carriage return alone ends a line too.
  const lines = text.includes("\r") ? text.trimEnd().split("\r") : [text];
  const isBroken = text.includes("\ufffd") && !isUtf8(bytes);
  lines.forEach((one, at) => {
    if (one.trim() === "") return;
    try {
      const record = parseRecord(one, line + at);
      if (isBroken && one.includes("\ufffd")) record.notes.push("bytes that are not UTF-8 were replaced");
      batch.records.push(record);
    } catch (error) {
      if (!(error instanceof Indigestible || error instanceof RangeError)) throw error;
      batch.unread.push({ line: line + at, reason: error.message, text: excerpt(one) });
    }
  });
  return lines.length;
}
