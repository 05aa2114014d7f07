import { JSON_TEXT, TRL_MESSAGES } from "./column-types.ts";
import type { Format } from "./entry.ts";
import { forTrl, promptOf, toolsOf } from "./write-messages.ts";

/** TRL prompt-only, conversational: one prompt an item, for training that samples its own responses (GRPO, RLOO). */
export const trlPromptOnly: Format = {
  name: "trl-prompt-only",
  title: "Prompts alone (TRL)",
  container: "jsonl",
  fits: () => true,
  columns: { prompt: TRL_MESSAGES, tools: JSON_TEXT },
  rows: ({ item }) => {
    const tools = toolsOf(item.material);
    return [{ prompt: forTrl(promptOf(item.material)), ...(tools && { tools }) }];
  },
};
