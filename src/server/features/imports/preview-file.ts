import { Material } from "#content/index.ts";
import type { Mapping, Preview } from "#contract/imports.ts";
import { type Row, recogniseShape, shapeNamed, shapes } from "#formats/import/index.ts";
import { excerpt, readRecords, type SourceRecord, type Unread } from "#formats/read/index.ts";
import { parserOf, readItems, SAMPLE, SAMPLE_BYTES } from "./run-import.ts";

const SHOWN = 20;

/** How much of items is shown, in characters of their material; the first is shown in any case. */
const SHOWN_CHARACTERS = 2 ** 20;

/**
 * The first items of a file under a mapping, or under the one that fits best.
 * @throws UnreadableFile
 */
export async function previewFile(
  bytes: AsyncIterable<Uint8Array>,
  name: string,
  mapping: Mapping | null,
): Promise<Preview> {
  const { records, unread } = await readSample(bytes, name);
  const rows = records.map(({ value }) => value);
  const shape = (mapping && shapeNamed(mapping.shape)) ?? recogniseShape(rows);
  const targets = shape.columns(rows);
  const flat = rows.map(shape.flatten);
  for (const [column, target] of Object.entries(mapping?.columns ?? {}))
    if (targets.has(column)) targets.set(column, target);
  const parse = parserOf({ shape: shape.name, columns: Object.fromEntries(targets) });
  const preview: Preview = {
    shape: shape.name,
    shapes: shapes.map(({ name, title }) => ({ name, title })),
    columns: [...targets].map(([name, target]) => ({ name, target, sample: sampleOf(flat, name) })),
    items: [],
    problems: unread.slice(0, SHOWN),
  };
  let characters = 0;
  for (const record of records) {
    if (preview.items.length >= SHOWN || characters > SHOWN_CHARACTERS) break;
    const items = readItems(record, parse);
    if (typeof items === "string") {
      preview.problems.push({
        line: record.line,
        reason: items,
        text: excerpt(JSON.stringify(record.value)),
      });
      continue;
    }
    for (const { material, hidden, notes, ...item } of items.slice(0, SHOWN)) {
      if (characters > SHOWN_CHARACTERS) break;
      characters += JSON.stringify(material).length + JSON.stringify(hidden).length;
      const kept = hidden as Preview["items"][number]["kept"];
      preview.items.push({
        ...item,
        line: record.line,
        material: Material.parse(material),
        kept,
        notes: [...record.notes, ...notes],
      });
    }
  }
  preview.items.splice(SHOWN);
  return preview;
}

async function readSample(
  bytes: AsyncIterable<Uint8Array>,
  name: string,
): Promise<{ records: SourceRecord[]; unread: Unread[] }> {
  const records: SourceRecord[] = [];
  const unread: Unread[] = [];
  for await (const batch of readRecords(bytes, name)) {
    for (const record of batch.records) records.push(record);
    for (const piece of batch.unread) unread.push(piece);
    if (records.length >= SAMPLE || batch.byte > SAMPLE_BYTES) break;
  }
  return { records: records.slice(0, SAMPLE), unread };
}

function sampleOf(rows: readonly Row[], column: string): string {
  for (const row of rows) {
    const value = Object.hasOwn(row, column) ? row[column] : null;
    if (value === undefined || value === null || value === "") continue;
    return excerpt(typeof value === "string" ? value : JSON.stringify(value));
  }
  return "";
}
