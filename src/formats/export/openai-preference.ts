import { OPENAI_MESSAGES } from "./column-types.ts";
import { gives, preferencesOf } from "./decide.ts";
import type { Format } from "./entry.ts";
import { candidateOf, forOpenai, promptOf, toolsOf } from "./write-messages.ts";

/**
 * OpenAI preference fine-tuning (DPO). An output is exactly one message of the assistant, so a pair with a longer or
 * an absent response is left out.
 */
export const openaiPreference: Format = {
  name: "openai-preference",
  title: "Preference fine-tuning (OpenAI)",
  container: "jsonl",
  fits: (form) => gives(form, "pairs"),
  columns: {
    input: `STRUCT("messages" ${OPENAI_MESSAGES}, "tools" VARCHAR)`,
    preferred_output: OPENAI_MESSAGES,
    non_preferred_output: OPENAI_MESSAGES,
  },
  rows: (entry, policy) => {
    const { material } = entry.item;
    const tools = toolsOf(material);
    const messages = forOpenai(promptOf(material));
    return preferencesOf(entry, policy).flatMap(({ chosen, rejected }) => {
      const [preferred, other] = [candidateOf(material, chosen), candidateOf(material, rejected)];
      if (preferred.length !== 1 || other.length !== 1) return [];
      return [
        {
          input: { messages, ...(tools && { tools }) },
          preferred_output: forOpenai(preferred),
          non_preferred_output: forOpenai(other),
        },
      ];
    });
  },
};
