import { columnShape } from "./column-shape.ts";
import { conversationOf } from "./messages.ts";
import { own, share } from "./shape.ts";

/** Conversations as lists of role and content (OpenAI chat, TRL), tool calls included. */
export const chat = columnShape({
  name: "chat",
  title: "Chat messages",
  recognise: (targets, rows) => {
    if (share(rows, (row) => conversationOf(own(row, "messages")) !== null) > 0.5) return 0.85;
    return targets.has("messages") ? 0.82 : 0;
  },
});
