import { Material } from "#content/index.ts";
import type { Mapping, Preview } from "#contract/imports.ts";
import { type Row, recogniseShape, shapeNamed, shapes } from "#formats/import/index.ts";
import { excerpt, readRecords, type SourceRecord, type Unread, UnreadableFile } from "#formats/read/index.ts";
import { AppError } from "../../http/errors.ts";
import type { Services } from "../../services.ts";
import { parserOf, readItems, SAMPLE, SAMPLE_BYTES } from "./run-import.ts";

const SHOWN = 20;

/**
 * The first items of an uploaded file under a mapping, or under the one that fits best.
 * @throws AppError unreadable_file, invalid (a shape that there is not)
 */
export async function previewFile(
  services: Services,
  file: { blob: string; name: string },
  mapping: Mapping | null,
): Promise<Preview> {
  const { records, unread } = await readSample(services, file);
  const rows = records.map(({ value }) => value);
  const shape = mapping ? shapeNamed(mapping.shape) : recogniseShape(rows);
  if (!shape) throw new AppError("invalid", { fields: { "mapping.shape": "is not a known shape" } });
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
  for (const record of records) {
    if (preview.items.length >= SHOWN) break;
    const items = readItems(record, parse);
    if (typeof items === "string") {
      preview.problems.push({
        line: record.line,
        reason: items,
        text: excerpt(JSON.stringify(record.value)),
      });
      continue;
    }
    for (const { material, hidden, notes, ...item } of items) {
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
  services: Services,
  { blob, name }: { blob: string; name: string },
): Promise<{ records: SourceRecord[]; unread: Unread[] }> {
  const records: SourceRecord[] = [];
  const unread: Unread[] = [];
  const bytes = services.store.read(blob);
  try {
    for await (const batch of readRecords(bytes, name)) {
      for (const record of batch.records) records.push(record);
      for (const piece of batch.unread) unread.push(piece);
      if (records.length >= SAMPLE || batch.byte > SAMPLE_BYTES) break;
    }
  } catch (error) {
    if (error instanceof UnreadableFile) throw new AppError("unreadable_file", { message: error.message });
    throw error;
  } finally {
    bytes.destroy();
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
