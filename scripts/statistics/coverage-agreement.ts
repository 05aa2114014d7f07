import * as stats from "../../src/stats/index.ts";
import { clopperPearsonInterval, wilsonInterval } from "../../src/stats/numbers/intervals.ts";

/*
 * How often the intervals of agreement and quality cover the true value, over simulated data sets whose truth is
 * known. Prints the share for nominal 95 %, and its own standard error is .2 points at 10,000 sets.
 *
 * Usage: tsx scripts/statistics/coverage-agreement.ts [sets]
 */

const SETS = Number(process.argv[2] ?? 10_000);
const hits = new Map<string, { covered: number; sets: number }>();

function record(name: string, interval: stats.Interval | null, truth: number): void {
  if (!interval) return;
  const row = hits.get(name) ?? { covered: 0, sets: 0 };
  row.sets++;
  row.covered += Number(interval.low <= truth + 1e-12 && truth <= interval.high + 1e-12);
  hits.set(name, row);
}

/** Undefined draws (all labels equal, say) have no interval and are left out. */
function attempt(work: () => void): void {
  try {
    work();
  } catch (error) {
    if (!(error instanceof stats.StatisticsError)) throw error;
  }
}

const SHARES = [0.4, 0.3, 0.2, 0.1];
const RIGHT = 0.75;
/** Raters are right with probability .75, else one category off in either direction. */
const CONFUSION = SHARES.map((_, t) =>
  SHARES.map((_, v) => {
    if (v === t) return RIGHT;
    const neighbours = [t - 1, t + 1].filter((k) => k >= 0 && k < SHARES.length);
    return neighbours.includes(v) ? (1 - RIGHT) / neighbours.length : 0;
  }),
);
const pick = (random: stats.Random, chances: readonly number[]) => {
  let rest = random.uniform();
  let k = 0;
  while (k < chances.length - 1 && rest >= chances[k]!) rest -= chances[k++]!;
  return k;
};

/** True agreement and chance agreement for weights w(a, b), two raters alike. */
function population(weight: (a: number, b: number) => number, chance: "pooled" | "gwet" | "uniform"): number {
  const q = SHARES.length;
  const margin = SHARES.map((_, v) => SHARES.reduce((sum, p, t) => sum + p * CONFUSION[t]![v]!, 0));
  let agree = 0;
  let expected = 0;
  let total = 0;
  for (let a = 0; a < q; a++) {
    for (let b = 0; b < q; b++) {
      agree +=
        weight(a, b) * SHARES.reduce((sum, p, t) => sum + p * CONFUSION[t]![a]! * CONFUSION[t]![b]!, 0);
      expected += weight(a, b) * margin[a]! * margin[b]!;
      total += weight(a, b);
    }
  }
  if (chance === "uniform") expected = total / (q * q);
  if (chance === "gwet") expected = (total / (q * (q - 1))) * margin.reduce((sum, p) => sum + p * (1 - p), 0);
  return (agree - expected) / (1 - expected);
}

const same = (a: number, b: number) => Number(a === b);
const TRUE = {
  agreement: SHARES.reduce((sum, p, t) => sum + p * CONFUSION[t]!.reduce((s, c) => s + c * c, 0), 0),
  nominal: population(same, "pooled"),
  interval: population((a, b) => 1 - (a - b) ** 2 / 9, "pooled"),
  gwet: population(same, "gwet"),
  uniform: population(same, "uniform"),
  quadraticGwet: population((a, b) => 1 - (a - b) ** 2 / 9, "gwet"),
};

