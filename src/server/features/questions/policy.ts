import type { questions } from "#contract/questions.ts";
import { anyMember, type Policy, signedIn, worker } from "../../http/policy.ts";

/** Whoever works asks. Rows say whose questions a person sees, and who rules: `desk.ts`. */
export const policy: Policy<typeof questions> = {
  likely: anyMember,
  ask: worker,
  mine: anyMember,
  rulings: anyMember,
  list: signedIn,
  change: signedIn,
  rule: signedIn,
  merge: signedIn,
  decline: signedIn,
  use: signedIn,
};
