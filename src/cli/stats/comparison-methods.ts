import type { Comparison } from "#stats/index.ts";
import * as stats from "#stats/index.ts";
import { CommandError, EXIT } from "../errors.ts";
import type { Column } from "./columns.ts";
import { LEVEL, type Method, type MethodOption, method, set } from "./method.ts";

const OUTCOME: Column = { name: "outcome", kind: "outcome", about: "a, b or tie", aliases: ["winner"] };
const COMPARISON: readonly Column[] = [
  { name: "a", kind: "text", about: "what was shown first", aliases: ["model_a"] },
  { name: "b", kind: "text", about: "what was shown second", aliases: ["model_b"] },
  OUTCOME,
  { name: "weight", kind: "number", about: "votes that the row stands for", optional: true },
];
const RATER: Column = { name: "rater", kind: "text", about: "who judged", aliases: ["judge", "annotator"] };
const LENGTHS: readonly Column[] = [
  { name: "lengthA", kind: "number", about: "length of the first", aliases: ["length_a"] },
  { name: "lengthB", kind: "number", about: "length of the second", aliases: ["length_b"] },
];
const PAIR: readonly Column[] = [
  { name: "x", kind: "number", about: "score of the first system" },
  { name: "y", kind: "number", about: "score of the second system, same item" },
];
const HALF: MethodOption = {
  flags: "--ties <how>",
  about: "ties count half, or not at all",
  choices: ["half", "exclude"],
};
const ELO: MethodOption = { flags: "--elo", about: "strengths in Elo points around 1000" };
const ANCHOR: MethodOption = { flags: "--anchor <item>", about: "the item whose strength is fixed" };
const SEED: MethodOption = {
  flags: "--seed <n>",
  about: "seed of the random numbers, default 1",
  number: true,
};

type Fit = {
  ties?: "half" | "davidson" | "exclude";
  l2?: number;
  anchor?: string;
  elo?: boolean;
  separate?: boolean;
  level?: number;
  seed?: number;
};
type Outcomes = { outcome: stats.Outcome };
type Half = { ties?: "half" | "exclude"; level?: number };

const onScale = ({ ties, l2, anchor, elo, separate, level }: Fit): stats.BradleyTerryOptions => {
  const strength = elo ? 1000 : 0;
  return set({
    ties,
    l2,
    level,
    scale: elo ? stats.ELO_SCALE : undefined,
    anchor: anchor === undefined ? { strength } : { item: anchor, strength },
    parts: separate ? ("separate" as const) : undefined,
  });
};

const outcomesOf = (rows: readonly Outcomes[]) => rows.map((row) => row.outcome);

