import { z } from "zod";
import type { QuestionKind } from "../kind.ts";
import { WordLimits, writtenText } from "../words.ts";

const Settings = WordLimits.extend({ placeholder: z.string().default("") });

/** A response written as the model would give it, in Markdown: the text of supervised fine-tuning. */
export const demonstration: QuestionKind<z.infer<typeof Settings>, string> = {
  version: 1,
  scale: "text",
  settings: Settings,
  value: (settings) => writtenText(settings, "Write a response"),
  columns: (value) => ({ "": value }),
  text: (value) => value,
  gives: () => ["completion"],
  completion: (value) => [{ role: "assistant", content: value }],
  migrate: (_version, value) => value,
};
