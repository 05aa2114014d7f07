import { createHash, hash } from "node:crypto";
import {
  type Candidate,
  type CandidateOrigin,
  canonical,
  type Json,
  type Message,
  type Origin,
} from "#content/index.ts";
import { answerStart, isSame } from "./messages.ts";
import { MOST, NotAnItem } from "./shape.ts";

/** A response as it stands in a source, before it has a place in an item. */
export interface Side {
  /** The response, or the whole dialogue up to and with it. */
  messages: Message[];
  /** What the source calls it (`chosen`, `answer_b`, …): kept apart. */
  label?: string;
  origin?: Origin;
}

/** How many characters of the hash an identity has. */
const IDENTITY = 22;

export interface Placed {
  candidates: Candidate[];
  hidden: CandidateOrigin[];
  /** `place[side]` = number of the candidate. */
  place: number[];
}

/**
 * Gives candidates their identity and their order. The identity is a hash of the prompt and the response, so that a
 * response has the same one wherever it appears; the order is that of the identities, so that it tells nothing of
 * where a response stood in the source.
 * @throws NotAnItem where there are more than a person could compare
 */
export function placeCandidates(prompt: readonly Message[], sides: readonly Side[]): Placed {
  if (sides.length > MOST.responses)
    throw new NotAnItem(`holds ${sides.length} responses, and at most ${MOST.responses} can be compared`);
  const ids = identitiesOf(`${plainText(prompt)}\n\u0003`, sides);
  const order = ids
    .map((_, side) => side)
    .sort((a, b) => (ids[a]! < ids[b]! ? -1 : ids[a]! > ids[b]! ? 1 : a - b));
  const place = new Array<number>(sides.length);
  order.forEach((side, at) => {
    place[side] = at;
  });
  return {
    candidates: order.map((side) => ({ messages: sides[side]!.messages })),
    hidden: order.map((side) => {
      const { label, origin } = sides[side]!;
      const hidden: CandidateOrigin = { id: ids[side]! };
      if (label !== undefined) hidden.label = label;
      if (origin) hidden.origin = origin;
      return hidden;
    }),
    place,
  };
}

function identitiesOf(asked: string, sides: readonly Side[]): string[] {
  const texts = sides.map(({ messages }) => plainText(messages));
  // For two sides it is quickest to hash the prompt twice; many sides must not hash a long prompt as many times.
  if (texts.length <= 2)
    return texts.map((text) => hash("sha256", asked + text, "base64url").slice(0, IDENTITY));
  const begun = createHash("sha256").update(asked);
  return texts.map((text) => begun.copy().update(text).digest("base64url").slice(0, IDENTITY));
}

/** Messages as one text for hashing. Plain turns, the most of all, are not written out as JSON: that is quicker. */
function plainText(messages: readonly Message[]): string {
  let text = "";
  for (const message of messages) {
    const { content, role, toolCalls, name, reasoning, toolCallId } = message;
    const plain = typeof content === "string" && !toolCalls && !name && !reasoning && !toolCallId;
    text += plain ? `\n\u0001${role}\n${content}` : `\n\u0002${canonical(message)}`;
  }
  return text;
}

/** A prompt and the responses to it. */
export interface Split {
  prompt: Message[];
  sides: Side[];
  notes: string[];
}

/**
 * Takes dialogues apart into what they share, the prompt, and how each goes on from there.
 *
 * The prompt ends with the last turn that is not the assistant's, and no later than where the dialogues part; so an
 * assistant that spoke twice at the end has a response of two messages, and the prompt is still shared.
 */
export function splitDialogues(sides: readonly Side[]): Split {
  const dialogues = sides.map((side) => side.messages);
  const first = dialogues[0] ?? [];
  let shared = dialogues.map(answerStart).reduce((least, start) => Math.min(least, start));
  for (let at = 0; at < shared; at++) {
    if (!dialogues.every((dialogue) => isSame(dialogue[at], first[at]))) shared = at;
  }
  const notes: string[] = [];
  const lead = first.slice(0, -1);
  const differ = dialogues.some(
    (dialogue) =>
      dialogue.length !== first.length || !lead.every((message, at) => isSame(message, dialogue[at])),
  );
  if (differ) notes.push("the dialogues differ before their last turn; each response begins where they part");
  return {
    prompt: first.slice(0, shared),
    sides: sides.map((side) => ({ ...side, messages: side.messages.slice(shared) })),
    notes,
  };
}

/**
 * Fits responses to a prompt that is known: one that repeats the prompt, or brings another wording of it, keeps only
 * what follows the last turn of the user.
 */
export function fitSides(prompt: readonly Message[], sides: readonly Side[]): Side[] {
  return sides.map((side) => {
    const { messages } = side;
    if (messages.length === 0 || messages[0]!.role === "assistant" || messages[0]!.role === "tool")
      return side;
    const repeats =
      messages.length > prompt.length && prompt.every((message, at) => isSame(message, messages[at]));
    return { ...side, messages: messages.slice(repeats ? prompt.length : answerStart(messages)) };
  });
}

/** Notes on candidates that a person should know of. */
export function remarksOn(sides: readonly Side[]): string[] {
  const notes: string[] = [];
  const empty = sides.filter((side) => side.messages.every(isSilent));
  for (const side of empty)
    notes.push(side.label ? `the ${side.label} response is empty` : "a response is empty");
  const first = sides[0];
  if (sides.length > 1 && first && sides.every((side) => isEqual(side.messages, first.messages)))
    notes.push("all responses are equal");
  return notes;
}

function isSilent(message: Message): boolean {
  return (
    !message.toolCalls &&
    (typeof message.content === "string" ? message.content.trim() === "" : message.content.length === 0)
  );
}

function isEqual(a: readonly Message[], b: readonly Message[]): boolean {
  return a.length === b.length && a.every((message, at) => isSame(message, b[at]));
}

/** A judgement that came with the data, for `Hidden.judgements`. */
export type Judgement = { [key: string]: Json };
