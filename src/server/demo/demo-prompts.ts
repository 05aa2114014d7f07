import { readFileSync } from "node:fs";
import { z } from "zod";
import { SKILLS } from "#content/index.ts";

/** A response as a model may have given it; quality 1 (poor) to 5 (excellent). */
const demoResponse = z.strictObject({
  text: z.string(),
  model: z.string(),
  quality: z.int().min(1).max(5),
});

/** One prompt of the demo, with two candidate responses of different quality and three human ones. */
const demoPrompt = z.strictObject({
  id: z.string(),
  skill: z.enum(SKILLS),
  /** BCP 47. */
  language: z.string(),
  domain: z.string(),
  prompt: z.string(),
  context: z.string().optional(),
  responses: z.tuple([demoResponse, demoResponse]),
  /** What a reviewer says of the middling response and of the hasty one. */
  remark: z.string(),
  /** What a careful, a middling and a hasty person would write. */
  written: z.strictObject({ careful: z.string(), middling: z.string(), hasty: z.string() }),
});
export type DemoPrompt = z.infer<typeof demoPrompt>;

/** The order in which the skills take turns. */
const TURNS: readonly (typeof SKILLS)[number][] = [
  "summarization",
  "open-qa",
  "rewriting",
  "extraction",
  "classification",
  "closed-qa",
  "inference",
];
/** One file per skill, and what came in this morning; the build puts the folder beside the server. */
const FOLDER = new URL("./material/", import.meta.url);

/**
 * Every prompt of the demo, the skills taking turns, so that the first ones imported show each of them.
 * @throws where a file of the material is missing or not in its shape
 */
export function readDemoPrompts(): DemoPrompt[] {
  const skills = TURNS.map((skill) => readSkill(skill));
  return skills[0]!.flatMap((_, n) => skills.flatMap((prompts) => prompts[n] ?? []));
}

/** A file of questions with one response each, as a lead would import it: enough for a program to answer a hundred. */
export const readNewQuestions = (): string => readFileSync(new URL("new-questions.jsonl", FOLDER), "utf8");

function readSkill(skill: string): DemoPrompt[] {
  const text = readFileSync(new URL(`${skill}.json`, FOLDER), "utf8");
  return z.array(demoPrompt).parse(JSON.parse(text));
}
