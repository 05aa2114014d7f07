import type { work } from "#contract/work.ts";
import { manager, type Policy, project, signedIn, worker } from "../../http/policy.ts";

/** Whoever works takes what their queues hold; an assignment answers to its own agent alone. */
export const policy: Policy<typeof work> = {
  claim: worker,
  get: worker,
  changedRules: worker,
  renew: worker,
  saveDraft: worker,
  draftHistory: worker,
  submit: worker,
  takeBack: worker,
  skip: worker,
  flag: worker,
  release: worker,
  review: project("reviewer"),
  changes: worker,
  waiting: signedIn,
  batch: worker,
  assignable: manager,
  assign: manager,
  unassign: manager,
  held: manager,
  free: manager,
};
