import { z } from "zod";
import type { QuestionKind } from "../kind.ts";

const Option = z.object({
  value: z.string().min(1).max(100),
  label: z.string().min(1).max(300),
  /** What choosing it says of the response: this makes unpaired preference out of three-way feedback. */
  verdict: z.enum(["good", "bad"]).nullable().default(null),
});

const Settings = z.object({
  options: z
    .array(Option)
    .min(2, "at least two options")
    .max(200)
    .refine(
      (options) => new Set(options.map((o) => o.value)).size === options.length,
      "two options are equal",
    )
    .default([
      { value: "yes", label: "Yes", verdict: null },
      { value: "no", label: "No", verdict: null },
    ]),
  /** Several options may be chosen; the value is then a list. */
  multiple: z.boolean().default(false),
});
type Settings = z.infer<typeof Settings>;
type Value = string | string[];

/** One option of a list, or several. */
export const choice: QuestionKind<Settings, Value> = {
  version: 1,
  scale: "nominal",
  settings: Settings,
  value: (settings) => {
    const option = z.enum(
      settings.options.map((o) => o.value),
      "Choose one of the options",
    );
    if (!settings.multiple) return option;
    return z
      .array(option, "Choose from the options")
      .min(1, "Choose at least one")
      .transform((given) => {
        const chosen = new Set(given);
        return settings.options.map((o) => o.value).filter((value) => chosen.has(value));
      });
  },
  columns: (value, settings) => ({
    "": settings.multiple ? listOf(value).join("; ") : (listOf(value)[0] ?? ""),
  }),
  text: (value) => listOf(value).join(", "),
  gives: ({ options }) => (options.some(({ verdict }) => verdict !== null) ? ["verdict"] : []),
  verdict: (value, settings) => {
    const chosen = new Set(listOf(value));
    const verdicts = settings.options.filter((o) => chosen.has(o.value)).map((o) => o.verdict);
    if (verdicts.includes("bad")) return false;
    return verdicts.includes("good") ? true : null;
  },
  choices: ({ options }) => options,
  mapChoices: (value, map) => {
    if (!Array.isArray(value)) return map(value);
    const mapped = value.map(map);
    return mapped.includes(null) ? null : mapped;
  },
  migrate: (_version, value) => value,
};

function listOf(value: Value): string[] {
  return Array.isArray(value) ? value : [value];
}
