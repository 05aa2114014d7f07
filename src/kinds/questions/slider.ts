import { z } from "zod";
import type { QuestionKind } from "../kind.ts";

const Settings = z.object({
  /** What 0 and 100 mean. */
  low: z.string().max(200).default("Not at all"),
  high: z.string().max(200).default("Completely"),
});

/** A whole number from 0 to 100. */
export const slider: QuestionKind<z.infer<typeof Settings>, number> = {
  version: 1,
  scale: "interval",
  settings: Settings,
  value: () =>
    z
      .number("Set a value from 0 to 100")
      .int("Whole numbers only")
      .min(0, "At least 0")
      .max(100, "At most 100"),
  columns: (value) => ({ "": value }),
  text: () => "",
  migrate: (_version, value) => value,
};
