import type { Label } from "#stats/index.ts";
import * as stats from "#stats/index.ts";
import type { Column } from "./columns.ts";
import { LEVEL, type Method, type MethodOption, method, parseNumbers, set } from "./method.ts";

const ITEM: Column = { name: "item", kind: "text", about: "what was labelled", aliases: ["task"] };
const RATER: Column = {
  name: "rater",
  kind: "text",
  about: "who labelled it",
  aliases: ["worker", "annotator"],
};
const VALUE: Column = { name: "value", kind: "value", about: "the label", aliases: ["label"] };
const SCORE: Column = { ...VALUE, kind: "number", about: "the score, a number" };
const LABELS = [ITEM, RATER, VALUE];
const SCORES = [ITEM, RATER, SCORE];

const CATEGORIES: MethodOption = {
  flags: "--categories <list>",
  about: "all categories in their order, with commas; default: those in the file",
};
const WEIGHTS: MethodOption = {
  flags: "--weights <kind>",
  about: "how much near misses count",
  choices: ["none", "linear", "quadratic", "ordinal"],
};

type Weighted = {
  weights?: "none" | "linear" | "quadratic" | "ordinal";
  categories?: string;
  level?: number;
};
type Truth = { categories?: string; tolerance?: number; maxIterations?: number };

/** Splits a list with commas; nothing where none was given. */
const list = (text: string | undefined) => text?.split(",").map((part) => part.trim());
const weighted = ({ weights, categories, level }: Weighted) =>
  set({ weights, categories: list(categories), level });

/** A coefficient over all labels, with weights and categories. */
const coefficient = (
  name: string,
  about: string,
  run: (labels: readonly Label[], options: ReturnType<typeof weighted>) => unknown,
): Method =>
  method<Label, Weighted>({
    name,
    about,
    columns: LABELS,
    options: [WEIGHTS, CATEGORIES, LEVEL],
    run: (labels, options) => run(labels, weighted(options)),
  });

const ITERATIONS: MethodOption[] = [
  CATEGORIES,
  { flags: "--tolerance <t>", about: "when to stop", number: true },
  { flags: "--max-iterations <n>", about: "most iterations", number: true },
];
const truth = ({ categories, ...rest }: Truth) => set({ categories: list(categories), ...rest });

