import type { SKILLS } from "#content/index.ts";

/** A response as a model may have given it; quality 1 (poor) to 5 (excellent). */
export interface DemoResponse {
  text: string;
  model: string;
  quality: number;
}

/** One prompt of the demo, with two candidate responses of different quality and three human ones. */
export interface DemoPrompt {
  id: string;
  skill: (typeof SKILLS)[number];
  /** BCP 47. */
  language: string;
  domain: string;
  prompt: string;
  context?: string;
  responses: [DemoResponse, DemoResponse];
  /** What a reviewer says of the middling response and of the hasty one. */
  remark: string;
  /** What a careful, a middling and a hasty person would write. */
  written: { careful: string; middling: string; hasty: string };
}
