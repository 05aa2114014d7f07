import * as stats from "#stats/index.ts";
import { CommandError, EXIT } from "../errors.ts";
import type { Column } from "./columns.ts";
import { LEVEL, type Method, method, parseNumbers, set } from "./method.ts";

const TEXT: Column = { name: "text", kind: "text", about: "the text", aliases: ["prompt", "response"] };
const ID: Column = {
  name: "id",
  kind: "text",
  about: "its name; default: the number of the row",
  optional: true,
};
const VECTOR: Column = { name: "vector", kind: "vector", about: "its embedding", aliases: ["embedding"] };
const THRESHOLD = { flags: "--threshold <share>", about: "similarity from which two are one", number: true };

type Text = { id?: string; text: string };
type Point = { id?: string; text?: string; vector?: number[] };

const nameOf = (row: { id?: string } | undefined, index: number) => row?.id ?? String(index + 1);

const named = (rows: readonly { id?: string }[], { pairs, clusters }: stats.Duplicates) => ({
  pairs: pairs.map(({ a, b, similarity }) => ({ a: nameOf(rows[a], a), b: nameOf(rows[b], b), similarity })),
  clusters: clusters.map((cluster) => ({
    size: cluster.length,
    members: cluster.map((i) => nameOf(rows[i], i)),
  })),
});

/** Texts, or vectors where every row has one. */
function points(rows: readonly Point[]): stats.Points {
  if (rows.every((row) => row.vector !== undefined)) return rows.map((row) => row.vector!);
  const bare = rows.findIndex((row) => row.text === undefined);
  if (bare >= 0)
    throw new CommandError(`row ${bare + 1} has neither "text" nor, as all would need, "vector".`);
  return rows.map((row) => row.text!);
}
const POINTS: readonly Column[] = [ID, { ...TEXT, optional: true }, { ...VECTOR, optional: true }];

