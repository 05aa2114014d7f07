import { JSON_TEXT, TRL_MESSAGES } from "./column-types.ts";
import { completionsOf, gives } from "./decide.ts";
import type { Format } from "./entry.ts";
import { forTrl, promptOf, toolsOf } from "./write-messages.ts";

/** TRL prompt-completion, conversational: training sees the completion alone. */
export const trlPromptCompletion: Format = {
  name: "trl-prompt-completion",
  title: "Prompts with completions (TRL)",
  container: "jsonl",
  fits: (form) => gives(form, "completion"),
  columns: { prompt: TRL_MESSAGES, completion: TRL_MESSAGES, tools: JSON_TEXT },
  rows: (entry, policy) => {
    const prompt = forTrl(promptOf(entry.item.material));
    const tools = toolsOf(entry.item.material);
    return completionsOf(entry, policy).map((completion) => ({
      prompt,
      completion: forTrl(completion),
      ...(tools && { tools }),
    }));
  },
};
