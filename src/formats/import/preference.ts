import { columnShape } from "./column-shape.ts";

/** Pairs of a chosen and a rejected response: texts, lists of messages, or whole dialogues as in HH transcripts. */
export const preference = columnShape({
  name: "preference",
  title: "Chosen and rejected",
  recognise: (targets) => (targets.has("chosen") && targets.has("rejected") ? 0.9 : 0),
});
