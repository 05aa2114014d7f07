import { createContext, type ReactNode } from "react";
import { patternOf } from "#guide/avoided.ts";
import type { Term } from "#guide/terms.ts";
import styles from "./markdown.module.css";
import { withUnseen } from "./unseen.tsx";

/** The terms of the guide whose texts are shown; its pages set them. */
export const Terms = createContext<readonly Term[]>([]);

/**
 * A text with the first use of each term underlined; its meaning is shown on hover and focus.
 * @param found the terms that the text around has used already; those of this one are added
 */
export function withTerms(text: string, terms: readonly Term[], found: Set<string>): ReactNode {
  for (const { word, meaning } of terms) {
    if (found.has(word)) continue;
    const match = patternOf(word).exec(text);
    if (!match) continue;
    found.add(word);
    const end = match.index + match[0].length;
    return [
      withTerms(text.slice(0, match.index), terms, found),
      <button
        key={word}
        type="button"
        className={styles.term}
        data-meaning={meaning}
        aria-description={meaning}
      >
        {withUnseen(match[0])}
      </button>,
      withTerms(text.slice(end), terms, found),
    ];
  }
  return withUnseen(text);
}
