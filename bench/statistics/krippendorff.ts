import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { indexLabels, krippendorffAlpha, type LabelTable } from "../../src/stats/index.ts";
import { makeLabels, writeColumns } from "./labels.ts";
import { growth, median, ratioLine, show, startPeer, timed } from "./peer.ts";

/*
 * Krippendorff's alpha of a million labels of 200,000 items by 500 raters, with its interval. Each side starts from
 * what it takes: the peer from its matrix of raters × items, ours from labels indexed once (the time of indexing rows
 * of text is printed apart). Both sides in turn; three sizes for growth, in processor time. Memory is what a call
 * adds where nothing is collected in between; run with NODE_OPTIONS=--expose-gc to see it.
 */

const SIZES = [250_000, 500_000, 1_000_000];
const PAIRS = 7;

const folder = mkdtempSync(join(tmpdir(), "plumbline-bench-"));
const peer = await startPeer("peer_krippendorff.py");
try {
  for (const order of ["by item", "random"] as const) {
    const file = join(folder, `${order.replace(" ", "-")}.bin`);
    const tables = SIZES.map((size) => indexRows(size, order, file));
    for (const level of ["nominal", "interval"] as const) {
      const run = (table: LabelTable<number>) => timed(() => krippendorffAlpha(table, { level }));
      const times = tables.map((table) => median(Array.from({ length: 11 }, () => run(table).cpu).slice(4)));
      const request = { file, level };
      await peer.run(request);
      const theirs: { ms: number; cpu: number }[] = [];
      const ours: { ms: number; cpu: number }[] = [];
      let gap = 0;
      for (let i = 0; i < PAIRS; i++) {
        const answer = await peer.run(request);
        const found = run(tables.at(-1)!);
        theirs.push({ ms: answer.ms!, cpu: answer.cpu! });
        ours.push(found);
        gap = Math.max(gap, Math.abs(found.result.alpha - answer.alpha!));
      }
      const steps = SIZES.map((size, i) => `${size}: ${show(times[i]!)}`).join(", ");
      console.log(`${level}, rows ${order}: ${steps} ms; growth exponent ${show(growth(SIZES, times), 2)}`);
      const [ms, cpu] = [
        (runs: typeof ours) => runs.map((r) => r.ms),
        (runs: typeof ours) => runs.map((r) => r.cpu),
      ];
      console.log(`  krippendorff ${show(median(ms(theirs)))} ms, ours ${show(median(ms(ours)))} ms`);
      console.log(ratioLine("  by the clock", ms(theirs), ms(ours)));
      console.log(ratioLine("  processor time", cpu(theirs), cpu(ours)));
      console.log(`  alphas differ by at most ${gap.toExponential(1)}`);
    }
    const bootstrap = timed(() => krippendorffAlpha(tables.at(-1)!, { level: "nominal", bootstrap: {} })).cpu;
    console.log(`with 1,000 bootstrap replicates, nominal: ${show(bootstrap)} ms`);
  }
  console.log(
    `memory that a call adds: ${show(addedMegabytes(indexLabels(makeLabels(1_000_000, "random"))))} MB`,
  );
} finally {
  peer.close();
  rmSync(folder, { recursive: true });
}

/** The rows end here: a million objects kept alive would make every collection of garbage cost more than the call. */
function indexRows(size: number, order: "by item" | "random", file: string): LabelTable<number> {
  const rows = makeLabels(size, order);
  const runs = Array.from({ length: 5 }, () => timed(() => indexLabels(rows)));
  console.log(`indexing ${size} rows of text, ${order}: ${show(median(runs.map(({ cpu }) => cpu)))} ms`);
  if (size === SIZES.at(-1)) writeColumns(file, rows);
  return runs[0]!.result;
}

function addedMegabytes(table: LabelTable<number>): number {
  let most = Number.NaN;
  for (const level of ["nominal", "ordinal", "interval"] as const) {
    globalThis.gc?.();
    const before = process.memoryUsage();
    krippendorffAlpha(table, { level });
    const after = process.memoryUsage();
    const added = after.heapUsed + after.arrayBuffers - before.heapUsed - before.arrayBuffers;
    most = Math.max(Number.isNaN(most) ? 0 : most, added / 2 ** 20);
  }
  return most;
}
