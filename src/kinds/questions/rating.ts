import { z } from "zod";
import type { QuestionKind, Shape } from "../kind.ts";

const Settings = z.object({
  /** The value of the first step; each next one is 1 higher. */
  from: z.number().int().min(-10).max(10).default(1),
  /** What each step means, lowest first. */
  labels: z
    .array(z.string().min(1).max(200))
    .min(2, "at least two steps")
    .max(11)
    .default(["Very poor", "Poor", "Fair", "Good", "Very good"]),
  /** Each candidate gets a rating of its own. */
  each: z.boolean().default(false),
});
type Settings = z.infer<typeof Settings>;

/** One step of the scale; with `each`, a step per candidate, by its number. */
type Value = number | Record<string, number>;

/** A labelled scale, for the item or for each of its candidates. */
export const rating: QuestionKind<Settings, Value> = {
  version: 1,
  scale: "ordinal",
  settings: Settings,
  value: (settings, shape) => {
    const step = z
      .number("Choose a step of the scale")
      .int("Choose a step of the scale")
      .min(settings.from, "Choose a step of the scale")
      .max(settings.from + settings.labels.length - 1, "Choose a step of the scale");
    if (!settings.each) return step;
    return z.object(
      Object.fromEntries(numbers(shape).map((candidate) => [String(candidate), step])),
      "Rate each response",
    ) as z.ZodType<Value>;
  },
  remap: (value, map) =>
    typeof value === "object" && value !== null
      ? Object.fromEntries(
          Object.entries(value).map(([candidate, step]) => [String(map(Number(candidate))), step]),
        )
      : value,
  columns: (value) =>
    typeof value === "object"
      ? Object.fromEntries(Object.entries(value).map(([candidate, step]) => [`response_${candidate}`, step]))
      : { "": value },
  text: () => "",
  gives: ({ each }) => (each ? ["pairs"] : []),
  pairs: (value) => {
    if (typeof value !== "object") return [];
    const rated = Object.entries(value).map(([candidate, step]) => ({ candidate: Number(candidate), step }));
    return rated.flatMap((first, at) =>
      rated.slice(at + 1).map((second) => {
        const [better, worse] = second.step > first.step ? [second, first] : [first, second];
        const strength = better.step - worse.step;
        return { better: better.candidate, worse: worse.candidate, tie: strength === 0, strength };
      }),
    );
  },
  facets: (value) => (typeof value === "object" ? [] : [value]),
  choices: ({ from, labels }) => labels.map((label, step) => ({ value: from + step, label })),
  mapChoices: (value, map) =>
    typeof value === "object"
      ? Object.fromEntries(Object.entries(value).map(([candidate, step]) => [candidate, map(step)]))
      : map(value),
  migrate: (_version, value) => value,
};

function numbers(shape: Shape): number[] {
  return Array.from({ length: shape.candidates }, (_, candidate) => candidate);
}
