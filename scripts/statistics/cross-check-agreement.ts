import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import * as stats from "../../src/stats/index.ts";
import * as distributions from "../../src/stats/numbers/distributions.ts";

/*
 * Writes random data with missing labels, ties and unbalanced raters, and what the library makes of them, to a file;
 * the Python script beside this one computes the same with the reference packages and prints the largest differences.
 * The interpreter is that of the environment variable STATISTICS_PYTHON; it needs numpy, scipy, mpmath, statsmodels,
 * scikit-learn, krippendorff, crowd-kit, pingouin, irrCAC and pygamma-agreement.
 *
 * Usage: tsx scripts/statistics/cross-check-agreement.ts [agreement | series | truth | glad | spans | tails …]
 */

const SETS = 20;
const STEPS = 60;

type Row = stats.Label<number>;

/** Raters of different skill and diligence; with `share` 1 everybody labels everything. */
function labels(
  random: stats.Random,
  items: number,
  raters: number,
  categories: number,
  share: number,
): Row[] {
  const skill = Array.from({ length: raters }, () => 0.3 + 0.6 * random.uniform());
  const lazy = Array.from({ length: raters }, (_, r) =>
    r === 0 ? 1 : share * (0.4 + 0.6 * random.uniform()),
  );
  const rows: Row[] = [];
  // The first items show every category, so that no set lacks one.
  for (let u = 0; u < items; u++) {
    const truth = u < categories ? u : Math.floor(categories * random.uniform() ** 1.5);
    for (let r = 0; r < raters; r++) {
      if (share < 1 && random.uniform() > lazy[r]!) continue;
      const sure = (u < categories && r === 0) || random.uniform() < skill[r]!;
      rows.push({ item: `u${u}`, rater: `r${r}`, value: 1 + (sure ? truth : random.integer(categories)) });
    }
  }
  return rows;
}

const LEVELS = ["nominal", "ordinal", "interval", "ratio"] as const;
const WEIGHTS = ["none", "linear", "quadratic"] as const;
const each = <K extends string, T>(keys: readonly K[], make: (key: K) => T) =>
  Object.fromEntries(keys.map((key) => [key, make(key)]));

function agreement(seed: number) {
  const random = stats.createRandom(seed);
  const categories = 2 + random.integer(5);
  const rows = labels(random, 15 + random.integer(60), 3 + random.integer(4), categories, 0.7);
  const full = labels(random, 15 + random.integer(60), 2 + random.integer(4), categories, 1);
  const pair = full.filter(({ rater }) => rater === "r0" || rater === "r1");
  const all = Array.from({ length: categories }, (_, c) => c + 1);
  const options = (weights: (typeof WEIGHTS)[number]) => ({ weights, categories: all });
  const models = ["1", "2", "3", "1k", "2k", "3k"] as const;
  const rankings = [...new Set(full.map(({ rater }) => rater))].map((rater) => ({
    tiers: all.map((v) => full.filter((l) => l.rater === rater && l.value === v).map(({ item }) => item)),
  }));
  return {
    rows,
    full,
    pair,
    categories,
    alpha: each(LEVELS, (level) => stats.krippendorffAlpha(rows, { level })),
    gwet: each(WEIGHTS, (w) => stats.gwetAC(rows, options(w))),
    fleiss: each(WEIGHTS, (w) => stats.fleissKappa(rows, options(w))),
    brennan: each(WEIGHTS, (w) => stats.brennanPrediger(rows, options(w))),
    fullFleiss: stats.fleissKappa(full, { categories: all }).kappa,
    fullBrennan: stats.brennanPrediger(full, { categories: all }).coefficient,
    cohen: each(WEIGHTS, (w) => stats.cohenKappa(pair, options(w))),
    scott: stats.scottPi(pair, { categories: all }),
    gwetPair: stats.gwetAC(pair, { categories: all }),
    brennanPair: stats.brennanPrediger(pair, { categories: all }),
    icc: each(models, (model) => stats.intraclassCorrelation(full, { model })),
    kendallW: stats.kendallW(rankings),
  };
}

function series(seed: number) {
  const random = stats.createRandom(100 + seed);
  const n = 5 + random.integer(60);
  const x = Array.from({ length: n }, () => (seed % 2 ? random.integer(9) : random.normal()));
  const y = x.map((v) => (seed % 2 ? random.integer(5) + (v > 4 ? 2 : 0) : v + 2 * random.normal()));
  const answers = Array.from({ length: 200 }, () => {
    const confidence = random.uniform();
    return { confidence, right: random.uniform() < confidence ** 2 };
  });
  const scores = labels(random, 12 + random.integer(30), 3 + random.integer(3), 7, 0.8);
  const counts = Array.from({ length: 30 }, (_, i) => {
    const samples = 5 + random.integer(40);
    return { prompt: `p${i}`, samples, correct: random.integer(samples + 1) };
  });
  return {
    x,
    y,
    answers,
    scores,
    counts,
    tau: stats.kendallTau(x, y),
    rho: stats.spearman(x, y),
    reliability: stats.reliabilityCurve(answers),
    severity: stats.raterSeverity(scores),
    passAtK: stats.passAtK(counts, { k: 5 }).estimate,
  };
}

