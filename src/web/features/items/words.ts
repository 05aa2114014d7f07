import { type AnyItemState, itemStateOf } from "#contract/states.ts";
import { translator } from "../../ui/messages/index.ts";
import { messages } from "./messages.en.ts";

/** The words of items in the reader's language. */
export const t = translator(messages);

/** What a state of an item is called. */
export function itemStateTitle(state: AnyItemState): string {
  return t(`items.state.${itemStateOf(state)}`);
}

/** The text of a key that may not exist, such as one made of a server's word; null where it does not. */
export function maybe(key: string): string | null {
  return key in messages ? t(key as "items.title") : null;
}

/** What a priority is called. */
export function priorityTitle(priority: number): string {
  return t(priority <= 0 ? "items.priority.0" : priority === 1 ? "items.priority.1" : "items.priority.2");
}