export const COMPARISON_METHODS: readonly Method[] = [
  method<
    Comparison,
    Fit & { orderEffect?: boolean; covariance?: "hessian" | "sandwich"; bootstrap?: number }
  >({
    name: "bradley-terry",
    about: "strengths from pairwise comparisons, with intervals and ranks",
    columns: COMPARISON,
    options: [
      { flags: "--ties <how>", about: "how ties count", choices: ["half", "davidson", "exclude"] },
      { flags: "--covariance <kind>", about: "default: sandwich", choices: ["hessian", "sandwich"] },
      { flags: "--order-effect", about: "allow for an advantage of what is shown first" },
      { flags: "--l2 <weight>", about: "ridge penalty, default 0", number: true },
      ANCHOR,
      ELO,
      { flags: "--separate", about: "rate each connected part by itself instead of refusing" },
      { flags: "--bootstrap <replicates>", about: "percentile intervals instead", number: true },
      SEED,
      LEVEL,
    ],
    run: (rows, { orderEffect, covariance = "sandwich", bootstrap, seed = 1, ...fit }) => {
      const options = onScale(fit);
      if (bootstrap !== undefined) {
        if (orderEffect) throw new CommandError("--bootstrap takes no --order-effect.", EXIT.usage);
        return stats.bradleyTerryBootstrap(rows, { ...options, replicates: bootstrap, seed });
      }
      return stats.bradleyTerry(rows, { ...options, covariance, ...set({ orderEffect }) });
    },
  }),
  method<
    Comparison,
    { k?: number; scale?: number; initial?: number; bootstrap?: number; seed?: number; level?: number }
  >({
    name: "elo",
    about: "Elo ratings in the order of rows",
    columns: COMPARISON,
    options: [
      { flags: "--k <points>", about: "the most one comparison moves, default 32", number: true },
      { flags: "--scale <points>", about: "lead that means odds of ten to one, default 400", number: true },
      { flags: "--initial <points>", about: "default 1000", number: true },
      { flags: "--bootstrap <replicates>", about: "intervals over resampled orders", number: true },
      SEED,
      LEVEL,
    ],
    run: (rows, { bootstrap, seed = 1, level, ...options }) =>
      stats.elo(rows, {
        ...options,
        ...(bootstrap === undefined ? {} : { bootstrap: { replicates: bootstrap, seed, ...set({ level }) } }),
      }),
  }),
  method<stats.Ranking, { pseudo?: number; anchor?: string; level?: number }>({
    name: "plackett-luce",
    about: "worths from rankings, ties allowed",
    columns: [{ name: "tiers", kind: "tiers", about: "a ranking: x > y = z" }],
    options: [
      { flags: "--pseudo <wins>", about: "wins and losses added against a ghost", number: true },
      ANCHOR,
      LEVEL,
    ],
    run: (rankings, options) => stats.plackettLuce(rankings, options),
  }),
  method<Outcomes, Half>({
    name: "win-rate",
    about: "share of comparisons that a wins",
    columns: [OUTCOME],
    options: [HALF, LEVEL],
    run: (rows, options) => stats.winRate(outcomesOf(rows), options),
  }),
  method<Outcomes & { group: string }, Half>({
    name: "compare-win-rates",
    about: "win rates of two groups of rows, on different items",
    columns: [OUTCOME, { name: "group", kind: "text", about: "which of two samples the row belongs to" }],
    options: [HALF, LEVEL],
    run: (rows, options) => {
      const groups = [...new Set(rows.map((row) => row.group))];
      if (groups.length !== 2) {
        throw new CommandError(`"group" has ${groups.length} different names, and two are compared.`);
      }
      const [first, second] = groups.map((group) => outcomesOf(rows.filter((row) => row.group === group)));
      return { groups, ...stats.compareWinRates(first!, second!, options) };
    },
  }),
  method<Outcomes, { level?: number }>({
    name: "sign-test",
    about: "does one side win more often? exact",
    columns: [OUTCOME],
    options: [LEVEL],
    run: (rows, options) => stats.signTest(outcomesOf(rows), options),
  }),
  method<Outcomes, { level?: number }>({
    name: "confidence-sequence",
    about: "always-valid interval of a win rate, rows in order of time",
    columns: [OUTCOME],
    options: [LEVEL],
    run: (rows, options) => stats.confidenceSequence(outcomesOf(rows), options),
  }),
  method<Outcomes, { prior?: number; level?: number }>({
    name: "soft-preference",
    about: "posterior shares of a, b and tie",
    columns: [OUTCOME],
    options: [
      { flags: "--prior <votes>", about: "votes assumed for each outcome, default 0.5", number: true },
      LEVEL,
    ],
    run: (rows, options) => stats.softPreference(outcomesOf(rows), options),
  }),
  method<stats.RatedComparison, { level?: number }>({
    name: "position-bias",
    about: "do raters prefer what is shown first?",
    columns: [
      ...COMPARISON.slice(0, 3),
      RATER,
      { name: "item", kind: "text", about: "the prompt", optional: true },
    ],
    options: [LEVEL],
    run: (rows, options) => stats.positionBias(rows, options),
  }),
  method<stats.LengthComparison, { level?: number }>({
    name: "length-bias",
    about: "do raters prefer what is longer?",
    columns: [OUTCOME, ...LENGTHS, RATER],
    options: [LEVEL],
    run: (rows, options) => stats.lengthBias(rows, options),
  }),
  method<stats.LengthRow, { level?: number }>({
    name: "length-controlled-win-rate",
    about: "win rate of a with length held equal",
    columns: [
      OUTCOME,
      ...LENGTHS,
      { name: "difficulty", kind: "number", about: "difficulty of the prompt", optional: true },
    ],
    options: [LEVEL],
    run: (rows, options) => stats.lengthControlledWinRate(rows, options),
  }),
  method<Comparison & { covariates: number[] }, { elo?: boolean; l2?: number; level?: number }>({
    name: "style-controlled",
    about: "strengths with style held equal",
    columns: [
      ...COMPARISON,
      { name: "covariates", kind: "vector", about: "list: how much more of each trait a has than b" },
    ],
    options: [ELO, { flags: "--l2 <weight>", about: "penalty on the coefficients", number: true }, LEVEL],
    run: (rows, { elo, ...options }) => {
      const width = rows[0]?.covariates.length ?? 0;
      const columns = Array.from({ length: width }, (_, k) =>
        rows.map((row) => row.covariates[k] ?? Number.NaN),
      );
      const named = Object.fromEntries(columns.map((column, k) => [`covariate ${k + 1}`, column]));
      const points = elo ? { scale: stats.ELO_SCALE, anchor: { strength: 1000 } } : {};
      return stats.styleControlled(rows, named, { ...options, ...points });
    },
  }),
  method<Comparison, { l2?: number }>({
    name: "next-pair",
    about: "the comparison that would tell most",
    columns: COMPARISON,
    options: [{ flags: "--l2 <weight>", about: "ridge penalty, default 0.5", number: true }],
    run: (rows, { l2 = 0.5 }) => stats.nextPair(stats.bradleyTerry(rows, { l2, parts: "separate" })),
  }),
  method<{ first: boolean; second: boolean }, { level?: number }>({
    name: "mcnemar",
    about: "do two paired proportions differ?",
    columns: [
      { name: "first", kind: "yes or no", about: "success of the first on the item" },
      { name: "second", kind: "yes or no", about: "success of the second on the item" },
    ],
    options: [LEVEL],
    run: (rows, options) => {
      const count = (x: boolean, y: boolean) =>
        rows.filter((row) => row.first === x && row.second === y).length;
      const counts = {
        both: count(true, true),
        onlyFirst: count(true, false),
        onlySecond: count(false, true),
        neither: count(false, false),
      };
      return { counts, ...stats.mcNemar(counts, options) };
    },
  }),
  method<{ x: number; y: number }, { replicates?: number; seed?: number; level?: number }>({
    name: "paired-bootstrap",
    about: "difference of two systems on the same items",
    columns: PAIR,
    options: [{ flags: "--replicates <n>", about: "default 10000", number: true }, SEED, LEVEL],
    run: (rows, { seed = 1, ...options }) =>
      stats.pairedBootstrap(
        rows.map((row) => row.x),
        rows.map((row) => row.y),
        { seed, ...options },
      ),
  }),
  method<{ p: number }, { alpha?: number }>({
    name: "holm",
    about: "p-values adjusted for their number",
    columns: [{ name: "p", kind: "number", about: "a p-value", aliases: ["pValue", "p_value"] }],
    options: [{ flags: "--alpha <level>", about: "default 0.05", number: true }],
    run: (rows, options) => {
      const { adjusted, rejected } = stats.holm(
        rows.map((row) => row.p),
        options,
      );
      return rows.map(({ p }, i) => ({ p, adjusted: adjusted[i], rejected: rejected[i] }));
    },
  }),
  method<{ human?: number; judge: number }, { lambda?: number; level?: number }>({
    name: "prediction-powered",
    about: "a mean from few human and many judge labels",
    columns: [
      { name: "judge", kind: "number", about: "the judge's value" },
      { name: "human", kind: "number", about: "the human value, empty where there is none", optional: true },
    ],
    options: [
      { flags: "--lambda <weight>", about: "weight of the judge, default: tuned", number: true },
      LEVEL,
    ],
    run: (rows, options) => {
      const both = rows.flatMap(({ human, judge }) => (human === undefined ? [] : [{ human, judge }]));
      const judged = rows.filter((row) => row.human === undefined).map((row) => row.judge);
      return stats.predictionPowered(both, judged, options);
    },
  }),
];
