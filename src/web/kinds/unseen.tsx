import type { ReactNode } from "react";
import styles from "./unseen.module.css";
import { t } from "./words.ts";

/**
 * Characters that change how a text reads without being seen: bidirectional overrides, embeddings and isolates, spaces
 * and joiners without width, fillers, and tags that only a model reads. A joiner belongs where scripts and emoji join.
 */
const UNSEEN =
  /[\u202a-\u202e\u2066-\u2069\u200b\u2060-\u2064\ufeff\u180e\u115f\u1160\u3164\uffa0\u{e0000}-\u{e007f}]|(?<=^|[\p{sc=Latin}\p{sc=Greek}\p{sc=Cyrillic}\p{sc=Han}\p{N}\p{P}\s])[\u200c\u200d]/gu;

/**
 * A text with what nobody would see marked by its code. The characters stay in it, so that what is copied or quoted is
 * what is there; one that turns the direction turns only itself.
 */
export function withUnseen(text: string): ReactNode {
  if (!text.match(UNSEEN)) return text;
  const pieces: ReactNode[] = [];
  let from = 0;
  for (const { 0: sign, index } of text.matchAll(UNSEEN)) {
    const code = `U+${sign.codePointAt(0)!.toString(16).toUpperCase().padStart(4, "0")}`;
    pieces.push(
      text.slice(from, index),
      <span key={index} className={styles.unseen} data-code={code} title={t("kinds.unseen", { code })}>
        {sign}
      </span>,
    );
    from = index + sign.length;
  }
  return [...pieces, text.slice(from)];
}
