import type { items } from "#contract/items.ts";
import { manager, type Policy, project } from "../../http/policy.ts";

/** Never a trainer: a list of items shows other people's answers. */
export const policy: Policy<typeof items> = {
  list: project("viewer", "reviewer"),
  attributes: project("viewer", "reviewer"),
  get: project("viewer", "reviewer"),
  cancel: manager,
  prioritise: manager,
};
