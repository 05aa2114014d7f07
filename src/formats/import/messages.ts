import type { Json, Message, Part, Role, ToolCall } from "#content/index.ts";
import { clean } from "../read/clean.ts";
import { isObject, NotAnItem } from "./shape.ts";

const ROLES: Record<Role | "call", string[]> = {
  user: ["user", "human", "prompter", "customer", "usuario", "usuaria", "benutzer", "nutzer", "mensch"],
  assistant: [
    "assistant",
    "gpt",
    "chatgpt",
    "bot",
    "model",
    "ai",
    "chatbot",
    "asistente",
    "assistent",
    "bing",
    "bard",
  ],
  system: ["system", "sistema"],
  developer: ["developer"],
  tool: ["tool", "function", "observation", "function_response", "tool_response", "ipython"],
  call: ["function_call", "tool_call"],
};
const ROLE_OF = new Map(
  Object.entries(ROLES).flatMap(([role, words]) => words.map((word) => [word, role as Role | "call"])),
);
const KNOWN = new Set([
  ...["role", "from", "content", "value", "text", "name", "reasoning_content", "reasoning", "thinking"],
  ...["tool_calls", "function_call", "tool_call_id"],
]);

/** A conversation, and what its messages carried beyond it (training weights, ids …), by the message's number. */
export interface Conversation {
  messages: Message[];
  extras: { [number: string]: Json } | null;
}

/**
 * A conversation in any of the usual spellings: a list of messages (role/content, from/value, role/text), a single
 * one, a transcript with `Human:` and `Assistant:` turns, or either of these as JSON in a text.
 * @returns null where the value is none
 */
export function conversationOf(value: Json | undefined): Conversation | null {
  if (typeof value === "string") {
    const transcript = messagesOfTranscript(value);
    if (transcript) return { messages: transcript, extras: null };
    const json = /^\s*[[{]/.test(value) ? parseJson(value) : undefined;
    return json === undefined || typeof json === "string" ? null : conversationOf(json);
  }
  const list = Array.isArray(value) ? value : isObject(value) ? [value] : [];
  const messages: Message[] = [];
  const extras: { [number: string]: Json } = {};
  for (const entry of list) {
    const message = messageOf(entry);
    if (!message) return null;
    const extra = Object.entries(entry as object).filter(([key, held]) => !KNOWN.has(key) && held !== null);
    if (extra.length > 0) extras[messages.length] = Object.fromEntries(extra) as Json;
    messages.push(message);
  }
  if (messages.length === 0) return null;
  return { messages, extras: Object.keys(extras).length > 0 ? extras : null };
}

/** A message in any of the usual spellings; null where the value is none. */
export function messageOf(value: Json | undefined): Message | null {
  if (!isObject(value)) return null;
  const said = value.role ?? value.from;
  if (typeof said !== "string") return null;
  const role = ROLE_OF.get(said.trim().toLowerCase());
  if (!role) return null;
  const content = value.content ?? value.value ?? value.text ?? "";
  if (role === "call") return { content: "", role: "assistant", toolCalls: callsOf(content) };
  const calls = value.tool_calls ?? value.function_call;
  const reasoning = value.reasoning_content ?? value.reasoning ?? value.thinking;
  return {
    content: contentOf(content),
    ...(typeof value.name === "string" && { name: value.name }),
    ...(typeof reasoning === "string" && reasoning !== "" && { reasoning }),
    role,
    ...(typeof value.tool_call_id === "string" && { toolCallId: value.tool_call_id }),
    ...(calls !== undefined && calls !== null && { toolCalls: callsOf(calls) }),
  };
}

/** `\n\nHuman: …\n\nAssistant: …` as messages; null for a text that does not begin so. */
export function messagesOfTranscript(text: string): Message[] | null {
  if (!/^\s*Human:/.test(text)) return null;
  const messages: Message[] = [];
  const turns = /(?:^\s*|\n\n)(Human|Assistant):[ \t]?/g;
  let from = 0;
  for (let turn = turns.exec(text); turn; turn = turns.exec(text)) {
    if (messages.length > 0) messages.at(-1)!.content = text.slice(from, turn.index);
    messages.push({ content: "", role: turn[1] === "Human" ? "user" : "assistant" });
    from = turns.lastIndex;
  }
  messages.at(-1)!.content = text.slice(from);
  return messages;
}

function contentOf(value: Json): string | Part[] {
  if (typeof value === "string") return value;
  if (!Array.isArray(value)) return JSON.stringify(value);
  const parts = value.map(partOf);
  const only = parts.length === 1 ? parts[0] : undefined;
  return only?.type === "text" ? only.text : parts;
}

function partOf(value: Json): Part {
  if (typeof value === "string") return { type: "text", text: value };
  if (isObject(value)) {
    const text = value.text ?? value.value;
    if ((value.type === undefined || value.type === "text") && typeof text === "string")
      return { type: "text", text };
    for (const type of ["image", "audio", "video", "file"] as const) {
      const held = value[type] ?? value[`${type}_url`];
      const uri = isObject(held) ? held.url : (held ?? (value.type === type ? value.url : undefined));
      if (typeof uri === "string") return { type, uri };
    }
  }
  return { type: "json", json: value };
}

function callsOf(value: Json): ToolCall[] {
  const list = typeof value === "string" ? (parseJson(value) ?? value) : value;
  return (Array.isArray(list) ? list : [list]).map((call) => {
    const made = isObject(call) && isObject(call.function) ? call.function : call;
    if (!isObject(made) || typeof made.name !== "string") return { arguments: made, name: "" };
    const given = made.arguments ?? made.parameters ?? {};
    const id = isObject(call) ? call.id : undefined;
    return {
      arguments: typeof given === "string" ? (parseJson(given) ?? given) : given,
      ...(typeof id === "string" && { id }),
      name: made.name,
    };
  });
}

/**
 * The value of a JSON text inside a record, made safe as the record was; undefined where it is none.
 * @throws NotAnItem when it is nested too deeply
 */
export function parseJson(text: string): Json | undefined {
  let value: Json;
  try {
    value = JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
  try {
    clean(value, true);
  } catch (error) {
    throw new NotAnItem((error as Error).message);
  }
  return value;
}

/** Where the answer to the last turn begins: behind the last message that is not by the assistant or its tools. */
export function answerStart(messages: readonly Message[]): number {
  return messages.findLastIndex((message) => message.role !== "assistant" && message.role !== "tool") + 1;
}

/** Whether two messages say the same. */
export function isSame(a: Message | undefined, b: Message | undefined): boolean {
  if (a === undefined || b === undefined || a.role !== b.role) return false;
  if (typeof a.content === "string" && !a.toolCalls && !b.toolCalls) return a.content === b.content;
  return JSON.stringify(a) === JSON.stringify(b);
}
