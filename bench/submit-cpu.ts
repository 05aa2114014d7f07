/**
 * Processor time that a submit takes in the server and in its database, and submits a second; with --before, beside
 * those of another work tree (built), in turns. What a server does when nobody asks it anything is taken off.
 * Run: npx tsx bench/submit-cpu.ts [--runs 5] [--before ../other-work-tree] [--connections "20 200"]
 */
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import type { BenchSite } from "./bench-site.ts";
import { type Figures, median, medianFigures, report } from "./measure.ts";
import { serverOf, spentBy } from "./processor.ts";
import { claimAll, submitAll } from "./submits.ts";

const SUBMITS = 2_000;
const { values } = parseArgs({
  options: {
    runs: { type: "string", default: "5" },
    before: { type: "string" },
    connections: { type: "string", default: "20 200" },
  },
});
const [runs, counts] = [Number(values.runs), values.connections.split(" ").map(Number)];

interface Side {
  bench: BenchSite;
  process: { dataDir: string; pid: number };
  /** Processor seconds in a second without requests. */
  idle: { node: number; postgres: number };
  took: { load: Figures; node: number; postgres: number }[];
}
const IDLE_SECONDS = 5;

async function side(tree: string, port: number): Promise<Side> {
  const { benchSite, fill } = await import(join(resolve(tree), "bench/bench-site.ts"));
  const bench = await benchSite(port);
  const items = SUBMITS * (counts.length * runs + 2);
  await fill(bench.client, { items, queues: 80, people: SUBMITS, indexed: true });
  const { dataDir } = bench.site;
  return { bench, process: { dataDir, pid: serverOf(dataDir) }, idle: { node: 0, postgres: 0 }, took: [] };
}

async function rest(sides: Side[]): Promise<void> {
  const before = sides.map((one) => spentBy(one.process));
  await new Promise((resolve) => setTimeout(resolve, IDLE_SECONDS * 1_000));
  for (const [n, one] of sides.entries()) {
    const after = spentBy(one.process);
    const each = (name: "node" | "postgres") => (after[name] - before[n]![name]) / IDLE_SECONDS;
    one.idle = { node: each("node"), postgres: each("postgres") };
  }
}

async function measure(
  { bench, process, idle, took }: Side,
  connections: number,
  key: string,
): Promise<void> {
  const assignments = await claimAll(bench.port, SUBMITS);
  const before = spentBy(process);
  const load = await submitAll(bench.port, { connections, assignments, key });
  const after = spentBy(process);
  const each = (name: "node" | "postgres") =>
    ((after[name] - before[name]) / SUBMITS - idle[name] / load.perSecond) * 1_000;
  took.push({ load, node: each("node"), postgres: each("postgres") });
}

function figuresOf({ took }: Side) {
  const load = medianFigures(took.map((each) => each.load));
  const node = median(took.map((each) => each.node));
  const postgres = median(took.map((each) => each.postgres));
  return {
    "submits/s": load.perSecond,
    "p99 ms": load.p99,
    "node ms": node,
    "postgres ms": postgres,
    "ms in all": node + postgres,
  };
}

const sides: Side[] = [];
try {
  if (values.before) sides.push(await side(values.before, 4720));
  sides.push(await side(".", 4721));
  for (const one of sides) await measure(one, 20, "warm-up"); // warm-up
  await rest(sides);
  for (const connections of counts) {
    for (const one of sides) one.took = [];
    for (let run = 0; run < runs; run++)
      for (const one of sides) await measure(one, connections, `${connections}-${run}`);
    const [ours, theirs] = sides.toReversed().map(figuresOf);
    if (theirs) report(`submit before, ${connections} connections`, theirs);
    report(`submit, ${connections} connections`, {
      ...ours!,
      ...(theirs && {
        "submits/s against before": ours!["submits/s"] / theirs["submits/s"],
        "processor against before": ours!["ms in all"] / theirs["ms in all"],
      }),
    });
  }
} finally {
  for (const { bench } of sides) await bench.stop();
}
