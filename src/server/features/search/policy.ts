import type { search } from "#contract/search.ts";
import { type Policy, project } from "../../http/policy.ts";

/** Never a trainer: a list of items shows other people's answers. */
export const policy: Policy<typeof search> = {
  items: project("viewer", "reviewer"),
  authors: project("viewer"),
  attributes: project("viewer", "reviewer"),
};
