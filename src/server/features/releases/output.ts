import { createReadStream } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { canonical } from "#content/index.ts";
import { csvLine, FILE_TYPES, type Format, type OutputRow } from "#formats/export/index.ts";
import type { WrittenFile } from "./manifest.ts";
import { type ParquetJob, writeParquet } from "./parquet.ts";
import { type FileSink, ReleaseFileWriter } from "./release-file.ts";
import type { ColumnTypes } from "./table-columns.ts";

/** The files of rows of a release while they are written: one for each format and part of the split. */
export class Outputs {
  readonly #sink: FileSink;
  readonly #folder: string;
  readonly #table: ColumnTypes;
  readonly #open = new Map<string, Output>();

  /**
   * @param folder for rows on their way to Parquet
   * @param table the columns of formats that have none of their own
   */
  constructor(sink: FileSink, folder: string, table: ColumnTypes) {
    this.#sink = sink;
    this.#folder = folder;
    this.#table = table;
  }

  /** The file of a format and part; it is there from now on, also without rows. */
  of(format: Format, split: string | null): Output {
    const name = fileName(format, split);
    const output = this.#open.get(name) ?? new Output(format, name, this.#sink, this.#folder, this.#table);
    this.#open.set(name, output);
    return output;
  }

  /** Ends all files; they come in the order of their names. */
  async end(): Promise<WrittenFile[]> {
    const jobs: ParquetJob[] = [];
    for (const output of this.#open.values()) jobs.push(...(await output.prepare()));
    if (jobs.length > 0) await writeParquet(jobs, this.#folder);
    const files: WrittenFile[] = [];
    for (const output of this.#open.values()) files.push(await output.end());
    return files.sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  /** Gives all files up. */
  abandon(): void {
    for (const output of this.#open.values()) output.abandon();
  }
}

function fileName(format: Format, split: string | null): string {
  const base = format.name.replace(/-parquet$/, "").replace(/^csv$/, "table");
  return `${base}${split === null ? "" : `.${split}`}.${format.container}`;
}

/** One file: rows as JSON lines, as CSV, or by way of JSON lines as Parquet. */
class Output {
  readonly #writer: ReleaseFileWriter;
  readonly #rows: { writer: ReleaseFileWriter; path: string } | null = null;
  readonly #columns: string[] | null;
  readonly #types: ColumnTypes;
  #begun = false;

  constructor(format: Format, name: string, sink: FileSink, folder: string, table: ColumnTypes) {
    this.#types = format.columns ?? table;
    this.#columns = format.container === "csv" ? Object.keys(this.#types) : null;
    const about = { name, format: format.name, type: FILE_TYPES[format.container] };
    this.#writer = new ReleaseFileWriter(about, sink);
    if (format.container === "parquet") {
      const path = join(folder, `${name}.jsonl`);
      const rows = { write: (_name: string, bytes: AsyncIterable<Uint8Array>) => writeFile(path, bytes) };
      this.#rows = { writer: new ReleaseFileWriter(about, rows), path };
    }
  }

  /** Adds a row. */
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

  /** Ends the file, whose Parquet is there by now. */
  async end(): Promise<WrittenFile> {
    if (this.#rows) {
      const output = `${this.#rows.path}.parquet`;
      for await (const chunk of createReadStream(output)) await this.#writer.addBytes(chunk as Buffer);
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
