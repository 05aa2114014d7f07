import type { items } from "#contract/items.ts";
import type { ItemState } from "#contract/states.ts";
import { type Caller, manager, type Policy, project } from "../../http/policy.ts";

/** Who may know where candidates are from. */
export const seesHidden = (caller: Caller): boolean =>
  caller.projectRole === "manager" || caller.projectRole === "viewer";

/** A reviewer may have to decide on an item until it is done: up to then nothing may tell them whose work it is. */
export const isBlindTo = (caller: Caller, state: ItemState): boolean =>
  caller.projectRole === "reviewer" && state !== "done";

/** Never a trainer: an item shows other people's answers. */
export const policy: Policy<typeof items> = {
  get: project("viewer", "reviewer"),
  cancel: manager,
  prioritise: manager,
};
