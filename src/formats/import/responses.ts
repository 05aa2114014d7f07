import { columnShape } from "./column-shape.ts";

/** A prompt with one response or several, in columns of their own or in a list. */
export const responses = columnShape({
  name: "responses",
  title: "Prompts with responses",
  recognise: (targets) => {
    if (!targets.has("response") && !targets.has("responses")) return 0;
    return targets.has("prompt") || targets.has("messages") ? 0.8 : 0.6;
  },
});
