import { letterOf } from "#content/index.ts";
import { translator } from "../ui/messages/index.ts";
import { messages } from "./messages.en.ts";

/** The words of the kinds in the reader's language. */
export const t = translator(messages);

/** What the reader calls the candidate at a place (0-based): its letter says where it stands for this reader alone. */
export function responseName(place: number, noun = ""): string {
  const letter = letterOf(place);
  return noun === "" ? t("kinds.response", { letter }) : t("kinds.noun", { noun, letter });
}
