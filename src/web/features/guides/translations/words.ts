import { translator } from "../../../ui/messages/index.ts";
import { messages } from "./messages.en.ts";

/** The words of a guide's translations in the reader's language. */
export const t = translator(messages);
