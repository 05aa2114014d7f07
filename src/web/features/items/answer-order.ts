import { invert, letterOf } from "#content/index.ts";
import type { AnswerVersion } from "#contract/items.ts";

/** In which order the responses of an item are drawn: `own` is the item's, another is what some people saw. */
export interface PageOrder {
  /** `order[place] = candidate`. */
  order: number[];
  own: boolean;
}

/** An order in which people saw the responses, with those people's names. */
export interface SeenOrder {
  key: string;
  names: string[];
}

export const OWN = "own";
const keyOf = (order: readonly number[]) => order.join("-");

/** The orders in which the authors of these answers saw the responses, first come first. */
export function seenOrders(answers: readonly AnswerVersion[]): SeenOrder[] {
  const seen = new Map<string, Set<string>>();
  for (const { shownOrder, by } of answers) {
    const key = keyOf(shownOrder);
    seen.set(key, (seen.get(key) ?? new Set()).add(by.name));
  }
  return [...seen].map(([key, names]) => ({ key, names: [...names] }));
}

/**
 * The order that a page is drawn in.
 * @param wanted the key of a seen order, or `own`; anything else gives the order of the first answer
 */
export function pageOrder(
  answers: readonly AnswerVersion[],
  candidates: number,
  wanted: string | null,
): PageOrder {
  const chosen = answers.find(({ shownOrder }) => keyOf(shownOrder) === wanted) ?? answers[0];
  if (wanted === OWN || chosen?.shownOrder.length !== candidates)
    return { order: Array.from({ length: candidates }, (_, candidate) => candidate), own: true };
  return { order: chosen.shownOrder, own: false };
}

/** How an answer is drawn on a page, and what its author's letters mean there. */
export interface DrawnOrder {
  /** Where each candidate stands in the answer as it is drawn. */
  place: (candidate: number) => number;
  /** The author's letters beside the page's; empty where they are the same. */
  differing: { theirs: string; here: string }[];
  key: string;
}

/** Draws an answer in its author's own order, or in the item's where the page is. */
export function drawnOrder({ shownOrder }: AnswerVersion, page: PageOrder): DrawnOrder {
  const here = invert(page.order);
  const places = page.own ? here : invert(shownOrder);
  return {
    place: (candidate) => places[candidate] ?? candidate,
    differing:
      keyOf(shownOrder) === keyOf(page.order)
        ? []
        : shownOrder.map((candidate, place) => ({
            theirs: letterOf(place),
            here: letterOf(here[candidate] ?? candidate),
          })),
    key: keyOf(shownOrder),
  };
}
