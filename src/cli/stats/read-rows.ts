import { createReadStream } from "node:fs";
import { extname } from "node:path";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import Papa from "papaparse";
import { CommandError, EXIT } from "../errors.ts";
import { type Column, readCell } from "./columns.ts";

export type Row = Record<string, unknown>;

export type Rows = {
  rows: Row[];
  /** The line of the file on which each row stands. */
  lines: number[];
};

/** Where each column of a method is found: its own name unless told otherwise. */
export type Mapping = Readonly<Record<string, string>>;

/**
 * Reads a JSONL, CSV or TSV file as a stream and keeps only the columns that are asked for. `-` is standard input.
 *
 * @throws CommandError that names the file, the line and the cure, at the first line that cannot be read.
 */
export async function readRows(
  file: string,
  columns: readonly Column[],
  mapping: Mapping,
  { format, input }: { format?: string | undefined; input: Readable },
): Promise<Rows> {
  const kind = format ?? extname(file).slice(1).toLowerCase();
  const open = () => (file === "-" ? input : createReadStream(file));
  const found: Rows = { rows: [], lines: [] };
  const take = (record: Row, line: number) => {
    found.rows.push(pick(record, columns, mapping, `${file}, line ${line}`));
    found.lines.push(line);
  };
  if (kind === "jsonl" || kind === "ndjson") await readJsonl(open(), file, take);
  else if (kind === "csv" || kind === "tsv") await readCsv(open(), file, kind === "tsv" ? "\t" : "", take);
  else {
    const told = `${file}: say --format jsonl, csv or tsv, since its name does not`;
    throw new CommandError(told, EXIT.usage);
  }
  return found;
}

function pick(record: Row, columns: readonly Column[], mapping: Mapping, at: string): Row {
  const row: Row = {};
  for (const column of columns) {
    const source = mapping[column.name];
    const names = source === undefined ? [column.name, ...(column.aliases ?? [])] : [source];
    const name = names.find((candidate) => lookUp(record, candidate) !== undefined);
    let value: unknown;
    try {
      value = name === undefined ? undefined : readCell(column.kind, lookUp(record, name));
    } catch (error) {
      if (error instanceof CommandError) throw new CommandError(`${at}, "${name}": ${error.message}`);
      throw error;
    }
    if (value !== undefined) row[column.name] = value;
    else if (!column.optional)
      throw new CommandError(missing(record, column, source, name !== undefined, at));
  }
  return row;
}

function missing(
  record: Row,
  column: Column,
  source: string | undefined,
  empty: boolean,
  at: string,
): string {
  const name = source ?? column.name;
  if (empty) return `${at}: "${name}" is empty: fill it in or remove the line.`;
  const there = Object.keys(record).slice(0, 8).join(", ");
  return `${at}: there is no "${name}" (${column.about}), only ${there}: map it with --column ${column.name}=<name>.`;
}

/** A field by name, or through nested records by a path with dots. */
function lookUp(record: Row, name: string): unknown {
  if (Object.hasOwn(record, name)) return record[name];
  if (!name.includes(".")) return undefined;
  let value: unknown = record;
  for (const part of name.split(".")) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, part)) return undefined;
    value = (value as Row)[part];
  }
  return value;
}

async function readJsonl(stream: Readable, file: string, take: (record: Row, line: number) => void) {
  let number = 0;
  let failed: unknown;
  stream.on("error", (error) => {
    failed = error;
  });
  for await (const line of createInterface({ input: stream, crlfDelay: Number.POSITIVE_INFINITY })) {
    number++;
    const text = number === 1 ? line.replace(/^\uFEFF/, "") : line;
    if (text.trim() === "") continue;
    let record: unknown;
    try {
      record = JSON.parse(text);
    } catch (error) {
      const why = (error as Error).message;
      throw new CommandError(`${file}, line ${number}: no JSON (${why}): each line is one object.`);
    }
    if (typeof record !== "object" || record === null || Array.isArray(record)) {
      throw new CommandError(`${file}, line ${number}: each line is one object in braces.`);
    }
    take(record as Row, number);
  }
  if (failed) throw failed;
}

function readCsv(
  stream: Readable,
  file: string,
  delimiter: string,
  take: (record: Row, line: number) => void,
): Promise<void> {
  return new Promise((resolve, reject) => {
    stream.on("error", reject);
    stream.setEncoding("utf8");
    let header: string[] | null = null;
    let next = 1;
    Papa.parse<string[]>(stream, {
      delimiter,
      skipEmptyLines: false,
      step: ({ data, errors }, parser) => {
        const line = next;
        // A quoted cell may run over several lines.
        next += 1 + data.reduce((sum, cell) => sum + (cell.match(/\n/g)?.length ?? 0), 0);
        try {
          const broken = errors.find((error) => error.type === "Quotes");
          if (broken)
            throw new CommandError(`${file}, line ${line}: ${broken.message}: close the quotation mark.`);
          if (data.every((cell) => cell.trim() === "")) return;
          if (!header) {
            header = data.map((name) => name.replace(/^\uFEFF/, "").trim());
            return;
          }
          if (data.length > header.length) {
            const told = `${data.length} cells under ${header.length} names: quote cells that hold the delimiter.`;
            throw new CommandError(`${file}, line ${line}: ${told}`);
          }
          take(Object.fromEntries(header.map((name, i) => [name, data[i]])), line);
        } catch (error) {
          reject(error);
          parser.abort();
          stream.destroy();
        }
      },
      complete: () => resolve(),
      error: reject,
    });
  });
}
