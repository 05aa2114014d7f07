import type { people } from "#contract/people.ts";
import { organization, type Policy, signedIn } from "../../http/policy.ts";

/** Everybody may ask for the list; what it holds depends on who asks (`listPeople`). */
export const policy: Policy<typeof people> = {
  list: signedIn,
  keys: organization("admin"),
  invite: organization("admin"),
  newLink: organization("admin"),
  update: organization("admin"),
  addProgram: organization("admin"),
  grantTrait: organization("admin"),
  revokeTrait: organization("admin"),
  erase: organization("admin"),
};
