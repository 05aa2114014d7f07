/**
 * Import of generated preference pairs through HTTP, all included, against a bare COPY of every row that it leaves
 * behind into the same tables with the same indexes and constraints. Both sides in one run, alternating; medians.
 *
 *     npx tsx bench/import.ts --rows 1000000 --runs 5
 */
import { createReadStream } from "node:fs";
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import pg from "pg";
import { pairFile } from "./pairs.ts";
import { type Product, startProduct } from "./product.ts";

const TABLES = ["item", "slot", "event", "import"];

export interface ImportFigures {
  rows: number;
  bytes: number;
  /** Seconds, of each run. */
  import: number[];
  copy: number[];
  /** Of the Node process, in MB. */
  memory: { idle: number; peak: number };
  /** copy / import: 1 is as fast as a bare COPY. */
  ratio: number;
  worst: number;
}

/** Measures the import of so many pairs. */
export async function benchImport(rows: number, runs: number, say = console.log): Promise<ImportFigures> {
  const folder = await mkdtemp(join(tmpdir(), "plumbline-pairs-"));
  await chmod(folder, 0o777);
  const product = await startProduct();
  const admin = new pg.Client({ ...product.postgres, user: "postgres" });
  await admin.connect();
  try {
    const file = await pairFile(folder, rows);
    const project = await createProject(product);
    await importFile(product, project, (await pairFile(folder, 20_000)).path); // warm-up
    await empty(admin);
    const idle = product.memory().now;
    const [imports, copies]: [number[], number[]] = [[], []];
    product.forgetPeak();
    for (let run = 0; run < runs; run++) {
      const started = performance.now();
      const { added } = await importFile(product, project, file.path);
      imports.push((performance.now() - started) / 1000);
      if (added !== rows) throw new Error(`${added} of ${rows} rows arrived`);
      if (run === 0) for (const table of TABLES) await admin.query(`copy ${table} to '${folder}/${table}'`);
      await empty(admin);
      const copying = performance.now();
      for (const table of [...TABLES].reverse()) await admin.query(`copy ${table} from '${folder}/${table}'`);
      copies.push((performance.now() - copying) / 1000);
      await empty(admin);
      say(
        `run ${run + 1}: import ${imports.at(-1)!.toFixed(2)} s, copy ${copies.at(-1)!.toFixed(2)} s, ` +
          `ratio ${(copies.at(-1)! / imports.at(-1)!).toFixed(2)}, peak ${product.memory().peak.toFixed(0)} MB`,
      );
    }
    const ratios = imports.map((seconds, run) => copies[run]! / seconds);
    return {
      ...{ rows, bytes: file.bytes, import: imports, copy: copies },
      memory: { idle, peak: product.memory().peak },
      ratio: median(copies) / median(imports),
      worst: Math.min(...ratios),
    };
  } finally {
    await admin.end();
    await product.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

export async function createProject({ url, headers }: Product, settings: object = {}): Promise<string> {
  const response = await fetch(`${url}/api/projects`, {
    method: "POST",
    headers: { ...headers, "content-type": "application/json" },
    body: JSON.stringify({
      name: "Bench",
      template: "preference",
      settings: { openWithoutGuide: true, ...settings },
    }),
  });
  if (!response.ok) throw new Error(await response.text());
  return ((await response.json()) as { id: string }).id;
}

/** Uploads a file that is imported while it arrives. */
export async function importFile(
  product: Product,
  project: string,
  path: string,
): Promise<{ id: string; added: number }> {
  const url = `${product.url}/api/projects/${project}/imports?name=pairs.jsonl&start=true`;
  const headers = { ...product.headers, "content-type": "application/octet-stream" };
  const answer = await new Promise<string>((resolve, reject) => {
    const call = request(url, { method: "POST", headers }, (response) => {
      let text = "";
      response.setEncoding("utf8");
      response.on("data", (chunk: string) => {
        text += chunk;
      });
      response.on("end", () => (response.statusCode === 200 ? resolve(text) : reject(new Error(text))));
    });
    call.on("error", reject);
    pipeline(createReadStream(path, { highWaterMark: 1 << 18 }), call).catch(reject);
  });
  return JSON.parse(answer) as { id: string; added: number };
}

/** Empties what an import fills. The worker reads the same tables in orders of its own: who is chosen to yield, tries again. */
async function empty(admin: pg.Client): Promise<void> {
  const tables = "item, slot, event, import, import_problem, item_text, item_state, item_set, item_index";
  const guards = (how: string) =>
    tables
      .split(", ")
      .map((table) => `alter table ${table} ${how} trigger user`)
      .join("; ");
  await admin.query(guards("disable"));
  for (;;) {
    const yielded = await admin.query(`truncate ${tables} cascade`).then(
      () => false,
      (error) => {
        if (error.code !== "40P01") throw error;
        return true;
      },
    );
    if (!yielded) break;
  }
  await admin.query(guards("enable"));
  await admin.query("checkpoint");
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values } = parseArgs({ options: { rows: { type: "string" }, runs: { type: "string" } } });
  const figures = await benchImport(Number(values.rows ?? 1_000_000), Number(values.runs ?? 5));
  console.log(JSON.stringify(figures, null, 2));
}
