import type { EntryContent } from "./entry.ts";

/** A word that a guide avoids, and the term to use for it. */
export interface AvoidedWord {
  word: string;
  term: string;
}

/** The words that the terms of a guide avoid. */
export const avoidedIn = (entries: readonly { content: EntryContent }[]): AvoidedWord[] =>
  entries.flatMap(({ content }) =>
    content.kind === "term" ? content.avoid.map((word) => ({ word, term: content.title })) : [],
  );

/** Those of some words that a text uses, as whole words. */
export function usedIn(text: string, words: readonly AvoidedWord[]): AvoidedWord[] {
  return words.filter(({ word }) => patternOf(word).test(text));
}

/** A word or phrase between what is no letter and no digit. */
export function patternOf(word: string): RegExp {
  const literal = word.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&").replaceAll(/\s+/g, "\\s+");
  return new RegExp(`(?<![\\p{L}\\p{N}])${literal}(?![\\p{L}\\p{N}])`, "iu");
}
