import type { contract } from "#contract/index.ts";
import { manager, type Policy, project, signedIn } from "../../http/policy.ts";

const worker = project("trainer", "reviewer");

/** Whoever works takes what their queues hold; an assignment answers to its own agent alone. */
export const policy: Policy<typeof contract.work> = {
  claim: worker,
  get: worker,
  renew: worker,
  saveDraft: worker,
  draftHistory: worker,
  submit: worker,
  takeBack: worker,
  skip: worker,
  flag: worker,
  release: worker,
  review: project("reviewer"),
  waiting: signedIn,
  held: manager,
  free: manager,
};
