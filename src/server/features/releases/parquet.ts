import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { guardAgainstOurDeath } from "../../children/guard.ts";
import { type Ceilings, ChildWatch } from "../../children/watch-child.ts";
import { GiveUp } from "../../jobs/jobs.ts";

/** What a child process runs: DuckDB reads the rows and writes Parquet, within its own ceiling, on one thread. */
const CHILD = `
const { DuckDBInstance } = await import(process.argv[1]);
const { files, folder } = JSON.parse(process.argv[2]);
const text = (value) => "'" + value.replaceAll("'", "''") + "'";
const instance = await DuckDBInstance.create(":memory:", {
  threads: "1", memory_limit: "512MB", temp_directory: folder, preserve_insertion_order: "true" });
const connection = await instance.connect();
for (const { input, output, columns } of files) {
  const types = Object.entries(columns).map(([name, type]) => text(name) + ": " + text(type)).join(", ");
  await connection.run("copy (select * from read_json(" + text(input) + ", format = 'newline_delimited', columns = {" + types +
  "}, maximum_object_size = 134217728)) to " + text(output) + " (format parquet, compression snappy, row_group_size 20480)");
}
console.log(process.resourceUsage().maxRSS);
`;

/** Far beyond what the largest release takes; the process says nothing until it is done. */
const CEILINGS: Ceilings = { memoryMb: 1_500, totalSeconds: 3_600, silentSeconds: 3_600 };
const TOO_MUCH =
  "Writing Parquet took too much memory or time and was stopped. Make a release without it, or of fewer items.";

export interface ParquetJob {
  /** A file of rows, one JSON object a line. */
  input: string;
  output: string;
  /** Types by column, in DuckDB's words. */
  columns: Record<string, string>;
}

/**
 * Writes rows as Parquet in a process of its own, since DuckDB takes more memory than all the rest. The same rows give
 * the same bytes.
 * @param folder for what does not fit in memory
 * @returns the most memory that the process took, in megabytes
 * @throws GiveUp where it took too much; Error with what the process said where it failed
 */
export async function writeParquet(files: ParquetJob[], folder: string): Promise<number> {
  const duckdb = createRequire(import.meta.url).resolve("@duckdb/node-api");
  const args = [
    "--max-old-space-size=128",
    "--input-type=module",
    "-e",
    CHILD,
    duckdb,
    JSON.stringify({ files, folder }),
  ];
  const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "pipe"], env: { PATH: "" } });
  const watch = new ChildWatch(child, CEILINGS);
  const guard = child.pid === undefined ? null : guardAgainstOurDeath(child.pid, "KILL");
  let [said, peak] = ["", ""];
  child.stdout.on("data", (chunk: Buffer) => {
    peak += chunk;
  });
  child.stderr.on("data", (chunk: Buffer) => {
    said = (said + chunk).slice(-2000);
  });
  const code = await new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", resolve);
  }).finally(() => {
    watch.end();
    guard?.kill();
  });
  if (watch.excess) throw new GiveUp(TOO_MUCH);
  if (code !== 0) throw new Error(`Parquet was not written (${code}): ${said}`);
  return Number(peak) / 1024;
}
