import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import * as stats from "../../src/stats/index.ts";

/*
 * Writes random data with ties, gaps and unbalanced designs, and what the library makes of them, to a file; the
 * Python script beside this one computes the same with the reference packages and prints the largest differences.
 * The interpreter is that of the environment variable STATISTICS_PYTHON; it needs numpy, scipy, statsmodels,
 * scikit-learn, choix and ppi-python.
 */

const SETS = 20;

function votes(random: stats.Random, models: number, count: number): stats.Comparison[] {
  const strengths = Array.from({ length: models }, () => random.normal());
  // A ring with one vote each way keeps every set connected, however unbalanced the rest.
  const rows: stats.Comparison[] = strengths.flatMap((_, i) =>
    (["a", "b"] as const).map((outcome) => ({ a: `m${i}`, b: `m${(i + 1) % models}`, outcome })),
  );
  while (rows.length < count) {
    const i = Math.floor(models * random.uniform() ** 2);
    const j = random.integer(models);
    if (i === j) continue;
    const p = 1 / (1 + Math.exp(strengths[j]! - strengths[i]! - 0.3));
    const outcome = random.uniform() < 0.15 ? "tie" : random.uniform() < p ? "a" : "b";
    rows.push({ a: `m${i}`, b: `m${j}`, outcome });
  }
  return rows;
}

const byItem = (items: readonly { item: string; strength: number | null; standardError: number }[]) =>
  items
    .toSorted((x, y) => Number(x.item.slice(1)) - Number(y.item.slice(1)))
    .map((i) => [i.strength, i.standardError]);

function fits(seed: number) {
  const random = stats.createRandom(seed);
  const rows = votes(random, 3 + random.integer(10), 150 + random.integer(600));
  const decided = rows.filter((row) => row.outcome !== "tie");
  const anchor = "m0";
  const length = rows.map(() => random.normal() * 3);
  const lists = rows.map((row) => [row.a, row.b]);
  const order = stats.bradleyTerry(decided, { anchor, orderEffect: true });
  const davidson = stats.bradleyTerry(rows, { anchor, ties: "davidson" });
  const style = stats.styleControlled(rows, { length }, { anchor: { item: anchor, strength: 0 } });
  const models = new Set(lists.flat()).size;
  const rankings: stats.Ranking[] = Array.from({ length: 60 }, () => ({
    tiers: stats
      .shuffle([...Array(models).keys()], random)
      .slice(0, 2 + random.integer(models - 1))
      .map((i) => [`m${i}`]),
  }));
  return {
    rows,
    length,
    models,
    rankings: rankings.map((r) => r.tiers.map((t) => Number(t[0]!.slice(1)))),
    hessian: byItem(stats.bradleyTerry(decided, { anchor }).items),
    sandwich: byItem(stats.bradleyTerry(rows, { anchor, covariance: "sandwich" }).items),
    ridge: byItem(stats.bradleyTerry(decided, { l2: 0.5 }).items).map(([strength]) => strength),
    order: { items: byItem(order.items), effect: [order.order!.estimate, order.order!.standardError] },
    davidson: {
      items: byItem(davidson.items),
      log: [davidson.tie!.log!.estimate, davidson.tie!.log!.standardError],
    },
    style: {
      items: byItem(style.items),
      effect: [style.covariates[0]!.estimate, style.covariates[0]!.standardError],
    },
    plackettLuce: byItem(stats.plackettLuce(rankings, { pseudo: 0 }).items).map(([strength]) => strength),
    elo: Object.fromEntries(stats.elo(rows, { k: 4 }).map((r) => [r.item, r.rating])),
  };
}

