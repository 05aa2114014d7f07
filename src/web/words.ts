import { messages } from "./messages.en.ts";
import { translator } from "./ui/messages/index.ts";

/** The words of the frame around every page in the reader's language. */
export const t = translator(messages);
