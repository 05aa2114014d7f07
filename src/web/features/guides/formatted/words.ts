import { translator } from "../../../ui/messages/index.ts";
import { messages } from "./messages.en.ts";

/** The words of formatted editing in the reader's language. */
export const t = translator(messages);
