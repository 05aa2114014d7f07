import { JSON_TEXT, TRL_MESSAGES } from "./column-types.ts";
import { gives, preferencesOf } from "./decide.ts";
import type { Format } from "./entry.ts";
import { candidateOf, forTrl, promptOf, toolsOf } from "./write-messages.ts";

/** TRL preference with an explicit prompt, conversational: for reward models, DPO, ORPO, CPO. */
export const trlPreference: Format = {
  name: "trl-preference",
  title: "Chosen and rejected responses (TRL)",
  container: "jsonl",
  fits: (form) => gives(form, "pairs"),
  columns: { prompt: TRL_MESSAGES, chosen: TRL_MESSAGES, rejected: TRL_MESSAGES, tools: JSON_TEXT },
  rows: (entry, policy) => {
    const { material } = entry.item;
    const prompt = forTrl(promptOf(material));
    const tools = toolsOf(material);
    return preferencesOf(entry, policy).map(({ chosen, rejected }) => ({
      prompt,
      chosen: forTrl(candidateOf(material, chosen)),
      rejected: forTrl(candidateOf(material, rejected)),
      ...(tools && { tools }),
    }));
  },
};
