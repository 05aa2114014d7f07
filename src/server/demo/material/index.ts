import type { DemoPrompt } from "./prompt.ts";

const skills = [
  "summarization",
  "extraction",
  "open-qa",
  "closed-qa",
  "rewriting",
  "classification",
  "inference",
] as const;

/** Every prompt of the demo. */
export const prompts: DemoPrompt[] = Array.from({ length: 72 }, (_, n) => ({
  id: `demo-${n}`,
  skill: skills[n % 7]!,
  language: ["en", "de", "ar", "ja"][n % 4]!,
  domain: "test",
  prompt: `Say something true about the number ${n}, in one sentence, for a curious child.`,
  responses: [
    {
      text: `The number ${n} is a whole number, and it is **${n % 2 === 0 ? "even" : "odd"}**.`,
      model: "aster-7b",
      quality: 5,
    },
    { text: `Numbers are nice.`, model: "cedar-mini", quality: 2 },
  ],
  written: {
    careful: `${n} is ${n % 2 ? "odd" : "even"}.`,
    middling: `It is a number, ${n}.`,
    hasty: `dunno ${n}`,
  },
}));
