import type { agreements } from "#contract/agreements.ts";
import { anyMember, inPerson, manager, type Policy, signedIn } from "../../http/policy.ts";

/** Managers run their project's agreements; those of every project answer to owners and admins (`lock-agreement.ts`). */
export const policy: Policy<typeof agreements> = {
  mine: signedIn,
  receipt: signedIn,
  toSign: anyMember,
  sign: (caller) => anyMember(caller) && inPerson(caller),
  list: manager,
  create: manager,
  publish: manager,
  retire: manager,
  signers: manager,
  revoke: manager,
};
