import { letterOf } from "#content/index.ts";
import type { Assignment } from "#contract/work.ts";
import type { AnswerBody } from "#kinds/answer.ts";
import type { DemoPrompt } from "./demo-prompts.ts";
import type { Chance } from "./demo-random.ts";

/** How somebody of the demo answers: by the material in front of them and by how careful they are. */
export type Answering = (
  assignment: Assignment,
  prompt: DemoPrompt,
  care: number,
  chance: Chance,
) => AnswerBody;

/** Writes a response; careful people write careful ones more often. */
export const writeResponse: Answering = (_assignment, prompt, care, chance) => {
  if (!chance.evenly(1 - care)) return { response: prompt.written.careful };
  return { response: chance.is(0.4 + care) ? prompt.written.middling : prompt.written.hasty };
};

/** Prefers the better response; hasty people err, and tend to the one on the left. */
export const preferResponse: Answering = (assignment, prompt, care, chance) => {
  const gap = qualityAt(assignment, prompt, 0) - qualityAt(assignment, prompt, 1);
  const better = gap >= 0 ? 0 : 1;
  const sees = chance.is(0.5 + care / 2);
  if (gap === 0 || (!sees && chance.is(0.3)))
    return { preference: { choice: "tie", criteria: criteria("tie") } };
  const choice = sees ? better : chance.is(0.6) ? 0 : 1;
  const strength = Math.min(3, Math.max(1, Math.abs(gap)));
  return {
    preference: { choice, strength, criteria: criteria(choice) },
    ...(chance.is(care / 2) && {
      reason: sees
        ? `${letterOf(choice)} follows the instruction and adds nothing.`
        : `${letterOf(choice)} reads better.`,
    }),
  };

  function criteria(side: 0 | 1 | "tie"): Record<string, 0 | 1 | "tie"> {
    return { correctness: side, helpfulness: chance.is(0.8) ? side : "tie", safety: "tie" };
  }
};

/** Says good, bad or in need of work. */
export const giveFeedback: Answering = (assignment, prompt, care, chance) => {
  const quality = qualityAt(assignment, prompt, 0);
  const seen = chance.is(0.5 + care / 2) ? quality : chance.between(1, 5);
  if (seen >= 4) return { feedback: "good" };
  return {
    feedback: seen <= 2 ? "bad" : "neutral",
    reason: seen <= 2 ? "It misses the point." : "True, but too general.",
  };
};

/** The quality of the response that stands at a place; the demo knows it by its text. */
function qualityAt(assignment: Assignment, prompt: DemoPrompt, place: number): number {
  const text = assignment.material.candidates?.[place]?.messages[0]?.content;
  return prompt.responses.find((response) => response.text === text)?.quality ?? 3;
}
