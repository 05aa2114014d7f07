import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { bradleyTerry, ELO_SCALE, indexComparisons } from "../../src/stats/index.ts";
import { growth, median, ratioLine, show, startPeer, timed } from "./peer.ts";
import { makeVotes, toArenaCsv } from "./votes.ts";

/*
 * Bradley-Terry with sandwich intervals from votes in memory (rows here, a data frame there), warm, runs in turn.
 * Three sizes for growth; the peer is timed at the largest.
 */

const MODELS = 200;
const SIZES = [500_000, 1_000_000, 2_000_000];
const PAIRS = 7;

const folder = mkdtempSync(join(tmpdir(), "plumbline-bench-"));
const peer = await startPeer("peer_arena_rank.py");
const options = { covariance: "sandwich", scale: ELO_SCALE } as const;
try {
  const times: number[] = [];
  for (const size of SIZES) {
    const votes = makeVotes(size, MODELS, 7);
    const runs = Array.from({ length: 8 }, () => timed(() => bradleyTerry(votes, options)).cpu);
    times.push(median(runs.slice(3)));
    console.log(`${size} votes × ${MODELS} models: ${show(times.at(-1)!)} ms of processor time`);
    if (size !== SIZES.at(-1)) continue;

    const file = join(folder, "votes.csv");
    writeFileSync(file, toArenaCsv(votes));
    const table = indexComparisons(votes);
    const request = { what: "fit", file };
    const cold = (await peer.run(request)).ms!;
    const theirs: Record<string, number>[] = [];
    const ours: { ms: number; cpu: number }[] = [];
    const columns: { ms: number; cpu: number }[] = [];
    for (let i = 0; i < PAIRS; i++) {
      const answer = await peer.run(request);
      theirs.push(answer);
      const run = timed(() => bradleyTerry(votes, options));
      ours.push(run);
      columns.push(timed(() => bradleyTerry({ ...table }, options)));
      if (i > 0) continue;
      const item = run.result.items.find((found) => found.item === "model-0")!;
      const apart = Math.abs(item.strength! - answer.rating!);
      console.log(`gradient, largest entry: ours ${run.result.gradientNorm.toExponential(1)}`);
      console.log(`gradient, largest entry: arena-rank ${answer.gradient!.toExponential(1)}`);
      console.log(`rating of one model apart by ${apart.toExponential(1)} points`);
      console.log(`its standard error: ${item.standardError} and ${answer.error}`);
    }
    const ms = (runs: readonly { ms?: number }[]) => runs.map((run) => run.ms!);
    const cpu = (runs: readonly { cpu?: number }[]) => runs.map((run) => run.cpu!);
    const fit = median(theirs.map((run) => run.fit!));
    console.log(`arena-rank cold ${show(cold)} ms, warm ${show(median(ms(theirs)))} ms (fit ${show(fit)})`);
    console.log(`ours from rows ${show(median(ms(ours)))} ms, from columns ${show(median(ms(columns)))} ms`);
    console.log(ratioLine("by the clock, from rows", ms(theirs), ms(ours)));
    console.log(ratioLine("by the clock, from columns", ms(theirs), ms(columns)));
    console.log(ratioLine("processor time, from rows", cpu(theirs), cpu(ours)));
    console.log(ratioLine("processor time, from columns", cpu(theirs), cpu(columns)));
  }
  console.log(`growth exponent ${show(growth(SIZES, times), 2)}`);
} finally {
  peer.close();
  rmSync(folder, { recursive: true });
}
