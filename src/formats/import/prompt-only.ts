import { columnShape } from "./column-shape.ts";

/** Prompts that wait for a response; also what is left where no other shape fits. */
export const promptOnly = columnShape({
  name: "prompt-only",
  title: "Prompts",
  recognise: (targets) => (targets.has("prompt") ? 0.5 : 0.1),
});
