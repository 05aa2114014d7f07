import type { ReactNode } from "react";
import type { AnswerState, ItemState } from "#contract/states.ts";
import { Badge } from "../../ui/badge.tsx";
import { itemStateTitle, t } from "./words.ts";

const ITEM = {
  new: "neutral",
  "in-progress": "accent",
  done: "good",
  withdrawn: "neutral",
} as const;
const ANSWER = {
  submitted: "warn",
  accepted: "good",
  "accepted-without-review": "good",
  returned: "accent",
  rejected: "bad",
  undone: "neutral",
  superseded: "neutral",
} as const;

/** Where an item stands, in a word. */
export function ItemBadge({ state }: { state: ItemState }): ReactNode {
  return <Badge tone={ITEM[state]}>{itemStateTitle(state)}</Badge>;
}

/** What became of an answer, in a word. */
export function AnswerBadge({ state }: { state: AnswerState }): ReactNode {
  return <Badge tone={ANSWER[state]}>{t(`items.answerState.${state}`)}</Badge>;
}
