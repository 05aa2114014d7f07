import type { discussions } from "#contract/discussions.ts";
import { anyMember, manager, type Policy, project, worker } from "../../http/policy.ts";

/** Which threads a person may see and answer is decided in `visible-threads.ts`. */
export const policy: Policy<typeof discussions> = {
  list: project("viewer", "reviewer"),
  start: project("reviewer"),
  listOn: anyMember,
  startOn: worker,
  listHere: worker,
  startHere: worker,
  askAuthor: project("reviewer"),
  askAuthorOf: manager,
  reply: worker,
  resolve: worker,
  mentionable: anyMember,
};
