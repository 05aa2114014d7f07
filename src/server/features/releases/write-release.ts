import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Entry, Format } from "#formats/export/index.ts";
import { EntryCounter } from "./count-entries.ts";
import { dataCard } from "./data-card.ts";
import {
  type FrozenFacts,
  type Manifest,
  manifestOf,
  manifestText,
  type ReleaseCounts,
  type WrittenFile,
} from "./manifest.ts";
import { Outputs } from "./output.ts";
import type { Reading } from "./read-as-of.ts";
import { type FileSink, ReleaseFileWriter } from "./release-file.ts";
import { type ColumnTypes, TableColumns } from "./table-columns.ts";

/** What is to be written: a pure function of this, and of nothing else. */
export interface ReleaseSource {
  facts: FrozenFacts;
  formats: readonly Format[];
  /** The entries in their order; called once for each pass. */
  entries(): AsyncIterable<Entry[]>;
  /** How answers are read; null: as they were given. */
  reading?: Reading | null;
}

/** Writes all files of a release, its manifest and its data card. The same source gives the same bytes. */
export async function writeRelease(
  source: ReleaseSource,
  sink: FileSink,
): Promise<{ manifest: Manifest; files: WrittenFile[] }> {
  const folder = await mkdtemp(join(tmpdir(), "plumbline-release-"));
  let outputs: Outputs | undefined;
  try {
    outputs = new Outputs(sink, folder, await tableOf(source));
    const counts = await writeRows(source, outputs);
    const files = await outputs.end();
    const card = dataCard(manifestOf(source.facts, counts, files));
    files.push(await writeText("README.md", "data-card", "text/markdown; charset=utf-8", card, sink));
    const manifest = manifestOf(source.facts, counts, [...files]);
    files.push(
      await writeText("manifest.json", "manifest", "application/json", manifestText(manifest), sink),
    );
    return { manifest, files };
  } catch (error) {
    outputs?.abandon();
    throw error;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Writes the rows that each entry gives in each format, and counts what passes by. */
async function writeRows(
  { facts: { policy, agents }, formats, entries, reading }: ReleaseSource,
  outputs: Outputs,
): Promise<ReleaseCounts> {
  if (!policy.split) for (const format of formats) outputs.of(format, null);
  const counter = new EntryCounter(agents);
  for await (const page of entries()) {
    for (const given of page) {
      const entry = reading?.read(given) ?? given;
      counter.add(entry);
      reading?.count(entry);
      for (const format of formats) {
        const rows = format.rows(format.asAnswered ? given : entry, policy);
        if (rows.length === 0) counter.withoutRow(format.name);
        for (const row of rows) await outputs.of(format, entry.split).add(row);
      }
    }
  }
  return { ...counter.result(), ...(reading && { as_of_form: reading.counts() }) };
}

async function writeText(name: string, format: string, type: string, text: string, sink: FileSink) {
  const writer = new ReleaseFileWriter({ name, format, type }, sink);
  await writer.add(text, 0);
  return writer.end();
}

/** The columns of the table, found by a pass of its own; none where no format asks for them. */
async function tableOf({ facts, formats, entries, reading }: ReleaseSource): Promise<ColumnTypes> {
  const table = formats.find((format) => format.columns === null);
  if (!table) return {};
  const columns = new TableColumns();
  for await (const page of entries())
    for (const entry of page)
      for (const row of table.rows(reading?.read(entry) ?? entry, facts.policy)) columns.see(row);
  return columns.result();
}
