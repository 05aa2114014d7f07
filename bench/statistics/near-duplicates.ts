import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createRandom, nearDuplicates } from "../../src/stats/index.ts";
import { growth, median, ratioLine, show, startPeer, timed } from "./peer.ts";

/*
 * Near-duplicates at threshold 0.8 among texts of 150 words, of which a tenth are edits of earlier ones. Both sides
 * use shingles of 5 words; ours also checks every candidate. Recall is over the planted families, whose pairs are
 * compared one by one here, in plain sets of strings.
 */

const SIZES = [25_000, 50_000, 100_000];
const THRESHOLD = 0.8;

const random = createRandom(9);
const letters = "abcdefghijklmnopqrstuvwxyz";
const vocabulary = Array.from({ length: 20_000 }, () =>
  Array.from({ length: 3 + random.integer(8) }, () => letters[random.integer(26)]).join(""),
);
const word = () => vocabulary[Math.floor(20_000 ** random.uniform())]!;
const texts: string[] = [];
const family: number[] = [];
for (let i = 0; i < SIZES.at(-1)!; i++) {
  if (i > 0 && random.uniform() < 0.1) {
    const source = random.integer(i);
    const words = texts[source]!.split(" ");
    for (let edits = 1 + random.integer(4); edits > 0; edits--) words[random.integer(words.length)] = word();
    texts.push(words.join(" "));
    family.push(family[source]!);
  } else {
    texts.push(Array.from({ length: 150 }, word).join(" "));
    family.push(i);
  }
}

const grams = (text: string) => {
  const words = text.split(" ");
  return new Set(Array.from({ length: words.length - 4 }, (_, i) => words.slice(i, i + 5).join(" ")));
};
const truth = new Set<number>();
const members = new Map<number, number[]>();
family.forEach((head, i) => {
  members.set(head, [...(members.get(head) ?? []), i]);
});
for (const group of members.values()) {
  const sets = group.map((i) => grams(texts[i]!));
  for (let x = 0; x < group.length; x++) {
    for (let y = x + 1; y < group.length; y++) {
      let both = 0;
      for (const gram of sets[x]!) if (sets[y]!.has(gram)) both++;
      if (both / (sets[x]!.size + sets[y]!.size - both) >= THRESHOLD) truth.add(group[x]! * 1e6 + group[y]!);
    }
  }
}
const recall = (pairs: readonly (readonly [number, number])[]) =>
  new Set(pairs.map(([a, b]) => a * 1e6 + b).filter((key) => truth.has(key))).size / truth.size;

const folder = mkdtempSync(join(tmpdir(), "plumbline-bench-"));
const peer = await startPeer("peer_datasketch.py");
try {
  const file = join(folder, "texts.jsonl");
  const out = join(folder, "pairs.json");
  writeFileSync(file, texts.map((text) => JSON.stringify(text)).join("\n"));
  nearDuplicates(texts.slice(0, 2000));
  await peer.run({ file, out, count: 2000, threshold: THRESHOLD });
  const times = SIZES.map((size) => {
    const { cpu } = timed(() => nearDuplicates(texts.slice(0, size), { threshold: THRESHOLD }));
    console.log(`${size} texts: ${show(cpu)} ms of processor time, ${show((1000 * size) / cpu, 0)} texts/s`);
    return cpu;
  });
  console.log(`growth exponent ${show(growth(SIZES, times), 2)}`);

  const theirs: Record<string, number>[] = [];
  const ours: { ms: number; cpu: number }[] = [];
  for (let i = 0; i < 3; i++) {
    theirs.push(await peer.run({ file, out, count: SIZES.at(-1)!, threshold: THRESHOLD }));
    const run = timed(() => nearDuplicates(texts, { threshold: THRESHOLD }));
    ours.push(run);
    if (i > 0) continue;
    const found = JSON.parse(readFileSync(out, "utf8")) as [number, number][];
    const own = run.result.pairs.map(({ a, b }) => [a, b] as const);
    console.log(
      `${truth.size} true pairs; recall: ours ${show(recall(own), 4)}, datasketch ${show(recall(found), 4)}`,
    );
    console.log(`pairs returned: ours ${own.length}, datasketch ${found.length} (not checked)`);
  }
  const clock = theirs.map((run) => run.ms!);
  const ms = ours.map((run) => run.ms);
  const cpu = ours.map((run) => run.cpu);
  console.log(`datasketch ${show(median(clock))} ms, ours ${show(median(ms))} ms`);
  console.log(ratioLine("by the clock", clock, ms));
  console.log(
    ratioLine(
      "processor time",
      theirs.map((run) => run.cpu!),
      cpu,
    ),
  );
} finally {
  peer.close();
  rmSync(folder, { recursive: true });
}