function agreement(random: stats.Random, items: number): void {
  const rows: stats.Label<number>[] = [];
  for (let u = 0; u < items; u++) {
    const truth = pick(random, SHARES);
    for (let r = 0; r < 4; r++) {
      if (r > 1 && random.uniform() < 0.2) continue;
      rows.push({ item: `u${u}`, rater: `r${r}`, value: pick(random, CONFUSION[truth]!) });
    }
  }
  const table = stats.indexLabels(rows);
  const pair = stats.indexLabels(rows.filter(({ rater }) => rater < "r2"));
  const options = { categories: [0, 1, 2, 3] };
  const at = `${items} items`;
  attempt(() => {
    record(`percentAgreement, two raters, ${at}`, stats.percentAgreement(pair).interval, TRUE.agreement);
    record(`percentAgreement, 2 to 4 raters, ${at}`, stats.percentAgreement(table).interval, TRUE.agreement);
    record(`cohenKappa, ${at}`, stats.cohenKappa(pair).interval, TRUE.nominal);
    const quadratic = stats.cohenKappa(pair, { weights: "quadratic", ...options });
    record(`cohenKappa, quadratic, ${at}`, quadratic.interval, TRUE.interval);
    record(`scottPi, ${at}`, stats.scottPi(pair).interval, TRUE.nominal);
    record(`fleissKappa, ${at}`, stats.fleissKappa(table).interval, TRUE.nominal);
    record(`gwetAC, ${at}`, stats.gwetAC(table, options).interval, TRUE.gwet);
    const weighted = stats.gwetAC(table, { weights: "quadratic", ...options });
    record(`gwetAC, quadratic, ${at}`, weighted.interval, TRUE.quadraticGwet);
    record(`brennanPrediger, ${at}`, stats.brennanPrediger(table, options).interval, TRUE.uniform);
    const nominal = { level: "nominal" } as const;
    record(
      `krippendorffAlpha, nominal, ${at}`,
      stats.krippendorffAlpha(table, nominal).interval,
      TRUE.nominal,
    );
    const interval = { level: "interval" } as const;
    record(
      `krippendorffAlpha, interval, ${at}`,
      stats.krippendorffAlpha(table, interval).interval,
      TRUE.interval,
    );
    const bootstrap = { replicates: 500, seed: random.bits() };
    const drawn = stats.krippendorffAlpha(table, { ...nominal, bootstrap });
    record(`krippendorffAlpha, nominal, bootstrap, ${at}`, drawn.interval, TRUE.nominal);
  });
}

function scores(random: stats.Random): void {
  const [items, raters, between, strict, noise] = [20, 4, 1, 0.5, 0.8];
  const severity = Array.from({ length: raters }, () => strict * random.normal());
  const quality = Array.from({ length: items }, () => between * random.normal());
  const cell = (u: number, r: number, shift: number) => ({
    item: `u${u}`,
    rater: `r${r}`,
    value: quality[u]! + shift + noise * random.normal(),
  });
  const cells = quality.flatMap((_, u) => severity.map((s, r) => cell(u, r, -s)));
  const nested = quality.flatMap((_, u) => severity.map((_, r) => cell(u, r, strict * random.normal())));
  const [b, s, e] = [between ** 2, strict ** 2, noise ** 2];
  const icc = (rows: typeof cells, model: stats.IntraclassModel) =>
    stats.intraclassCorrelation(rows, { model });
  record("intraclassCorrelation, model 1", icc(nested, "1").interval, b / (b + s + e));
  record("intraclassCorrelation, model 2", icc(cells, "2").interval, b / (b + s + e));
  record("intraclassCorrelation, model 3", icc(cells, "3").interval, b / (b + e));
  record("intraclassCorrelation, model 3k", icc(cells, "3k").interval, b / (b + e / raters));
  const some = cells.filter((_, i) => i % 3 !== 0);
  const mean = severity.reduce((sum, x) => sum + x, 0) / raters;
  const found = stats.raterSeverity(some);
  const [rater] = found.raters.filter(({ name }) => name === "r0");
  const [item] = found.items.filter(({ name }) => name === "u0");
  record("raterSeverity, rater", rater!.interval, severity[0]! - mean);
  record("raterSeverity, item", item!.interval, quality[0]! - mean);
}

