import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { dawidSkene, indexLabels, type LabelTable, majorityVote } from "../../src/stats/index.ts";
import { makeLabels, writeColumns } from "./labels.ts";
import { growth, median, ratioLine, show, startPeer, timed } from "./peer.ts";

/*
 * Dawid and Skene's model and the majority of a million labels, 500 raters, 5 classes. The peer starts from its data
 * frame of numbers, ours from labels indexed once, and at the end from rows of text. To the same tolerance (a step gains less than 1e-5 per
 * label), and by equal numbers of steps, as the peer's bound stops it early. Both sides in turn.
 */

const SIZES = [250_000, 500_000, 1_000_000];
const PAIRS = 5;
const TOLERANCE = 1e-5;
const STEPS = 10;

const folder = mkdtempSync(join(tmpdir(), "plumbline-bench-"));
const peer = await startPeer("peer_crowd_kit.py");
try {
  const file = join(folder, "labels.bin");
  writeColumns(file, makeLabels(SIZES.at(-1)!, "random"));
  const tables: LabelTable<number>[] = SIZES.map((size) => indexLabels(makeLabels(size, "random")));
  const last = tables.at(-1)!;

  const fixed = (table: LabelTable<number>) => dawidSkene(table, { tolerance: 0, maxIterations: STEPS });
  const times = tables.map((table) =>
    median(Array.from({ length: 6 }, () => timed(() => fixed(table)).cpu).slice(1)),
  );
  const sizes = SIZES.map((size, i) => `${size}: ${show(times[i]!)}`).join(", ");
  console.log(`${STEPS} steps: ${sizes} ms; growth exponent ${show(growth(SIZES, times), 2)}`);

  const compare = async (name: string, request: object, ours: () => unknown) => {
    await peer.run({ ...request, file });
    ours();
    const theirs: { ms: number; cpu: number }[] = [];
    const own: { ms: number; cpu: number }[] = [];
    for (let i = 0; i < PAIRS; i++) {
      const answer = await peer.run({ ...request, file });
      theirs.push({ ms: answer.ms!, cpu: answer.cpu! });
      own.push(timed(ours));
    }
    const [ms, cpu] = [
      (runs: typeof own) => runs.map((r) => r.ms),
      (runs: typeof own) => runs.map((r) => r.cpu),
    ];
    console.log(`${name}: crowd-kit ${show(median(ms(theirs)))} ms, ours ${show(median(ms(own)))} ms`);
    console.log(ratioLine("  by the clock", ms(theirs), ms(own)));
    console.log(ratioLine("  processor time", cpu(theirs), cpu(own)));
  };
  const tolerant = { what: "dawid-skene", steps: 100, tolerance: TOLERANCE };
  const counted = { what: "dawid-skene", steps: STEPS, tolerance: -1e9 };
  await compare("to a gain of 1e-5 per label", tolerant, () => dawidSkene(last, { tolerance: TOLERANCE }));
  await compare(`${STEPS} steps each`, counted, () => fixed(last));
  await compare("majority vote", { what: "majority" }, () => majorityVote(last));

  const stopped = (await peer.run({ ...tolerant, file })).steps;
  const steps = dawidSkene(last, { tolerance: TOLERANCE }).iterations;
  console.log(`steps to the tolerance: crowd-kit ${stopped}, ours ${steps}`);
  const theirs = await peer.run({ ...counted, file });
  const ours = fixed(last);
  const first = ours.items.find(({ item }) => item === "task-0")!.posterior[0]!;
  const gap = Math.max(Math.abs(first - theirs.first!), Math.abs(ours.shares[0]! - theirs.share!));
  console.log(`after ${STEPS} steps, a posterior and the class shares differ by ${gap.toExponential(1)}`);
  for (const order of ["by item", "random"] as const) {
    const rows = makeLabels(SIZES.at(-1)!, order);
    await compare(`from rows of text, ${order}`, tolerant, () => dawidSkene(rows, { tolerance: TOLERANCE }));
  }
} finally {
  peer.close();
  rmSync(folder, { recursive: true });
}
