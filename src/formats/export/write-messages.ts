import { type Json, type Material, type Message, type Part, textOf } from "#content/index.ts";

/**
 * The conversation that a model would get: the prompt, with the item's source texts before the last turn of the user,
 * since a prompt about a text cannot be learnt without it.
 */
export function promptOf(material: Material): Message[] {
  const passages = (material.context ?? []).map(({ title, text }) => (title ? `${title}\n\n${text}` : text));
  if (passages.length === 0) return material.prompt;
  const at = material.prompt.findLastIndex((message) => message.role === "user");
  if (at === -1) return [...material.prompt, { role: "user", content: passages.join("\n\n") }];
  const message = material.prompt[at]!;
  const content =
    typeof message.content === "string"
      ? [...passages, message.content].join("\n\n")
      : [...passages.map((text): Part => ({ type: "text", text: `${text}\n\n` })), ...message.content];
  return material.prompt.with(at, { ...message, content });
}

/** The messages of a candidate by its number; empty for a number that the item does not have. */
export function candidateOf(material: Material, candidate: number): Message[] {
  return material.candidates?.[candidate]?.messages ?? [];
}

/** Messages as TRL reads them: arguments of tool calls as objects, reasoning as `thinking`. */
export function forTrl(messages: readonly Message[]): Json[] {
  return messages.map((message) => ({
    role: message.role,
    content: isText(message) ? textOf(message) : contentFor(message.content),
    ...(message.name !== undefined && { name: message.name }),
    ...(message.reasoning !== undefined && { thinking: message.reasoning }),
    ...(message.toolCalls && {
      tool_calls: message.toolCalls.map((call) => ({
        type: "function",
        function: { name: call.name, arguments: call.arguments },
      })),
    }),
  }));
}

/**
 * Messages as OpenAI's API reads them: arguments of tool calls as text, each call with an id and each result with the
 * id of its call (made up in order where the source had none).
 */
export function forOpenai(messages: readonly Message[]): { [key: string]: Json }[] {
  const waiting: string[] = [];
  let calls = 0;
  return messages.map((message) => {
    const made = message.toolCalls?.map((call) => {
      const id = call.id ?? `call_${++calls}`;
      waiting.push(id);
      const given = typeof call.arguments === "string" ? call.arguments : JSON.stringify(call.arguments);
      return { id, type: "function", function: { name: call.name, arguments: given } };
    });
    const isResult = message.role === "tool";
    const next = isResult ? waiting.shift() : undefined;
    const answers = message.toolCallId ?? next ?? `call_${isResult ? ++calls : 0}`;
    const content = isText(message) ? textOf(message) : contentFor(message.content);
    return {
      role: message.role,
      content: made && content === "" ? null : content,
      ...(message.name !== undefined && !isResult && { name: message.name }),
      ...(made && { tool_calls: made }),
      ...(isResult && { tool_call_id: answers }),
    };
  });
}

/** Tool definitions, each in its envelope `{ type: "function", function }`; undefined where the item has none. */
export function toolsOf(material: Material): Json[] | undefined {
  if (!Array.isArray(material.tools) || material.tools.length === 0) return undefined;
  return material.tools.map((tool) =>
    typeof tool === "object" && tool !== null && "function" in tool
      ? tool
      : { type: "function", function: tool },
  );
}

function isText(message: Message): boolean {
  return (
    typeof message.content === "string" ||
    message.content.every(({ type }) => type === "text" || type === "json")
  );
}

function contentFor(content: Message["content"]): Json {
  if (typeof content === "string") return content;
  return content.map((part): Json => {
    if (part.type === "text") return { type: "text", text: part.text };
    if (part.type === "json") return { type: "text", text: JSON.stringify(part.json) };
    return { type: `${part.type}_url`, [`${part.type}_url`]: { url: part.uri } };
  });
}
