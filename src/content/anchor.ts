import { z } from "zod";
import type { Material } from "./material.ts";
import { textOf } from "./message.ts";

const Index = z.int32().min(0);

/**
 * A text of an item, or of an entry of a guide. Candidates have the item's own numbers, but on the way to and from a blind reader the places in
 * which they were shown; answers are versions, and stand for their author's words to one question.
 */
export const TextPlace = z.discriminatedUnion("part", [
  z.object({ part: z.literal("prompt"), message: Index }),
  z.object({ part: z.literal("candidate"), candidate: Index, message: Index }),
  z.object({ part: z.literal("context"), passage: Index }),
  z.object({ part: z.literal("field"), name: z.string().max(200) }),
  z.object({ part: z.literal("entry"), entry: z.uuid(), field: z.string().max(40) }),
  z.object({ part: z.literal("answer"), answer: z.uuid(), question: z.string().max(200) }),
]);
export type TextPlace = z.infer<typeof TextPlace>;

/** A stretch of a text in Unicode code points of the stored source, from `start` to before `end`, and what it says. */
export const Span = z
  .object({ start: Index, end: Index, quotation: z.string().min(1).max(10_000) })
  .refine(({ start, end }) => start < end, "it ends before it begins");
export type Span = z.infer<typeof Span>;

/** Where in an item: a text, or a passage of it. */
export const Anchor = z.object({ place: TextPlace, span: Span.nullable().default(null) });
export type Anchor = z.infer<typeof Anchor>;

/** The stored source of a text of the material; null where it has no such text. Answers and guides are not part of it. */
export function textAt(material: Material, place: TextPlace): string | null {
  switch (place.part) {
    case "prompt":
      return textOfMessage(material.prompt[place.message]);
    case "candidate":
      return textOfMessage(material.candidates?.[place.candidate]?.messages[place.message]);
    case "context":
      return material.context?.[place.passage]?.text ?? null;
    case "field":
      return material.fields?.[place.name] ?? null;
    case "answer":
    case "entry":
      return null;
  }
}

const textOfMessage = (message: Parameters<typeof textOf>[0] | undefined) =>
  message ? textOf(message) : null;

/** An anchor with its candidate counted otherwise: from places to the item's numbers, or back. */
export function withCandidate(anchor: Anchor, numberOf: (candidate: number) => number): Anchor {
  const { place } = anchor;
  if (place.part !== "candidate") return anchor;
  return { ...anchor, place: { ...place, candidate: numberOf(place.candidate) } };
}

/** A span of a text by offsets in UTF-16 units, as browsers and most libraries count. */
export function spanFromUtf16(text: string, start: number, end: number): Span {
  const span = { start: fromUtf16(text, start), end: fromUtf16(text, end) };
  return { ...span, quotation: sliceOf(text, span) };
}

/** Code points before an offset in UTF-16 units; one that cuts a pair in two counts as the start of the pair. */
export function fromUtf16(text: string, offset: number): number {
  let points = 0;
  for (let at = 0; at < Math.min(offset, text.length); points++) {
    at += text.codePointAt(at)! > 0xffff ? 2 : 1;
    if (at > offset) break;
  }
  return points;
}

/** The offset in UTF-16 units of a code point; the text's length for one behind its end. */
export function toUtf16(text: string, point: number): number {
  let at = 0;
  for (let points = 0; points < point && at < text.length; points++) {
    at += text.codePointAt(at)! > 0xffff ? 2 : 1;
  }
  return at;
}

/** What stands at a span of a text. */
function sliceOf(text: string, { start, end }: Pick<Span, "start" | "end">): string {
  return text.slice(toUtf16(text, start), toUtf16(text, end));
}

/**
 * Finds a passage again: where it was, else the nearest place of the text that says the same.
 * @returns null where the text no longer holds it
 */
export function resolveSpan(text: string, span: Span): Span | null {
  if (sliceOf(text, span) === span.quotation) return span;
  const wanted = toUtf16(text, span.start);
  let nearest = -1;
  for (let at = text.indexOf(span.quotation); at >= 0; at = text.indexOf(span.quotation, at + 1)) {
    if (nearest >= 0 && Math.abs(at - wanted) >= Math.abs(nearest - wanted)) break;
    nearest = at;
  }
  return nearest < 0 ? null : spanFromUtf16(text, nearest, nearest + span.quotation.length);
}
