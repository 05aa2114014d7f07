import type { AnyItemState, ItemState } from "#contract/states.ts";

/** The words in which rows say where an item stands: those of the first release. */
const STORED: Record<ItemState, readonly string[]> = {
  new: ["new"],
  "in-progress": ["working", "review"],
  done: ["done"],
  withdrawn: ["cancelled"],
};

/** The stored words that a state means; SQL's `item_state_word` is the way back. */
export function storedStates(state: AnyItemState): readonly string[] {
  return (STORED as Partial<Record<AnyItemState, readonly string[]>>)[state] ?? [state];
}
