import type { Json, Message } from "#content/index.ts";
import { type Judgement, placeCandidates, remarksOn, type Side } from "./candidates.ts";
import { type Imported, isObject, NotAnItem, type Row, type Shape, share } from "./shape.ts";

type Node = { [key: string]: Json };

/**
 * Open-Assistant message trees. Each prompter's message with at least one reply is an item: the path to it is the
 * prompt, its replies are the candidates, their ranks are kept apart; the items of a tree are one family. A message
 * of a prompter that nobody answered is kept with the item above it; deleted messages are left out.
 */
export const openAssistant: Shape = {
  name: "open-assistant",
  title: "Message trees (Open-Assistant)",
  recognise: (rows) => share(rows, (row) => typeof row.message_tree_id === "string" && isObject(row.prompt)),
  columns: () => new Map(),
  flatten: (row) => row,
  parser: () => parseTree,
};

function parseTree(row: Row): Imported[] {
  if (!isObject(row.prompt) || typeof row.prompt.text !== "string") throw new NotAnItem("holds no tree");
  const tree = typeof row.message_tree_id === "string" ? row.message_tree_id : null;
  const items: Imported[] = [];
  const walk = (node: Node, above: Message[]): void => {
    const path = [...above, messageOf(node)];
    const replies = repliesOf(node);
    if (node.role === "prompter" && replies.length > 0) items.push(itemOf(node, path, replies, tree));
    for (const reply of replies) walk(reply, path);
  };
  walk(row.prompt, []);
  if (items.length === 0) throw new NotAnItem("nobody answered its prompt");
  return items;
}

function itemOf(node: Node, prompt: Message[], replies: Node[], tree: string | null): Imported {
  const sides = replies.map((reply): Side => {
    const { text, replies: _below, role, parent_id, model_name, ...raw } = reply;
    return {
      messages: [messageOf(reply)],
      origin: { ...(typeof model_name === "string" && { model: model_name }), raw },
    };
  });
  const placed = placeCandidates(prompt, sides);
  const ranks: Json[] = new Array(sides.length).fill(null);
  replies.forEach((reply, side) => {
    ranks[placed.place[side]!] = typeof reply.rank === "number" ? reply.rank : null;
  });
  const judgements: Judgement[] = ranks.some((rank) => rank !== null) ? [{ kind: "ranking", ranks }] : [];
  const unanswered = replies.flatMap((reply) =>
    repliesOf(reply).filter((next) => repliesOf(next).length === 0),
  );
  const { text, replies: _below, role, lang, message_id, ...rest } = node;
  return {
    externalId: typeof message_id === "string" ? message_id : null,
    material: { candidates: placed.candidates, prompt },
    hidden: {
      candidates: placed.hidden,
      ...(judgements.length > 0 && { judgements }),
      metadata: { ...rest, ...(unanswered.length > 0 && { unanswered }) },
    },
    attributes: typeof lang === "string" ? { language: lang } : {},
    family: tree,
    split: null,
    notes: remarksOn(sides),
  };
}

function messageOf(node: Node): Message {
  return { content: String(node.text ?? ""), role: node.role === "assistant" ? "assistant" : "user" };
}

function repliesOf(node: Node): Node[] {
  return Array.isArray(node.replies)
    ? node.replies.filter(isObject).filter((reply) => reply.deleted !== true)
    : [];
}
