import type { people } from "#contract/people.ts";
import { organization, type Policy, signedIn } from "../../http/policy.ts";

/** Everybody may ask for the list; what it holds depends on who asks (`listPeople`). */
export const policy: Policy<typeof people> = {
  list: signedIn,
  invite: organization("admin"),
  newLink: organization("admin"),
  update: organization("admin"),
  erase: organization("admin"),
};
