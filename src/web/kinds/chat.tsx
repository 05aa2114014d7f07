import { Turns } from "./turns.tsx";
import type { FieldViewOf } from "./view.ts";

const PROMPT = { part: "prompt" } as const;

/** The conversation so far. */
export const chat: FieldViewOf<"chat"> = {
  Viewer: ({ value, language }) => <Turns messages={value} language={language} place={PROMPT} />,
};