function counts(seed: number) {
  const random = stats.createRandom(1000 + seed);
  const draw = (most: number) => random.integer(most + 1);
  const first = { wins: 1 + draw(80), losses: 1 + draw(60), ties: draw(20) };
  const second = { wins: 1 + draw(50), losses: 1 + draw(90), ties: 0 };
  const paired = { both: draw(50), onlyFirst: 1 + draw(30), onlySecond: draw(30), neither: draw(40) };
  const pValues = Array.from({ length: 1 + draw(12) }, () => random.uniform() ** 3);
  const scores = Array.from({ length: 5 + draw(60) }, () => random.normal() ** 3);
  const mean = (x: readonly number[]) => x.reduce((sum, v) => sum + v, 0) / x.length;
  const human = Array.from({ length: 20 + draw(50) }, () => {
    const judge = random.normal();
    return { human: 0.7 * judge + 0.5 * random.normal(), judge };
  });
  const judge = Array.from({ length: 100 + draw(300) }, () => random.normal());
  const lengthRows: stats.LengthRow[] = Array.from({ length: 80 + draw(200) }, () => {
    const lengthA = 20 + draw(400);
    const lengthB = 20 + draw(400);
    const p = 1 / (1 + Math.exp(-0.3 - (lengthA - lengthB) / 200));
    const outcome = random.uniform() < 0.1 ? "tie" : random.uniform() < p ? "a" : "b";
    return { outcome, lengthA, lengthB, difficulty: random.normal() };
  });
  const sequence = Array.from(
    { length: 30 + draw(100) },
    () => (random.uniform() < 0.6 ? "a" : "b") as stats.Outcome,
  );
  const decided = { ties: "exclude" } as const;
  return {
    first,
    second,
    paired,
    pValues,
    scores,
    human,
    judge,
    lengthRows,
    sequence,
    half: stats.winRate(first),
    rate: stats.winRate(first, decided),
    difference: stats.compareWinRates(first, second, decided),
    mcNemar: stats.mcNemar(paired),
    sign: stats.signTest(first),
    holm: stats.holm(pValues).adjusted,
    size: stats.sampleSize({ rate: 0.5 + 0.04 * (1 + draw(9)), margin: 0.03 }),
    powered: stats.predictionPowered(human, judge),
    plain: stats.predictionPowered(human, judge, { lambda: 1 }),
    lengthControlled: stats.lengthControlledWinRate(lengthRows),
    bootstrap: { ...stats.bootstrap(mean, scores, { replicates: 500, seed }), replicates: undefined },
    replicates: [...stats.bootstrap(mean, scores, { replicates: 500, seed }).replicates],
    confidence: stats.confidenceSequence(sequence).interval,
    bounds: [...stats.confidenceSequence(sequence).low],
  };
}

function texts(seed: number) {
  const random = stats.createRandom(2000 + seed);
  const made: string[] = [];
  for (let i = 0; i < 80; i++) {
    const words =
      i % 3 === 2
        ? made[random.integer(i)]!.split(" ")
        : Array.from({ length: 40 }, () => `w${random.integer(400)}`);
    if (i % 3 === 2) words[random.integer(words.length)] = `w${random.integer(400)}`;
    made.push(words.join(" "));
  }
  const vectors = Array.from({ length: 60 }, () => Array.from({ length: 6 }, () => random.normal()));
  return {
    texts: made,
    vectors,
    near: stats.nearDuplicates(made, { threshold: 0.6 }).pairs,
    cosine: stats.cosineDuplicates(vectors, { threshold: 0.8 }).pairs,
    self: stats.selfSimilarity(vectors).mean,
    selfText: stats.selfSimilarity(made).mean,
    distinct: stats.distinctN(made, 2).ratio,
  };
}

const folder = mkdtempSync(join(tmpdir(), "plumbline-cross-check-"));
try {
  const file = join(folder, "results.json");
  const seeds = Array.from({ length: SETS }, (_, i) => i + 1);
  writeFileSync(
    file,
    JSON.stringify({ fits: seeds.map(fits), counts: seeds.map(counts), texts: seeds.map(texts) }),
  );
  const script = fileURLToPath(new URL("cross_check_comparisons.py", import.meta.url));
  execFileSync(process.env.STATISTICS_PYTHON ?? "python3", [script, file], { stdio: "inherit" });
} finally {
  rmSync(folder, { recursive: true });
}
