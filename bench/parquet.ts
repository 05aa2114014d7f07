/**
 * Preference rows to Parquet, as a release writes them: how long, and how much memory the process of its own takes.
 *
 *     npx tsx bench/parquet.ts --rows 1000000
 */
import { createWriteStream, statSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { formatNamed } from "#formats/export/index.ts";
import { writeParquet } from "#server/features/releases/parquet.ts";
import { pairLines } from "./pairs.ts";

export interface ParquetFigures {
  rows: number;
  bytes: number;
  seconds: number;
  /** Of the process that writes, in MB. */
  peak: number;
}

/** Measures so many rows of chosen and rejected. */
export async function benchParquet(rows: number): Promise<ParquetFigures> {
  const folder = await mkdtemp(join(tmpdir(), "plumbline-parquet-"));
  try {
    const [input, output] = [join(folder, "rows.jsonl"), join(folder, "rows.parquet")];
    await pipeline(Readable.from(preferences(rows)), createWriteStream(input));
    const started = performance.now();
    const peak = await writeParquet(
      [{ input, output, columns: formatNamed("trl-preference")!.columns! }],
      folder,
    );
    return { rows, bytes: statSync(output).size, seconds: (performance.now() - started) / 1000, peak };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function* preferences(rows: number): Generator<string> {
  const say = (role: string, content: string) => [{ role, content }];
  for (const chunk of pairLines(rows)) {
    const lines = chunk.toString().trimEnd().split("\n");
    const written = lines.map((line) => {
      const { prompt, chosen, rejected } = JSON.parse(line) as Record<string, string>;
      const row = {
        chosen: say("assistant", chosen!),
        prompt: say("user", prompt!),
        rejected: say("assistant", rejected!),
      };
      return JSON.stringify(row);
    });
    yield `${written.join("\n")}\n`;
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values } = parseArgs({ options: { rows: { type: "string" } } });
  console.log(JSON.stringify(await benchParquet(Number(values.rows ?? 1_000_000)), null, 2));
}
