import { translator } from "../ui/messages/index.ts";
import { messages } from "./messages.en.ts";

/** The words of the kinds in the reader's language. */
export const t = translator(messages);

/** What the reader calls the candidate at a place (0-based); digits choose by the same number. */
export function responseName(place: number, noun = ""): string {
  return noun === ""
    ? t("kinds.response", { number: place + 1 })
    : t("kinds.noun", { noun, number: place + 1 });
}
