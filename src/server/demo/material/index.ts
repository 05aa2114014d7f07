import { classification } from "./classification.ts";
import { closedQa } from "./closed-qa.ts";
import { extraction } from "./extraction.ts";
import { inference } from "./inference.ts";
import { openQa } from "./open-qa.ts";
import type { DemoPrompt } from "./prompt.ts";
import { rewriting } from "./rewriting.ts";
import { summarization } from "./summarization.ts";

const skills = [summarization, openQa, rewriting, extraction, classification, closedQa, inference];

/** Every prompt of the demo, the skills taking turns, so that the first ones imported show each of them. */
export const prompts: DemoPrompt[] = (skills[0] ?? []).flatMap((_, n) =>
  skills.flatMap((skill) => skill[n] ?? []),
);
