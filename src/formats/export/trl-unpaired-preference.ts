import { JSON_TEXT, TRL_MESSAGES } from "./column-types.ts";
import { gives, verdictsOf } from "./decide.ts";
import type { Format } from "./entry.ts";
import { candidateOf, forTrl, promptOf, toolsOf } from "./write-messages.ts";

/** TRL unpaired preference, conversational: a response and whether it is good; for KTO and BCO. */
export const trlUnpairedPreference: Format = {
  name: "trl-unpaired-preference",
  title: "Responses with a verdict (TRL)",
  container: "jsonl",
  fits: (form) => gives(form, "verdict"),
  columns: { prompt: TRL_MESSAGES, completion: TRL_MESSAGES, label: "BOOLEAN", tools: JSON_TEXT },
  rows: (entry, policy) => {
    const { material } = entry.item;
    const prompt = forTrl(promptOf(material));
    const tools = toolsOf(material);
    return verdictsOf(entry, policy)
      .filter(({ candidate }) => candidateOf(material, candidate).length > 0)
      .map(({ candidate, good }) => ({
        prompt,
        completion: forTrl(candidateOf(material, candidate)),
        label: good,
        ...(tools && { tools }),
      }));
  },
};
