import { z } from "zod";
import type { QuestionKind } from "../kind.ts";

const Criterion = z.object({
  name: z.string().regex(/^[a-z][a-z0-9_]{0,39}$/, "lower case letters, digits and _, at most 40"),
  title: z.string().min(1).max(200),
});

const Settings = z.object({
  allowTie: z.boolean().default(true),
  allowBothBad: z.boolean().default(true),
  /** The steps of "how much better", weakest first; an empty list does not ask. */
  strengths: z.array(z.string().min(1).max(100)).max(7).default(["Slightly better", "Better", "Much better"]),
  /** Single qualities to compare the responses by, beside the overall choice. */
  criteria: z.array(Criterion).max(20).default([]),
});
type Settings = z.infer<typeof Settings>;

/** The better of the two by its number, or neither. */
export type Side = 0 | 1 | "tie";
export interface Preference {
  choice: Side | "both_bad";
  /** 1 = the weakest step; only where one side is better. */
  strength?: number | undefined;
  criteria?: Record<string, Side> | undefined;
}

/** Which of two responses is better, by how much, and by which criteria. */
export const preference: QuestionKind<Settings, Preference> = {
  version: 1,
  scale: "ordinal",
  settings: Settings,
  value: (settings, shape) => {
    const side = z.literal([0, 1, "tie"], "Choose a response or a tie");
    const steps = settings.strengths.length;
    return z
      .object({
        choice: z.literal([0, 1, "tie", "both_bad"], "Choose a response"),
        strength: z.number().int().min(1).max(steps, "Say how much better").optional(),
        criteria:
          settings.criteria.length > 0
            ? z.object(
                Object.fromEntries(settings.criteria.map((c) => [c.name, side])),
                "Choose one for each criterion",
              )
            : z.undefined("There are no criteria").optional(),
      })
      .refine(
        () => shape.candidates === 2,
        "This item doesn't have two responses. Skip it and tell the lead.",
      )
      .refine((value) => settings.allowTie || value.choice !== "tie", "A tie is not allowed")
      .refine((value) => settings.allowBothBad || value.choice !== "both_bad", "Choose one of the responses")
      .refine(
        (value) => !isSide(value.choice) || steps === 0 || value.strength !== undefined,
        "Say how much better",
      )
      .refine(
        (value) => value.strength === undefined || (isSide(value.choice) && steps > 0),
        "Only a better side has a strength",
      );
  },
  remap: (value, map) => {
    const turn = <T>(side: T): T => (typeof side === "number" ? (map(side) as T) : side);
    return {
      ...value,
      ...(value.choice === undefined ? {} : { choice: turn(value.choice) }),
      ...(value.criteria && {
        criteria: Object.fromEntries(
          Object.entries(value.criteria).map(([name, side]) => [name, turn(side)]),
        ),
      }),
    };
  },
  columns: (value, settings) => ({
    "": value.choice,
    ...(settings.strengths.length > 0 && { strength: value.strength ?? null }),
    ...Object.fromEntries(settings.criteria.map(({ name }) => [name, value.criteria?.[name] ?? null])),
  }),
  text: () => "",
  gives: () => ["pairs"],
  pairs: ({ choice, strength }) => {
    if (isSide(choice)) return [{ better: choice, worse: 1 - choice, tie: false, strength: strength ?? 1 }];
    const tie = { better: 0, worse: 1, tie: true, strength: 0 };
    return [choice === "both_bad" ? { ...tie, bothBad: true } : tie];
  },
  facets: ({ choice }) => (choice === undefined ? [] : [isSide(choice) ? "better" : choice]),
  choices: ({ strengths }) => strengths.map((label, step) => ({ value: step + 1, label })),
  mapChoices: (value, map) =>
    value.strength === undefined ? value : { ...value, strength: map(value.strength) },
  migrate: (_version, value) => value,
};

function isSide(choice: Preference["choice"]): choice is 0 | 1 {
  return choice === 0 || choice === 1;
}
