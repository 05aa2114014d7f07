import { translator } from "../../ui/messages/index.ts";
import { messages } from "./messages.en.ts";

/** The words of projects in the reader's language. */
export const t = translator(messages);

/** What a stage is called; a stage that the catalogue does not know keeps its own name. */
export function stageTitle(stage: string): string {
  return stage === "answer" || stage === "review" ? t(`projects.stage.${stage}`) : stage;
}
