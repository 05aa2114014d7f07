import * as stats from "../../src/stats/index.ts";

/*
 * How often the nominal 95 % intervals of the comparison methods cover the truth, over 10,000 simulated sets each (or
 * the first argument). The simulation error at 95 % is ±0.4 points.
 */

const SETS = Number(process.argv[2] ?? 10_000);

type Covered = boolean | readonly boolean[];

/** Prints the share of intervals that cover, over all sets. */
function coverage(name: string, set: (random: stats.Random, i: number) => Covered, sets = SETS): void {
  const random = stats.createRandom(2024);
  let hit = 0;
  let all = 0;
  for (let i = 0; i < sets; i++) {
    for (const covered of [set(random, i)].flat()) {
      all++;
      if (covered) hit++;
    }
  }
  console.log(`${name.padEnd(76)} ${((100 * hit) / all).toFixed(2)} %`);
}

const within = ({ low, high }: stats.Interval, truth: number) => low <= truth && truth <= high;
const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));
const flip = (random: stats.Random, p: number): "a" | "b" => (random.uniform() < p ? "a" : "b");
const repeat = <T>(n: number, make: (i: number) => T) => Array.from({ length: n }, (_, i) => make(i));

for (const [p, n] of [
  [0.5, 50],
  [0.6, 200],
  [0.9, 50],
  [0.55, 1000],
] as const) {
  coverage(`winRate, Wilson, rate ${p}, n ${n}`, (random) =>
    within(stats.winRate(repeat(n, () => flip(random, p))).interval, p),
  );
}
coverage("winRate, Wilson, a fifth ties as half, n 200", (random) => {
  const outcomes = repeat(200, () => (random.uniform() < 0.2 ? "tie" : flip(random, 0.6)));
  return within(stats.winRate(outcomes).interval, 0.58);
});
coverage("signTest, Clopper-Pearson, rate 0.6, n 50", (random) =>
  within(stats.signTest(repeat(50, () => flip(random, 0.6))).interval, 0.6),
);
for (const [n, m] of [
  [30, 40],
  [300, 400],
] as const) {
  coverage(`compareWinRates, Newcombe, 0.7 of ${n} against 0.55 of ${m}`, (random) => {
    const first = repeat(n, () => flip(random, 0.7));
    return within(
      stats.compareWinRates(
        first,
        repeat(m, () => flip(random, 0.55)),
      ).interval,
      0.15,
    );
  });
}
for (const n of [50, 200, 1000]) {
  coverage(`mcNemar, Wald, difference 0.1 of ${n}`, (random) => {
    const counts = { both: 0, onlyFirst: 0, onlySecond: 0, neither: 0 };
    for (let i = 0; i < n; i++) {
      const u = random.uniform();
      counts[u < 0.4 ? "both" : u < 0.6 ? "onlyFirst" : u < 0.7 ? "onlySecond" : "neither"]++;
    }
    return within(stats.mcNemar(counts).interval, 0.1);
  });
}

const truth = [-0.8, -0.3, 0, 0.4, 0.7];
/** Votes between five models; `tie` is the chance of a tie given the difference. */
function votes(random: stats.Random, count: number, order = 0, tie: (d: number) => number = () => 0) {
  return repeat(count, (): stats.Comparison => {
    const i = random.integer(5);
    const j = (i + 1 + random.integer(4)) % 5;
    const d = truth[i]! - truth[j]!;
    const outcome = random.uniform() < tie(d) ? "tie" : flip(random, sigmoid(d + order));
    return { a: `m${i}`, b: `m${j}`, outcome };
  });
}
const covers = (items: readonly { item: string; interval: stats.Interval }[], strengths = truth) =>
  items.map(({ item, interval }) => within(interval, strengths[Number(item[1])]!));

for (const n of [150, 500, 2000]) {
  coverage(`bradleyTerry, Hessian, 5 models, ${n} votes`, (random) =>
    covers(stats.bradleyTerry(votes(random, n)).items),
  );
}
coverage("bradleyTerry, sandwich, 5 models, 500 votes", (random) =>
  covers(stats.bradleyTerry(votes(random, 500), { covariance: "sandwich" }).items),
);

