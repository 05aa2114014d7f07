import { z } from "zod";
import type { QuestionKind } from "../kind.ts";
import { WordLimits, writtenText } from "../words.ts";

const Settings = WordLimits.extend({
  multiline: z.boolean().default(true),
  placeholder: z.string().default(""),
});

/** A note in plain text: a justification, a title, a comment. */
export const text: QuestionKind<z.infer<typeof Settings>, string> = {
  version: 1,
  scale: "text",
  settings: Settings,
  value: (settings) => writtenText(settings, "Write something"),
  columns: (value) => ({ "": value }),
  text: (value) => value,
  migrate: (_version, value) => value,
};
