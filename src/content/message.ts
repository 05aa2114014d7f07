import { z } from "zod";
import { Json } from "./json.ts";

/** One piece of a message. Text first; other media keep a reference, never the bytes. */
export const Part = z.discriminatedUnion("type", [
  z.object({ type: z.literal("text"), text: z.string() }),
  z.object({
    type: z.enum(["image", "audio", "video", "file"]),
    uri: z.string(),
    mediaType: z.string().optional(),
    name: z.string().optional(),
  }),
  z.object({ type: z.literal("json"), json: Json }),
]);
export type Part = z.infer<typeof Part>;

export const Role = z.enum(["system", "developer", "user", "assistant", "tool"]);
export type Role = z.infer<typeof Role>;

/** A call that an assistant makes; `arguments` is the parsed value, or the source text where it is not JSON. */
export const ToolCall = z.object({ id: z.string().optional(), name: z.string(), arguments: Json });
export type ToolCall = z.infer<typeof ToolCall>;

/** One entry in a conversation. `content` is a plain string in the common case, parts otherwise. */
export const Message = z.object({
  role: Role,
  content: z.union([z.string(), z.array(Part)]),
  name: z.string().optional(),
  reasoning: z.string().optional(),
  toolCalls: z.array(ToolCall).optional(),
  toolCallId: z.string().optional(),
});
export type Message = z.infer<typeof Message>;

/** The text of a message without its other parts; JSON parts are written out. */
export function textOf(message: Pick<Message, "content">): string {
  if (typeof message.content === "string") return message.content;
  return message.content
    .map((part) => (part.type === "text" ? part.text : part.type === "json" ? JSON.stringify(part.json) : ""))
    .join("");
}

/** The text of a path of messages, blank line between turns: for counting, search and diffs. */
export function textOfPath(messages: readonly Message[]): string {
  return messages.map(textOf).join("\n\n");
}