const davidson = (d: number) => 0.5 / (Math.exp(d / 2) + Math.exp(-d / 2) + 0.5);
// What the fit tends to where ties count half is no logistic model; it is found on expected counts.
const limit = stats.bradleyTerry(
  truth.flatMap((x, i) =>
    truth.flatMap((y, j): stats.Comparison[] => {
      if (i === j) return [];
      const pair = { a: `m${i}`, b: `m${j}` };
      const t = davidson(x - y);
      return [
        { ...pair, outcome: "a", weight: (1 - t) * sigmoid(x - y) },
        { ...pair, outcome: "b", weight: (1 - t) * sigmoid(y - x) },
        { ...pair, outcome: "tie", weight: t },
      ];
    }),
  ),
);
const limits = truth.map((_, i) => limit.items.find((item) => item.item === `m${i}`)!.strength!);
for (const covariance of ["hessian", "sandwich"] as const) {
  coverage(`bradleyTerry, ties as half, ${covariance}, 500 votes`, (random) =>
    covers(stats.bradleyTerry(votes(random, 500, 0, davidson), { covariance }).items, limits),
  );
}
coverage("bradleyTerry, Davidson: strengths, 500 votes", (random) =>
  covers(stats.bradleyTerry(votes(random, 500, 0, davidson), { ties: "davidson" }).items),
);
coverage("bradleyTerry, Davidson: log tie parameter, 500 votes", (random) => {
  const fit = stats.bradleyTerry(votes(random, 500, 0, davidson), { ties: "davidson" });
  return within(fit.tie!.log!.interval, Math.log(0.5));
});
coverage("bradleyTerry, order effect 0.3, 500 votes", (random) =>
  within(stats.bradleyTerry(votes(random, 500, 0.3), { orderEffect: true }).order!.interval, 0.3),
);
coverage(
  "bradleyTerryBootstrap, percentile, 200 replicates, 500 votes (a tenth of the sets)",
  (random, i) => covers(stats.bradleyTerryBootstrap(votes(random, 500), { replicates: 200, seed: i }).items),
  Math.ceil(SETS / 10),
);
coverage("styleControlled: coefficient 0.8, 500 votes", (random) => {
  const x = repeat(500, () => random.normal());
  const rows = x.map((value): stats.Comparison => {
    const i = random.integer(5);
    const j = (i + 1 + random.integer(4)) % 5;
    const outcome = flip(random, sigmoid(truth[i]! - truth[j]! + 0.8 * value));
    return { a: `m${i}`, b: `m${j}`, outcome };
  });
  return within(stats.styleControlled(rows, { x }, { standardise: false }).covariates[0]!.interval, 0.8);
});
coverage("plackettLuce, 200 rankings of 3 of 5", (random) => {
  const rankings = repeat(200, () => {
    // The order of exponentials with the worths as rates is a Plackett-Luce ranking.
    const chosen = stats.shuffle([0, 1, 2, 3, 4], random).slice(0, 3);
    const times = chosen.map((i) => ({ i, at: -Math.log(1 - random.uniform()) / Math.exp(truth[i]!) }));
    return { tiers: times.sort((x, y) => x.at - y.at).map(({ i }) => [`m${i}`]) };
  });
  return covers(stats.plackettLuce(rankings).items);
});
for (const n of [50, 200]) {
  coverage(`predictionPowered, ${n} human and 2000 judge labels, a biased judge`, (random) => {
    const draw = () => {
      const human = random.uniform() < 0.6 ? 1 : 0;
      return { human, judge: random.uniform() < 0.8 ? human : 1 };
    };
    const judge = repeat(2000, () => draw().judge);
    return within(stats.predictionPowered(repeat(n, draw), judge).interval, 0.6);
  });
}
coverage("lengthBias: slope 0.5 per doubling, 300 comparisons", (random) => {
  const rows = repeat(300, () => {
    const [lengthA, lengthB] = [50 + random.integer(500), 50 + random.integer(500)];
    return {
      rater: "r",
      lengthA,
      lengthB,
      outcome: flip(random, sigmoid(0.5 * Math.log2(lengthA / lengthB))),
    };
  });
  return within(stats.lengthBias(rows).slope!.interval, 0.5);
});
coverage("lengthControlledWinRate 0.6, 400 comparisons", (random) => {
  const sd = Math.sqrt(2 / 12) * 500;
  const rows = repeat(400, () => {
    const [lengthA, lengthB] = [500 * random.uniform(), 500 * random.uniform()];
    const outcome = flip(random, sigmoid(Math.log(1.5) + Math.tanh((lengthA - lengthB) / sd)));
    return { lengthA, lengthB, outcome };
  });
  return within(stats.lengthControlledWinRate(rows).interval, 0.6);
});
coverage("confidenceSequence, rate 0.6, at all of 1000 looks at once", (random) => {
  const { low, high } = stats.confidenceSequence(repeat(1000, () => flip(random, 0.6)));
  return low.at(-1)! <= 0.6 && high.at(-1)! >= 0.6;
});

const mean = (rows: readonly number[]) => rows.reduce((sum, x) => sum + x, 0) / rows.length;
for (const n of [30, 100]) {
  const found = { percentile: 0, bca: 0 };
  coverage(`bootstrap, percentile, mean of ${n} exponentials, 500 replicates`, (random, i) => {
    const data = repeat(n, () => -Math.log(1 - random.uniform()));
    const result = stats.bootstrap(mean, data, { replicates: 500, seed: i });
    if (within(result.bca, 1)) found.bca++;
    return within(result.percentile, 1);
  });
  console.log(`${`bootstrap, BCa, the same`.padEnd(76)} ${((100 * found.bca) / SETS).toFixed(2)} %`);
}
coverage("pairedBootstrap, difference of 100 pairs, 500 replicates", (random, i) => {
  const first = repeat(100, () => 0.3 + random.normal());
  const second = repeat(100, () => random.normal());
  return within(stats.pairedBootstrap(first, second, { replicates: 500, seed: i }).interval, 0.3);
});
