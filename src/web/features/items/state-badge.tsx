import type { ReactNode } from "react";
import type { AnswerVersion, ItemState } from "#contract/items.ts";
import { Badge } from "../../ui/badge.tsx";
import { itemStateTitle, t } from "./words.ts";

const ITEM = {
  new: "neutral",
  working: "accent",
  review: "warn",
  done: "good",
  cancelled: "neutral",
} as const;
const ANSWER = {
  submitted: "warn",
  accepted: "good",
  returned: "accent",
  rejected: "bad",
  "taken-back": "neutral",
  superseded: "neutral",
} as const;

/** Where an item stands, in a word. */
export function ItemBadge({ state }: { state: ItemState }): ReactNode {
  return <Badge tone={ITEM[state]}>{itemStateTitle(state)}</Badge>;
}

/** What became of an answer, in a word. */
export function AnswerBadge({ state }: { state: AnswerVersion["state"] }): ReactNode {
  return <Badge tone={ANSWER[state]}>{t(`items.answerState.${state}`)}</Badge>;
}