export const DATA_METHODS: readonly Method[] = [
  method<Text, { threshold?: number; width?: number }>({
    name: "near-duplicates",
    about: "pairs and clusters of texts that are nearly the same",
    columns: [TEXT, ID],
    options: [THRESHOLD, { flags: "--width <words>", about: "words per shingle, default 5", number: true }],
    run: (rows, options) =>
      named(
        rows,
        stats.nearDuplicates(
          rows.map((row) => row.text),
          options,
        ),
      ),
  }),
  method<{ id?: string; vector: number[] }, { threshold?: number }>({
    name: "cosine-duplicates",
    about: "pairs and clusters of embeddings that are nearly the same",
    columns: [VECTOR, ID],
    options: [THRESHOLD],
    run: (rows, options) =>
      named(
        rows,
        stats.cosineDuplicates(
          rows.map((row) => row.vector),
          options,
        ),
      ),
  }),
  method<Text, object>({
    name: "distinct-n",
    about: "share of different words, pairs and triples of words",
    columns: [TEXT],
    run: (rows) =>
      [1, 2, 3].map((n) =>
        stats.distinctN(
          rows.map((row) => row.text),
          n,
        ),
      ),
  }),
  method<Point, object>({
    name: "self-similarity",
    about: "how alike a set of texts or embeddings is to itself",
    columns: POINTS,
    run: (rows) => {
      const { mean, perPoint } = stats.selfSimilarity(points(rows));
      const order = [...perPoint.keys()].sort((x, y) => perPoint[y]! - perPoint[x]!);
      return {
        mean,
        mostAlike: order.slice(0, 10).map((i) => ({ id: nameOf(rows[i], i), mean: perPoint[i] })),
      };
    },
  }),
  method<Point, { size: number }>({
    name: "diverse-subset",
    about: "texts or embeddings far from one another",
    columns: POINTS,
    options: [{ flags: "--size <n>", about: "how many", number: true, required: true }],
    run: (rows, options) => {
      const { chosen, distances, radius } = stats.greedyDiverse(points(rows), options);
      return { radius, chosen: chosen.map((i, k) => ({ id: nameOf(rows[i], i), distance: distances[k] })) };
    },
  }),
  method<stats.SplitRow, { shares: string; seed?: number; threshold?: number }>({
    name: "stratified-split",
    about: "parts for training and testing without near-duplicates across them",
    columns: [
      { ...ID, optional: false, about: "its name" },
      { name: "stratum", kind: "text", about: "what every part has its share of", optional: true },
      { name: "group", kind: "text", about: "what stays together", optional: true },
      { ...TEXT, optional: true },
    ],
    options: [
      { flags: "--shares <list>", about: "such as train=0.9,test=0.1", required: true },
      { flags: "--seed <n>", about: "default 1", number: true },
      THRESHOLD,
    ],
    run: (rows, { shares, seed = 1, threshold }) => {
      const found = stats.stratifiedSplit(rows, {
        shares: parseNumbers("--shares", shares),
        seed,
        ...set({ threshold }),
      });
      return { ...found, parts: rows.map((row, i) => ({ id: row.id, part: found.parts[i] })) };
    },
  }),
  method<stats.PassCount, { k: number; level?: number }>({
    name: "pass-at-k",
    about: "chance that one of k samples is correct",
    columns: [
      { name: "prompt", kind: "text", about: "the prompt" },
      { name: "samples", kind: "number", about: "how many were drawn" },
      { name: "correct", kind: "number", about: "how many were correct" },
    ],
    options: [{ flags: "--k <n>", about: "samples that one may try", number: true, required: true }, LEVEL],
    run: (rows, options) => stats.passAtK(rows, options),
  }),
  method<{ value?: number; hits?: number; n?: number }, { baseline?: number }>({
    name: "control-chart",
    about: "has this series changed? rows in order of time",
    columns: [
      { name: "value", kind: "number", about: "a measurement", optional: true },
      { name: "hits", kind: "number", about: "or hits", optional: true },
      { name: "n", kind: "number", about: "of so many", optional: true },
    ],
    options: [{ flags: "--baseline <points>", about: "points that define what is normal", number: true }],
    run: (rows, options) => {
      const series = rows.map(
        ({ value, hits, n }) => value ?? { hits: hits ?? Number.NaN, n: n ?? Number.NaN },
      );
      return stats.controlChart(series, options);
    },
  }),
  method<{ reviewer: string; defect: string }, { level?: number }>({
    name: "remaining-defects",
    about: "defects that both of two reviewers missed",
    columns: [
      { name: "reviewer", kind: "text", about: "who found it" },
      { name: "defect", kind: "text", about: "what was found" },
    ],
    options: [LEVEL],
    run: (rows, options) => {
      const reviewers = [...new Set(rows.map((row) => row.reviewer))];
      if (reviewers.length !== 2) {
        throw new CommandError(`"reviewer" has ${reviewers.length} different names, and two are compared.`);
      }
      const [first, second] = reviewers.map((name) =>
        rows.filter((r) => r.reviewer === name).map((r) => r.defect),
      );
      return stats.remainingDefects(first!, second!, options);
    },
  }),
  method<never, { rate: number; margin: number; power?: number; level?: number }>({
    name: "sample-size",
    about: "how many comparisons a win rate needs; reads no file",
    columns: [],
    options: [
      { flags: "--rate <share>", about: "the rate that is expected", number: true, required: true },
      {
        flags: "--margin <share>",
        about: "how exactly to know it, or how far to tell it apart",
        number: true,
        required: true,
      },
      { flags: "--power <share>", about: "chance to tell rate from rate - margin", number: true },
      LEVEL,
    ],
    run: (_, options) => ({ n: stats.sampleSize(options) }),
  }),
  method<never, { lot?: number; acceptable: number; rejectable: number }>({
    name: "acceptance-sampling",
    about: "how many items to check and how many defects to allow; reads no file",
    columns: [],
    options: [
      {
        flags: "--acceptable <share>",
        about: "share of defects that should pass",
        number: true,
        required: true,
      },
      { flags: "--rejectable <share>", about: "share that should not", number: true, required: true },
      { flags: "--lot <items>", about: "size of the lot, default: very large", number: true },
    ],
    run: (_, { lot, acceptable, rejectable }) =>
      stats.acceptanceSampling({ defects: { acceptable, rejectable }, ...set({ lot }) }),
  }),
  method<never, { positives: number; n: number; tpr: string; tnr: string; level?: number }>({
    name: "judge-corrected",
    about: "a share by a judge whose errors are known; reads no file",
    columns: [],
    options: [
      {
        flags: "--positives <n>",
        about: "items that the judge called positive",
        number: true,
        required: true,
      },
      { flags: "--n <items>", about: "items that it judged", number: true, required: true },
      { flags: "--tpr <rate>", about: "positives that it finds: a share, or hits/n", required: true },
      { flags: "--tnr <rate>", about: "negatives that it finds: a share, or hits/n", required: true },
      LEVEL,
    ],
    run: (_, { tpr, tnr, ...options }) =>
      stats.judgeCorrected({ tpr: parseRate("--tpr", tpr), tnr: parseRate("--tnr", tnr), ...options }),
  }),
];

function parseRate(flag: string, text: string): stats.Rate {
  const [hits, n] = text.split("/").map(Number);
  if (hits === undefined || Number.isNaN(hits) || Number.isNaN(n ?? 0)) {
    throw new CommandError(
      `${flag} ${text}: write a share such as 0.9, or hits/n such as 45/50.`,
      EXIT.usage,
    );
  }
  return n === undefined ? hits : { hits, n };
}
