import type { ProjectState } from "#contract/projects.ts";
import { translator } from "../ui/messages/index.ts";
import { messages } from "./messages.en.ts";

/** The words of the frame in the reader's language. */
export const t = translator(messages);

/** What a state of a project is called. */
export function stateTitle(state: ProjectState): string {
  return t(`frame.state.${state}`);
}
