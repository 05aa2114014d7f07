import type { StageKindName } from "#workflow/stages/index.ts";
import { translator } from "../../ui/messages/index.ts";
import { messages } from "./messages.en.ts";

/** The words of projects in the reader's language. */
export const t = translator(messages);

/** What a stage is called; a stage that the catalogue does not know keeps its own name. */
export function stageTitle(stage: string): string {
  const key = `projects.stage.${stage}`;
  return key in messages ? t(key as `projects.stage.${StageKindName}`) : stage;
}
