import type { announcements } from "#contract/announcements.ts";
import { anyMember, inPerson, manager, type Policy, signedIn } from "../../http/policy.ts";

/** Managers announce; only people read (`announcement_for` says which). */
export const policy: Policy<typeof announcements> = {
  mine: signedIn,
  list: anyMember,
  announce: manager,
  read: (caller) => anyMember(caller) && inPerson(caller),
  readers: manager,
  withdraw: manager,
};