function correlations(random: stats.Random): void {
  const rho = 0.5;
  const x = Array.from({ length: 50 }, () => random.normal());
  const y = x.map((v) => rho * v + Math.sqrt(1 - rho * rho) * random.normal());
  // Greiner's relation, and Pearson's for rank correlation, of the bivariate normal.
  record("kendallTau, 50 pairs", stats.kendallTau(x, y).interval, (2 / Math.PI) * Math.asin(rho));
  record("spearman, 50 pairs", stats.spearman(x, y).interval, (6 / Math.PI) * Math.asin(rho / 2));
}

function rates(random: stats.Random): void {
  const count = (n: number, p: number) => {
    let k = 0;
    for (let i = 0; i < n; i++) k += Number(random.uniform() < p);
    return k;
  };
  const k = count(100, 0.3);
  record("wilsonInterval, 30 % of 100", wilsonInterval(k, 100), 0.3);
  record("clopperPearsonInterval, 30 % of 100", clopperPearsonInterval(k, 100), 0.3);
  const [truth, tpr, tnr] = [0.3, 0.85, 0.9];
  const positives = count(300, truth * tpr + (1 - truth) * (1 - tnr));
  attempt(() => {
    const known = stats.judgeCorrected({ positives, n: 300, tpr, tnr });
    record("judgeCorrected, known rates", known.interval, truth);
    const rate = (p: number) => ({ hits: count(60, p), n: 60 });
    const measured = stats.judgeCorrected({ positives, n: 300, tpr: rate(tpr), tnr: rate(tnr) });
    record("judgeCorrected, rates of 60 items each", measured.interval, truth);
  });
  const chances = Array.from({ length: 80 }, () => random.uniform() ** 2);
  const counts = chances.map((p, i) => ({ prompt: `p${i}`, samples: 10, correct: count(10, p) }));
  // pass@3 of a prompt is 1 - (1 - p)³; with p = U², the mean over prompts is 1 - E(1 - U²)³ = 1 - 16 / 35.
  record("passAtK, 80 prompts", stats.passAtK(counts, { k: 3 }).interval, 1 - 16 / 35);
  const defects = Array.from({ length: 60 }, (_, i) => `d${i}`);
  const [a, b] = [defects.filter(() => random.uniform() < 0.6), defects.filter(() => random.uniform() < 0.5)];
  attempt(() => {
    const missed = defects.filter((d) => !a.includes(d) && !b.includes(d)).length;
    const left = stats.remainingDefects(a, b);
    record("remainingDefects, missed by both (of 60)", left.interval, missed);
  });
  const vote = [0.5, 0.3, 0.2];
  const outcomes = Array.from({ length: 40 }, () => (["a", "b", "tie"] as const)[pick(random, vote)]!);
  record("softPreference, 40 votes", stats.softPreference(outcomes).intervals.a, 0.5);
}

function spans(random: stats.Random): void {
  // Two raters each find a passage with probability .8: a match where both do. F1 tends to .8.
  const marks: stats.Span[] = [];
  const raters: Record<string, string[]> = {};
  for (let u = 0; u < 40; u++) {
    raters[`u${u}`] = ["a", "b"];
    for (let k = 0; k < 1 + (u % 3); k++) {
      for (const rater of ["a", "b"]) {
        if (random.uniform() < 0.8) marks.push({ item: `u${u}`, rater, start: 100 * k, end: 100 * k + 10 });
      }
    }
  }
  const { interval } = stats.spanAgreement(marks, { raters, gamma: { samples: 1 } });
  record("spanAgreement, F1, 40 items", interval, 0.8);
}

const random = stats.createRandom(2024);
for (let set = 0; set < SETS; set++) {
  agreement(random, 50);
  agreement(random, 200);
  scores(random);
  correlations(random);
  rates(random);
  spans(random);
}
for (const [name, { covered, sets }] of hits) {
  console.log(
    `${name.padEnd(56)} ${((100 * covered) / sets).toFixed(1)} %${sets < SETS ? ` of ${sets}` : ""}`,
  );
}
