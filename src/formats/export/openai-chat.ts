import { JSON_TEXT, OPENAI_MESSAGES } from "./column-types.ts";
import { completionsOf, gives } from "./decide.ts";
import type { Format } from "./entry.ts";
import { forOpenai, promptOf, toolsOf } from "./write-messages.ts";

/** OpenAI supervised fine-tuning: `messages`, and `tools` where there are some. */
export const openaiChat: Format = {
  name: "openai-chat",
  title: "Chat fine-tuning (OpenAI)",
  container: "jsonl",
  fits: (form) => gives(form, "completion"),
  columns: { messages: OPENAI_MESSAGES, tools: JSON_TEXT },
  rows: (entry, policy) => {
    const prompt = promptOf(entry.item.material);
    const tools = toolsOf(entry.item.material);
    return completionsOf(entry, policy).map((completion) => ({
      messages: forOpenai([...prompt, ...completion]),
      ...(tools && { tools }),
    }));
  },
};
