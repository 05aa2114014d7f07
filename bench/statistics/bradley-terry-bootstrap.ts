import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { bradleyTerryBootstrap } from "../../src/stats/index.ts";
import { growth, median, ratioLine, show, startPeer, timed } from "./peer.ts";
import { makeVotes, toArenaCsv } from "./votes.ts";

/*
 * Bootstrap replicates of a Bradley-Terry fit, 140,000 votes × 60 models. arena-rank claims 10 s per 100 on such data;
 * its own way through a pool of processes does not end on Linux, so its replicates are fitted one after another here.
 */

const VOTES = 140_000;
const MODELS = 60;
const CLAIM_MS = 100;

const folder = mkdtempSync(join(tmpdir(), "plumbline-bench-"));
const peer = await startPeer("peer_arena_rank.py");
try {
  const votes = makeVotes(VOTES, MODELS, 8);
  const run = (replicates: number) => timed(() => bradleyTerryBootstrap(votes, { replicates, seed: 1 }));
  run(50);
  const counts = [250, 500, 1000];
  const times = counts.map((count) => run(count).cpu);
  counts.forEach((count, i) => {
    console.log(
      `${count} replicates: ${show(times[i]!)} ms of processor time, ${show(times[i]! / count, 2)} ms each`,
    );
  });
  console.log(`growth exponent ${show(growth(counts, times), 2)}`);

  const file = join(folder, "votes.csv");
  writeFileSync(file, toArenaCsv(votes));
  const request = { what: "bootstrap", file, replicates: 10 };
  await peer.run(request);
  const theirs: Record<string, number>[] = [];
  const ours: { ms: number; cpu: number }[] = [];
  for (let i = 0; i < 5; i++) {
    theirs.push(await peer.run(request));
    const { ms, cpu } = run(1000);
    ours.push({ ms: ms / 1000, cpu: cpu / 1000 });
  }
  const ms = ours.map((one) => one.ms);
  const cpu = ours.map((one) => one.cpu);
  const clock = theirs.map((one) => one.ms!);
  console.log(`a replicate: arena-rank ${show(median(clock))} ms, ours ${show(median(ms), 2)} ms`);
  console.log(`ratio to its claim of ${CLAIM_MS} ms a replicate: ${show(CLAIM_MS / median(ms))} ×`);
  console.log(ratioLine("ratio to what it took here, by the clock", clock, ms));
  console.log(
    ratioLine(
      "ratio to what it took here, processor time",
      theirs.map((one) => one.cpu!),
      cpu,
    ),
  );
} finally {
  peer.close();
  rmSync(folder, { recursive: true });
}
