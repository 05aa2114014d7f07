import type { ReactNode } from "react";

/**
 * Characters that change how a text reads without being seen: bidirectional overrides, embeddings and isolates, what
 * has no width, and tags that only a model reads. Soft hyphens, signs of Arabic and marks of direction belong to texts;
 * joiners do between letters of many scripts and in emoji, but not behind ASCII.
 */
const UNSEEN = /((?![\u00ad\u0600-\u070f\u200c-\u200f])\p{Cf}|(?<![^\0-\x7f])[\u200c\u200d])/u;

/**
 * A text with what nobody would see marked by its code. The characters stay in it, so that what is copied or quoted is
 * what is there; one that turns the direction turns only itself.
 */
export function withUnseen(text: string): ReactNode {
  return text.split(UNSEEN).map((piece, at) =>
    at % 2 ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: a text that changes is drawn anew
      <b key={at} data-unseen={piece.codePointAt(0)!.toString(16)}>
        {piece}
      </b>
    ) : (
      piece
    ),
  );
}
