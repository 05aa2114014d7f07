import type { judgings } from "#contract/judgings.ts";
import { anyMember, manager, type Policy } from "../../http/policy.ts";

/** Managers start and reveal; whoever takes part reads and votes (`find-calibrations.ts`). */
export const policy: Policy<typeof judgings> = {
  list: anyMember,
  offer: manager,
  start: manager,
  get: anyMember,
  reveal: manager,
  vote: anyMember,
  makeExample: manager,
  reReviews: manager,
  sendBack: manager,
  split: manager,
  rule: manager,
};
