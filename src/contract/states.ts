import { z } from "zod";

/** Where an item stands; its work says which stages it is at. */
export const ItemState = z.enum(["new", "in-progress", "done", "withdrawn"]);
export type ItemState = z.infer<typeof ItemState>;

/** A state as input: the first release's words still mean what they meant, `working` and `review` each a part of `in-progress`. */
export const AnyItemState = z.enum([...ItemState.options, "working", "review", "cancelled"]);
export type AnyItemState = z.infer<typeof AnyItemState>;

/** Today's word for a state. */
export function itemStateOf(word: AnyItemState): ItemState {
  if (word === "working" || word === "review") return "in-progress";
  return word === "cancelled" ? "withdrawn" : word;
}

/** Where a version of an answer stands; it counts as accepted by review only where a review accepted the answer. */
export const AnswerState = z.enum([
  "submitted",
  "accepted",
  "accepted-without-review",
  "returned",
  "rejected",
  "undone",
  "superseded",
]);
export type AnswerState = z.infer<typeof AnswerState>;
