import type { Mapping } from "#contract/imports.ts";
import { defaultMapping, type Imported, NotAnItem, type Row, shapeNamed } from "#formats/import/index.ts";
import { excerpt, type RecordBatch, readRecords, type SourceRecord } from "#formats/read/index.ts";
import type { Database } from "../../db/database.ts";
import { commitBatch, type ImportOwner, type Progress } from "./commit-batch.ts";
import { ImportBatch } from "./import-batch.ts";

/** An import and where it stands. */
export interface RunningImport extends ImportOwner {
  name: string;
  mapping: Mapping | null;
  line: number;
  byte: number;
}

/** A batch goes out when its rows fill this many bytes. */
const BATCH_BYTES = 4 * 2 ** 20;
const CAPACITY = BATCH_BYTES + 2 ** 20;
/** Between two bites of a file the connection to the database gets its turn, or it would run dry. */
const BITE = 2 ** 14;
/** How many records are looked at to find out what a file holds, */
export const SAMPLE = 200;
/** and how much of the file at most. */
export const SAMPLE_BYTES = 8 * 2 ** 20;
/** What the items of one record may take together: in a tree, or where a record holds many, each repeats a part of it. */
const RECORD_BYTES = 64 * 2 ** 20;

/**
 * Imports a file as it streams by: while the database takes one batch, the next is being read. What was committed
 * stays; called again with the progress that was stored, it goes on behind it.
 * @param following.signal stops between two batches
 * @param following.onBatch told of each batch that was kept
 * @returns whether the file is at its end
 * @throws UnreadableFile where nothing can be read; Superseded where somebody else goes on with the import
 */
export async function runImport(
  database: Database,
  running: RunningImport,
  source: AsyncIterable<Uint8Array>,
  { signal, onBatch }: { signal?: AbortSignal; onBatch?: () => void } = {},
): Promise<boolean> {
  const owner = { org: running.org, project: running.project, import: running.id };
  let [filling, sending] = [new ImportBatch(owner, CAPACITY), new ImportBatch(owner, CAPACITY)];
  let bytesRead = 0;
  const counted = (async function* () {
    for await (const chunk of source) {
      for (let from = 0; from < chunk.length; from += BITE) {
        yield chunk.subarray(from, from + BITE);
        await new Promise((resolve) => setImmediate(resolve));
      }
      bytesRead += chunk.length;
    }
  })();
  let committed = running.line;
  let careful = false;
  let pending: Promise<void> = Promise.resolve();
  let parse: ((row: Row) => Imported[]) | null = null;
  let { mapping } = running;

  const send = async (progress: Progress) => {
    await pending;
    [filling, sending] = [sending, filling];
    filling.clear();
    const before = committed;
    committed = progress.line;
    const batch = sending;
    const outcome = commitBatch(database, running, batch, { before, progress, mapping }, careful);
    pending = outcome.then(({ duplicates, differing }) => {
      careful = duplicates + differing > 0;
      onBatch?.();
    });
    pending.catch(() => {}); // reported by the next send
  };

  const from = { line: running.line, byte: running.byte };
  let at: Progress = { ...from, bytesRead: 0 };
  for await (const records of sampled(readRecords(counted, running.name, from), mapping === null)) {
    if (records.records.length > 0)
      mapping ??= defaultMapping(records.records.slice(0, SAMPLE).map(({ value }) => value));
    if (mapping) parse ??= parserOf(mapping);
    take(filling, records, parse);
    at = { line: records.line, byte: records.byte, bytesRead };
    if (filling.rows.length >= BATCH_BYTES || filling.remarks.length >= 10_000) {
      await send(at);
      if (signal?.aborted) break;
    }
  }
  mapping ??= { shape: "prompt-only", columns: {} };
  const stopped = signal?.aborted === true;
  if (!stopped && at.line > committed) await send({ ...at, bytesRead });
  await pending;
  return !stopped;
}

/** The parser of a mapping, whose shape is known by now. */
export function parserOf(mapping: Mapping): (row: Row) => Imported[] {
  const shape = shapeNamed(mapping.shape);
  if (!shape) throw new Error(`no shape ${mapping.shape}`);
  return shape.parser(mapping);
}

/** Reads a record into items; gives the reason where it makes none. */
export function readItems(record: SourceRecord, parse: (row: Row) => Imported[]): Imported[] | string {
  try {
    return parse(record.value);
  } catch (error) {
    if (error instanceof NotAnItem || error instanceof RangeError) return error.message;
    throw error;
  }
}

function take(
  batch: ImportBatch,
  { records, unread }: RecordBatch,
  parse: ((row: Row) => Imported[]) | null,
): void {
  for (const { line, reason, text } of unread) batch.refuse(line, reason, text);
  for (const record of records) {
    const items = readItems(record, parse!);
    const refuse = (reason: string) =>
      batch.refuse(record.line, reason, excerpt(JSON.stringify(record.value)));
    if (typeof items === "string") refuse(items);
    else if (!addAll(batch, record, items)) refuse(TOO_LARGE);
  }
}

const TOO_LARGE = `its items fill more than ${RECORD_BYTES / 2 ** 20} MB, so only the first were added`;

/** Adds the items of a record; gives whether there was room for all. */
function addAll(batch: ImportBatch, record: SourceRecord, items: readonly Imported[]): boolean {
  const most = batch.rows.length + RECORD_BYTES;
  return items.every((item) => {
    if (batch.rows.length > most) return false;
    batch.take(record.line, item, record.notes);
    return true;
  });
}

/**
 * Where the mapping is still to be found: the first batches as one, so that it rests on enough records. Batches without
 * any are passed on when they would take too much memory.
 */
async function* sampled(batches: AsyncIterable<RecordBatch>, gather: boolean): AsyncGenerator<RecordBatch> {
  let first: RecordBatch | null = null;
  let isGathering = gather;
  let from = 0;
  for await (const batch of batches) {
    if (!isGathering) {
      yield batch;
      continue;
    }
    first ??= { records: [], unread: [], line: 0, byte: 0 };
    for (const record of batch.records) first.records.push(record);
    for (const piece of batch.unread) first.unread.push(piece);
    first.line = batch.line;
    first.byte = batch.byte;
    if (first.records.length < SAMPLE && batch.byte - from < SAMPLE_BYTES) continue;
    isGathering = first.records.length === 0;
    from = batch.byte;
    yield first;
    first = null;
  }
  if (first) yield first;
}
