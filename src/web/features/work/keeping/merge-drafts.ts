import { canonical, type Json } from "#content/index.ts";
import type { AnswerBody } from "#kinds/answer.ts";

/** A question that was answered differently in two places since they last agreed. */
export interface Clash {
  question: string;
  mine: Json | undefined;
  theirs: Json | undefined;
}

/**
 * Joins two drafts of one answer that went apart: what only one side changed is taken from it.
 * @param base what both sides last agreed on
 * @returns the joined draft, with this side's values where both changed one, and those clashes
 */
export function mergeDrafts(
  base: AnswerBody,
  mine: AnswerBody,
  theirs: AnswerBody,
): { body: AnswerBody; clashes: Clash[] } {
  const body: AnswerBody = {};
  const clashes: Clash[] = [];
  for (const question of new Set([...Object.keys(mine), ...Object.keys(theirs), ...Object.keys(base)])) {
    const [was, here, there] = [base[question], mine[question], theirs[question]];
    const changedHere = !same(was, here);
    if (changedHere && !same(was, there) && !same(here, there)) {
      clashes.push({ question, mine: here, theirs: there });
    }
    const value = changedHere ? here : there;
    if (value !== undefined) body[question] = value;
  }
  return { body, clashes };
}

/** Whether two values, or two drafts, say the same. */
export function same(a: Json | undefined, b: Json | undefined): boolean {
  return canonical(a ?? null) === canonical(b ?? null);
}
