import { JSON_TEXT, TRL_MESSAGES } from "./column-types.ts";
import { completionsOf, gives } from "./decide.ts";
import type { Format } from "./entry.ts";
import { forTrl, promptOf, toolsOf } from "./write-messages.ts";

/** TRL language modeling, conversational: one dialogue a row, up to and with the written response. */
export const trlLanguageModeling: Format = {
  name: "trl-language-modeling",
  title: "Dialogues for supervised fine-tuning (TRL)",
  container: "jsonl",
  fits: (form) => gives(form, "completion"),
  columns: { messages: TRL_MESSAGES, tools: JSON_TEXT },
  rows: (entry, policy) => {
    const prompt = forTrl(promptOf(entry.item.material));
    const tools = toolsOf(entry.item.material);
    return completionsOf(entry, policy).map((completion) => ({
      messages: [...prompt, ...forTrl(completion)],
      ...(tools && { tools }),
    }));
  },
};