function truth(seed: number) {
  const random = stats.createRandom(200 + seed);
  const categories = 2 + random.integer(3);
  const rows = labels(random, 60 + random.integer(60), 5 + random.integer(4), categories, 0.9);
  // The reference takes a fixed number of steps, so ours take as many.
  return {
    rows,
    categories,
    steps: STEPS,
    majority: stats.majorityVote(rows),
    dawidSkene: stats.dawidSkene(rows, { tolerance: 0, maxIterations: STEPS }),
    mace: stats.mace(rows, { tolerance: 0, maxIterations: STEPS }),
    maceEm: stats.mace(rows, {
      method: "em",
      smoothing: 0.01 / categories,
      tolerance: 0,
      maxIterations: STEPS,
    }),
  };
}

/** Apart, because the reference takes minutes. */
function abilities(seed: number) {
  const random = stats.createRandom(250 + seed);
  const categories = 2 + random.integer(3);
  const rows = labels(random, 60 + random.integer(60), 5 + random.integer(4), categories, 0.9);
  return { rows, categories, glad: stats.glad(rows, { tolerance: 1e-9 }) };
}

function spans(seed: number) {
  const random = stats.createRandom(300 + seed);
  const raters = 2 + random.integer(2);
  const rows: stats.Span[] = Array.from({ length: raters }, (_, r) =>
    Array.from({ length: 3 + random.integer(5) }, () => {
      const start = random.integer(80);
      const label = random.uniform() < 0.5 ? "x" : "y";
      return { item: "text", rater: `r${r}`, start, end: start + 1 + random.integer(15), label };
    }),
  ).flat();
  const gamma = (position: number) => stats.spanAgreement(rows, { gamma: { position, samples: 1 } }).gamma;
  return { rows, even: gamma(1)?.observedDisorder, strong: gamma(3)?.observedDisorder };
}

function tails() {
  const random = stats.createRandom(400);
  const d = distributions;
  const around = (low: number, high: number) => low * (high / low) ** random.uniform();
  return Array.from({ length: 300 }, () => {
    const [a, b, p, z] = [around(0.3, 1000), around(0.3, 1000), random.uniform(), 12 * random.uniform() - 6];
    const n = 1 + random.integer(1000);
    const k = random.integer(n + 1);
    const [lot, marked] = [n + random.integer(1000), random.integer(n + 1)];
    const [x, f] = [a * around(0.4, 2.5), around(0.2, 5)];
    return {
      given: { a, b, p, z, n, k, lot, marked, x, f },
      found: {
        normalCdf: d.normalCdf(z),
        normalQuantile: d.normalQuantile(p),
        chiSquareUpper: d.chiSquareUpper(x, a),
        chiSquareQuantile: d.chiSquareQuantile(p, a),
        betaCdf: d.betaCdf(p, a, b),
        betaQuantile: d.betaQuantile(p, a, b),
        studentCdf: d.studentCdf(z, a),
        studentQuantile: d.studentQuantile(p, a),
        fUpper: d.fUpper(f, a, b),
        fQuantile: d.fQuantile(p, a, b),
        binomialPmf: d.binomialPmf(k, n, p),
        binomialCdf: d.binomialCdf(k, n, p),
        hypergeometricPmf: d.hypergeometricPmf(Math.min(k, marked), lot, marked, n),
        poissonCdf: d.poissonCdf(k, x),
      },
    };
  });
}

const folder = mkdtempSync(join(tmpdir(), "plumbline-check-"));
try {
  const file = join(folder, "results.json");
  const times = <T>(count: number, make: (seed: number) => T) =>
    Array.from({ length: count }, (_, i) => make(i));
  const parts: Record<string, () => unknown[]> = {
    agreement: () => times(SETS, agreement),
    series: () => times(SETS, series),
    truth: () => times(SETS, truth),
    glad: () => times(4, abilities),
    spans: () => times(SETS, spans),
    tails,
  };
  const chosen = process.argv.length > 2 ? process.argv.slice(2) : Object.keys(parts);
  const results = Object.fromEntries(chosen.map((name) => [name, parts[name]!()]));
  writeFileSync(file, JSON.stringify(results));
  const script = fileURLToPath(new URL("cross_check_agreement.py", import.meta.url));
  execFileSync(process.env.STATISTICS_PYTHON ?? "python3", [script, file], { stdio: "inherit" });
} finally {
  rmSync(folder, { recursive: true });
}
