/**
 * The export of everything over HTTP against COPY of the export's own query to stdout, in one run, alternating;
 * medians. Also the time to the first byte, and the memory of the Node process.
 *
 *     npx tsx bench/export.ts --rows 1000000 --runs 5
 */
import { mkdtemp, rm } from "node:fs/promises";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import pg from "pg";
import { to } from "pg-copy-streams";
import { exportQuery } from "#server/features/releases/index.ts";
import { createProject, importFile, median } from "./import.ts";
import { pairFile } from "./pairs.ts";
import { type Product, startProduct } from "./product.ts";

export interface ExportFigures {
  rows: number;
  bytes: number;
  /** Seconds, of each run. */
  export: number[];
  copy: number[];
  /** Milliseconds. */
  firstByte: number[];
  memory: { idle: number; peak: number };
  /** copy / export: 1 is as fast as COPY. */
  ratio: number;
  worst: number;
}

/** Measures the export of so many pairs. */
export async function benchExport(rows: number, runs: number, say = console.log): Promise<ExportFigures> {
  const folder = await mkdtemp(join(tmpdir(), "plumbline-pairs-"));
  const product = await startProduct();
  const client = new pg.Client(product.postgres);
  await client.connect();
  try {
    const project = await createProject(product);
    await importFile(product, project, (await pairFile(folder, rows)).path);
    await client.query("vacuum analyze item");
    const { rows: owners } = await client.query<{ org: string; project: string }>(
      "select org_id as org, id as project from project where id = $1",
      [project],
    );
    const query = exportQuery(owners[0]!);
    await receive(product, project); // warm-up
    const idle = product.memory().now;
    product.forgetPeak();
    const figures: ExportFigures = {
      ...{ rows, bytes: 0, export: [], copy: [], firstByte: [] },
      ...{ memory: { idle, peak: 0 }, ratio: 0, worst: 0 },
    };
    for (let run = 0; run < runs; run++) {
      const { seconds, firstByte, bytes } = await receive(product, project);
      const started = performance.now();
      await pipeline(client.query(to(`copy (${query}) to stdout`)), nowhere());
      const copy = (performance.now() - started) / 1000;
      figures.bytes = bytes;
      figures.export.push(seconds);
      figures.copy.push(copy);
      figures.firstByte.push(firstByte);
      say(
        `run ${run + 1}: export ${seconds.toFixed(2)} s, copy ${copy.toFixed(2)} s, ratio ${(copy / seconds).toFixed(2)}, ` +
          `first byte ${firstByte.toFixed(0)} ms, peak ${product.memory().peak.toFixed(0)} MB`,
      );
    }
    figures.memory.peak = product.memory().peak;
    figures.ratio = median(figures.copy) / median(figures.export);
    figures.worst = Math.min(...figures.copy.map((copy, run) => copy / figures.export[run]!));
    return figures;
  } finally {
    await client.end();
    await product.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

function receive(
  product: Product,
  project: string,
): Promise<{ seconds: number; firstByte: number; bytes: number }> {
  return new Promise((resolve, reject) => {
    const started = performance.now();
    let [firstByte, bytes] = [0, 0];
    const call = request(
      `${product.url}/api/projects/${project}/export`,
      { headers: product.headers },
      (response) => {
        if (response.statusCode !== 200) reject(new Error(`status ${response.statusCode}`));
        response.on("data", (chunk: Buffer) => {
          firstByte ||= performance.now() - started;
          bytes += chunk.length;
        });
        response.on("end", () =>
          resolve({ seconds: (performance.now() - started) / 1000, firstByte, bytes }),
        );
        response.on("error", reject);
      },
    );
    call.on("error", reject);
    call.end();
  });
}

function nowhere(): Writable {
  return new Writable({ write: (_chunk, _encoding, done) => done() });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values } = parseArgs({ options: { rows: { type: "string" }, runs: { type: "string" } } });
  const figures = await benchExport(Number(values.rows ?? 1_000_000), Number(values.runs ?? 5));
  console.log(JSON.stringify(figures, null, 2));
}