export const AGREEMENT_METHODS: readonly Method[] = [
  coefficient("percent-agreement", "observed agreement", stats.percentAgreement),
  coefficient("cohen-kappa", "Cohen's kappa of two raters", stats.cohenKappa),
  coefficient("fleiss-kappa", "Fleiss' kappa of many raters", stats.fleissKappa),
  coefficient("gwet-ac", "Gwet's AC1, or AC2 with weights", stats.gwetAC),
  coefficient("scott-pi", "Scott's pi", stats.scottPi),
  coefficient("brennan-prediger", "the coefficient of Brennan and Prediger", stats.brennanPrediger),
  method<
    Label,
    {
      scale: "nominal" | "ordinal" | "interval" | "ratio";
      bootstrap?: number;
      seed?: number;
      categories?: string;
      level?: number;
    }
  >({
    name: "krippendorff-alpha",
    about: "Krippendorff's alpha, with missing labels",
    columns: LABELS,
    options: [
      {
        flags: "--scale <level>",
        about: "what the values measure",
        choices: ["nominal", "ordinal", "interval", "ratio"],
        required: true,
      },
      { flags: "--bootstrap <replicates>", about: "interval by resampling items", number: true },
      { flags: "--seed <n>", about: "seed of the resampling", number: true },
      CATEGORIES,
      LEVEL,
    ],
    run: (labels, { scale, bootstrap, seed, categories, level }) => {
      const options = set({
        level: scale,
        confidence: level,
        bootstrap: bootstrap === undefined ? undefined : set({ replicates: bootstrap, seed }),
      });
      if (scale === "nominal" || categories !== undefined) {
        return stats.krippendorffAlpha(labels, { ...options, ...set({ categories: list(categories) }) });
      }
      const numbers = labels.map((row) => ({
        ...row,
        value: row.value.trim() === "" ? Number.NaN : Number(row.value),
      }));
      return stats.krippendorffAlpha(numbers, options);
    },
  }),
  method<Label<number>, { model: stats.IntraclassModel; level?: number }>({
    name: "intraclass-correlation",
    about: "intraclass correlation of scores",
    columns: SCORES,
    options: [
      {
        flags: "--model <model>",
        about: "Shrout and Fleiss: 1, 2, 3, and with k for means",
        choices: ["1", "2", "3", "1k", "2k", "3k"],
        required: true,
      },
      LEVEL,
    ],
    run: (labels, options) => stats.intraclassCorrelation(labels, options),
  }),
  ...(["kendall-tau", "spearman"] as const).map((name) =>
    method<{ x: number; y: number }, { level?: number }>({
      name,
      about: `${name === "spearman" ? "Spearman's rho" : "Kendall's tau-b"} of two columns`,
      columns: [
        { name: "x", kind: "number", about: "the first measure" },
        { name: "y", kind: "number", about: "the second measure" },
      ],
      options: [LEVEL],
      run: (rows, { level }) => {
        const run = name === "spearman" ? stats.spearman : stats.kendallTau;
        return run(
          rows.map((row) => row.x),
          rows.map((row) => row.y),
          level,
        );
      },
    }),
  ),
  method<stats.Ranking, object>({
    name: "kendall-w",
    about: "concordance of rankings, ties allowed",
    columns: [{ name: "tiers", kind: "tiers", about: "a ranking: x > y = z" }],
    run: (rankings) => stats.kendallW(rankings),
  }),
  method<Label, { categories?: string }>({
    name: "majority-vote",
    about: "the most frequent label of each item",
    columns: LABELS,
    options: [CATEGORIES],
    run: (labels, { categories }) => stats.majorityVote(labels, set({ categories: list(categories) })),
  }),
  method<Label, Truth>({
    name: "dawid-skene",
    about: "true labels and confusion of each rater",
    columns: LABELS,
    options: ITERATIONS,
    run: (labels, options) => stats.dawidSkene(labels, truth(options)),
  }),
  method<Label, { categories?: string }>({
    name: "mace",
    about: "true labels and competence of each rater",
    columns: LABELS,
    options: [CATEGORIES],
    run: (labels, { categories }) => stats.mace(labels, set({ categories: list(categories) })),
  }),
  method<Label, Truth>({
    name: "glad",
    about: "true labels, ability of raters and difficulty of items",
    columns: LABELS,
    options: ITERATIONS,
    run: (labels, options) => stats.glad(labels, truth(options)),
  }),
  method<Label, Weighted>({
    name: "retest",
    about: "each rater against their own earlier labels; rows in order of time",
    columns: LABELS,
    options: [WEIGHTS, CATEGORIES, LEVEL],
    run: (labels, options) => stats.retest(labels, weighted(options)),
  }),
  method<Label<number> & { author?: string }, { level?: number }>({
    name: "rater-severity",
    about: "how strict each rater is, and how good each author",
    columns: [...SCORES, { name: "author", kind: "text", about: "who made the item", optional: true }],
    options: [LEVEL],
    run: (rows, options) => stats.raterSeverity(rows, options),
  }),
  method<stats.Verdict & { rater: string; judge?: boolean }, { judge: string; level?: number }>({
    name: "calibration",
    about: "a judge against people: agreement, kappa, confusion, reliability",
    columns: [
      ...LABELS,
      { name: "confidence", kind: "number", about: "the judge's probability", optional: true },
      { name: "first", kind: "value", about: "the value shown first", optional: true },
      { name: "longer", kind: "value", about: "the value of the longer response", optional: true },
    ],
    options: [{ flags: "--judge <rater>", about: "which rater is the judge", required: true }, LEVEL],
    run: (rows, { judge, level }) => {
      const verdicts = rows.filter((row) => row.rater === judge).map(({ rater: _, ...verdict }) => verdict);
      const people = rows.filter((row) => row.rater !== judge);
      return stats.calibration(verdicts, people, set({ level }));
    },
  }),
  method<stats.Span, { overlap?: number; level?: number }>({
    name: "span-agreement",
    about: "F1 and gamma of marked spans",
    columns: [
      ITEM,
      RATER,
      { name: "start", kind: "number", about: "where the span starts" },
      { name: "end", kind: "number", about: "where it ends" },
      { name: "label", kind: "value", about: "its category", optional: true },
    ],
    options: [
      { flags: "--overlap <share>", about: "overlap from which two spans are one", number: true },
      LEVEL,
    ],
    run: (spans, options) => stats.spanAgreement(spans, options),
  }),
  method<Label, { raterWeights: string; categories?: string }>({
    name: "weighted-vote",
    about: "the label of each item by votes of different weight",
    columns: LABELS,
    options: [{ flags: "--rater-weights <list>", about: "such as ann=2,bob=1", required: true }, CATEGORIES],
    run: (labels, { raterWeights, categories }) => {
      const weights = parseNumbers("--rater-weights", raterWeights);
      return stats.weightedVote(labels, weights, set({ categories: list(categories) }));
    },
  }),
  method<Label<number>, { criteria: string; level?: number }>({
    name: "rubric-score",
    about: "a score by weighted criteria",
    columns: [
      { name: "item", kind: "text", about: "the criterion", aliases: ["criterion"] },
      RATER,
      { name: "value", kind: "number", about: "how far it is met, 0 to 1", aliases: ["verdict"] },
    ],
    options: [
      { flags: "--criteria <list>", about: "weights, such as correct=3,polite=1,harmful=-5", required: true },
      LEVEL,
    ],
    run: (verdicts, { criteria, ...options }) =>
      stats.rubricScore(verdicts, parseNumbers("--criteria", criteria), options),
  }),
];
