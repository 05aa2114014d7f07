import { z } from "zod";
import type { Pair, QuestionKind, Shape } from "../kind.ts";

const Settings = z.object({
  allowTies: z.boolean().default(true),
  allowUnacceptable: z.boolean().default(true),
});
type Settings = z.infer<typeof Settings>;

/** Candidates by number, best tier first; those within a tier are equal. */
const Value = z.object({
  tiers: z.array(z.array(z.number().int().min(0)).min(1), "Rank the responses"),
  allUnacceptable: z.boolean().optional(),
});
type Value = z.infer<typeof Value>;

/** Responses from best to worst; where all are unacceptable the order may be left out. */
export const ranking: QuestionKind<Settings, Value> = {
  version: 1,
  scale: "ranking",
  settings: Settings,
  value: (settings, shape) =>
    Value.refine(
      (value) => settings.allowTies || value.tiers.every((tier) => tier.length < 2),
      "Ties are not allowed",
    )
      .refine((value) => settings.allowUnacceptable || !value.allUnacceptable, "Rank the responses")
      .refine(
        (value) => (value.allUnacceptable && value.tiers.length === 0) || ranksEachOnce(value, shape),
        "Give each response a place",
      ),
  remap: (value, map) =>
    Array.isArray(value.tiers) ? { ...value, tiers: value.tiers.map((tier) => tier.map(map)) } : value,
  columns: (value) => ({
    "": value.tiers.map((tier) => tier.toSorted((a, b) => a - b).join("=")).join(">"),
    all_unacceptable: value.allUnacceptable ?? false,
    ...Object.fromEntries(
      value.tiers
        .flatMap((tier, at) => tier.map((candidate) => [candidate, at + 1] as const))
        .sort(([a], [b]) => a - b)
        .map(([candidate, rank]) => [`rank_${candidate}`, rank]),
    ),
  }),
  text: () => "",
  gives: () => ["pairs"],
  pairs: (value) =>
    pairsOfTiers(value.tiers).map((pair) => (value.allUnacceptable ? { ...pair, bothBad: true } : pair)),
  facets: (value) => [value.allUnacceptable ? "all_unacceptable" : "ranked"],
  migrate: (_version, value) => value,
};

function ranksEachOnce(value: Value, shape: Shape): boolean {
  const ranked = value.tiers.flat();
  return (
    ranked.length === shape.candidates &&
    new Set(ranked).size === ranked.length &&
    ranked.every((candidate) => candidate < shape.candidates)
  );
}

/** Strength is how many tiers lie between the two. */
function pairsOfTiers(tiers: readonly number[][]): Pair[] {
  const placed = tiers.flatMap((tier, at) => tier.map((candidate) => ({ candidate, at })));
  return placed.flatMap((better, i) =>
    placed.slice(i + 1).map((worse) => ({
      better: better.candidate,
      worse: worse.candidate,
      tie: better.at === worse.at,
      strength: worse.at - better.at,
    })),
  );
}
