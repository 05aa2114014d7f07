import { createReadStream } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { canonical } from "#content/index.ts";
import type { ReleasePolicy } from "#contract/releases.ts";
import { csvLine, type Entry, FILE_TYPES, type Format, type OutputRow } from "#formats/export/index.ts";
import { EntryCounter } from "./count-entries.ts";
import { dataCard } from "./data-card.ts";
import { type FrozenFacts, type Manifest, manifestOf, manifestText, type WrittenFile } from "./manifest.ts";
import { type ParquetJob, writeParquet } from "./parquet.ts";
import { type FileSink, ReleaseFileWriter } from "./release-file.ts";
import { type ColumnTypes, TableColumns } from "./table-columns.ts";

/** What is to be written: a pure function of this, and of nothing else. */
export interface ReleaseSource {
  facts: FrozenFacts;
  formats: readonly Format[];
  /** The entries in their order; called once for each pass. */
  entries(): AsyncIterable<Entry[]>;
}

/**
 * Writes all files of a release, its manifest and its data card. The same source gives the same bytes.
 * @param signal gives up between two pages
 */
export async function writeRelease(
  { facts, formats, entries }: ReleaseSource,
  sink: FileSink,
  signal?: AbortSignal,
): Promise<{ manifest: Manifest; files: WrittenFile[] }> {
  const folder = await mkdtemp(join(tmpdir(), "plumbline-release-"));
  const open: Output[] = [];
  try {
    const table = formats.some((format) => format.columns === null)
      ? await tableOf(formats.find((format) => format.columns === null)!, facts.policy, entries())
      : null;
    const outputs = new Map<string, Output>();
    const outputOf = (format: Format, split: string | null): Output => {
      const name = fileName(format, split);
      const output = outputs.get(name) ?? new Output(format, name, sink, folder, table);
      if (!outputs.has(name)) open.push(output);
      outputs.set(name, output);
      return output;
    };
    for (const format of formats) if (!facts.policy.split) outputOf(format, null);
    const counter = new EntryCounter();
    for await (const page of entries()) {
      signal?.throwIfAborted();
      for (const entry of page) {
        counter.add(entry);
        for (const format of formats) {
          const rows = format.rows(entry, facts.policy);
          if (rows.length === 0) counter.withoutRow(format.name);
          for (const row of rows) await outputOf(format, entry.split).add(row);
        }
      }
    }
    const files: WrittenFile[] = [];
    const jobs: ParquetJob[] = [];
    for (const output of open) jobs.push(...(await output.prepare()));
    if (jobs.length > 0) await writeParquet(jobs, folder);
    for (const output of open) files.push(await output.end());
    files.sort((a, b) => (a.name < b.name ? -1 : 1));
    const counts = counter.result();
    const card = dataCard(manifestOf(facts, counts, files));
    files.push(await writeText("README.md", "data-card", "text/markdown; charset=utf-8", card, sink));
    const manifest = manifestOf(facts, counts, [...files]);
    files.push(
      await writeText("manifest.json", "manifest", "application/json", manifestText(manifest), sink),
    );
    return { manifest, files };
  } catch (error) {
    for (const output of open) output.abandon();
    throw error;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function writeText(name: string, format: string, type: string, text: string, sink: FileSink) {
  const writer = new ReleaseFileWriter({ name, format, type }, sink);
  await writer.add(text, 0);
  return writer.end();
}

function fileName(format: Format, split: string | null): string {
  const base = format.name.replace(/-parquet$/, "").replace(/^csv$/, "table");
  return `${base}${split === null ? "" : `.${split}`}.${format.container}`;
}

/** Which columns the table has, found by a pass of its own. */
async function tableOf(
  table: Format,
  policy: ReleasePolicy,
  entries: AsyncIterable<Entry[]>,
): Promise<ColumnTypes> {
  const columns = new TableColumns();
  for await (const page of entries)
    for (const entry of page) for (const row of table.rows(entry, policy)) columns.see(row);
  return columns.result();
}

/** One file: rows as JSON lines, as CSV, or by way of JSON lines as Parquet. */
class Output {
  readonly #writer: ReleaseFileWriter;
  readonly #rows: { writer: ReleaseFileWriter; path: string } | null = null;
  readonly #columns: string[] | null;
  readonly #types: ColumnTypes;
  #begun = false;

  constructor(format: Format, name: string, sink: FileSink, folder: string, table: ColumnTypes | null) {
    this.#types = format.columns ?? table!;
    this.#columns = format.container === "csv" ? Object.keys(this.#types) : null;
    const about = { name, format: format.name, type: FILE_TYPES[format.container] };
    this.#writer = new ReleaseFileWriter(about, sink);
    if (format.container === "parquet") {
      const path = join(folder, `${name}.jsonl`);
      const rows = { write: (_name: string, bytes: AsyncIterable<Uint8Array>) => writeFile(path, bytes) };
      this.#rows = { writer: new ReleaseFileWriter(about, rows), path };
    }
  }

  async add(row: OutputRow): Promise<void> {
    if (this.#columns) {
      await this.#begin();
      await this.#writer.add(csvLine(this.#columns.map((name) => row[name])));
    } else await (this.#rows?.writer ?? this.#writer).add(`${canonical(row)}\n`);
  }

  /** Ends the rows that are still to become Parquet. */
  async prepare(): Promise<ParquetJob[]> {
    await this.#begin();
    if (!this.#rows) return [];
    const { writer, path } = this.#rows;
    this.#writer.rows = (await writer.end()).rows;
    return [{ input: path, output: `${path}.parquet`, columns: this.#types }];
  }

  async end(): Promise<WrittenFile> {
    if (this.#rows) {
      const output = `${this.#rows.path}.parquet`;
      for await (const chunk of createReadStream(output)) await this.#writer.addBytes(chunk as Buffer);
      await Promise.all([rm(output), rm(this.#rows.path)]);
    }
    return this.#writer.end();
  }

  abandon(): void {
    this.#writer.abandon();
    this.#rows?.writer.abandon();
  }

  async #begin(): Promise<void> {
    if (this.#begun) return;
    this.#begun = true;
    if (this.#columns) await this.#writer.add(csvLine(this.#columns), 0);
  }
}
